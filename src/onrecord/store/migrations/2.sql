-- From schema 2 to 3: indexes from which the screens of a large record are answered, and answers kept over all of it.
DROP INDEX mentions_actor;
DROP INDEX attributions_speaker;
DROP INDEX moves_date;
DROP INDEX moves_actor;
DROP INDEX moves_recipient;
DROP INDEX moves_type;
CREATE INDEX documents_outlet ON documents(outlet);
CREATE INDEX actors_name ON actors(name COLLATE NOCASE);
CREATE INDEX actors_side ON actors(side);
CREATE INDEX actor_names_name ON actor_names(name COLLATE NOCASE);
CREATE INDEX mentions_actor ON mentions(actor_id, basis);
CREATE INDEX attributions_speaker ON attributions(
    speaker_id, said_earliest, said_latest, document_id, start, id, said_value
);
CREATE INDEX attributions_said ON attributions(
    said_earliest, said_latest, document_id, start, id, kind, within_id, speaker_id
);
CREATE INDEX attributions_within ON attributions(within_id) WHERE within_id IS NOT NULL;
CREATE INDEX moves_date ON moves(
    date_earliest, date_latest, document_id, start, id, type, status, voice, actor_side, recipient_side, date_value
);
CREATE INDEX moves_actor ON moves(
    actor_id, date_earliest, date_latest, document_id, start, id, date_value, recipient_id, recipient_side
);
CREATE INDEX moves_recipient ON moves(
    recipient_id, date_earliest, date_latest, document_id, start, id, date_value, actor_id, actor_side
);
CREATE INDEX moves_type ON moves(type, date_earliest, date_latest, document_id, start, id);
CREATE INDEX moves_score ON moves(score, id);
CREATE INDEX open_items_state ON open_items(state, since, move_id);
CREATE INDEX open_items_thread ON open_items(thread_id, state);
CREATE TABLE kept_answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE actor_tallies (
    actor_id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT, wikidata TEXT, moves INTEGER NOT NULL,
    received INTEGER NOT NULL, statements INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX actor_tallies_order ON actor_tallies(moves + statements DESC, received DESC, name, actor_id);
CREATE INDEX actor_tallies_side ON actor_tallies(side, moves + statements DESC, received DESC, name, actor_id);
