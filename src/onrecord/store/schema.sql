-- The record, version 11. Dates are ISO text (…_value, …_earliest, …_latest); offsets are code points of documents.text,
-- half-open; spans and bases are JSON. docs/record.md describes every column.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What one page gives: written once in one transaction, replaced whole when it is read again by a newer version.

CREATE TABLE pages (
    id TEXT PRIMARY KEY, locator TEXT NOT NULL, url TEXT, media_type TEXT NOT NULL, charset TEXT, captured TEXT,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, content BLOB, headers TEXT NOT NULL DEFAULT '[]',
    stated TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE documents (
    id TEXT PRIMARY KEY, page_id TEXT NOT NULL REFERENCES pages(id) ON DELETE CASCADE, locator TEXT NOT NULL,
    outlet TEXT, title TEXT, language TEXT, url TEXT, captured TEXT,
    published_value TEXT, published_earliest TEXT, published_latest TEXT,
    published_why TEXT NOT NULL DEFAULT '', published_basis TEXT NOT NULL DEFAULT '[]',
    text TEXT NOT NULL, text_sha256 TEXT NOT NULL, map TEXT NOT NULL, metadata TEXT NOT NULL DEFAULT '[]',
    reading_sha256 TEXT NOT NULL
);
CREATE INDEX documents_page ON documents(page_id);
CREATE INDEX documents_published ON documents(published_earliest);
CREATE INDEX documents_outlet ON documents(outlet);

CREATE TABLE segments (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, author TEXT, reply_to TEXT,
    basis TEXT NOT NULL DEFAULT ''
);
CREATE INDEX segments_document ON segments(document_id, ordinal);

CREATE TABLE actors (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT, wikidata TEXT, basis TEXT NOT NULL DEFAULT ''
);
CREATE INDEX actors_name ON actors(name COLLATE NOCASE);
CREATE INDEX actors_side ON actors(side);
-- What states are called, without a look at all actors.
CREATE INDEX actors_states ON actors(side, name) WHERE kind = 'state';

CREATE TABLE actor_names (
    actor_id TEXT NOT NULL REFERENCES actors(id) ON DELETE CASCADE, name TEXT NOT NULL, PRIMARY KEY (actor_id, name)
) WITHOUT ROWID;
CREATE INDEX actor_names_name ON actor_names(name COLLATE NOCASE);

CREATE TABLE offices (
    id TEXT PRIMARY KEY, actor_id TEXT NOT NULL REFERENCES actors(id) ON DELETE CASCADE, title TEXT NOT NULL, side TEXT,
    since TEXT, until TEXT, origin TEXT NOT NULL DEFAULT ''
);
CREATE INDEX offices_actor ON offices(actor_id);

-- What a document says of an actor: the name and office that hold there. actors and actor_names are made from these.
CREATE TABLE document_actors (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    actor_id TEXT NOT NULL REFERENCES actors(id), name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT, wikidata TEXT,
    names TEXT NOT NULL DEFAULT '[]', office TEXT, offices TEXT NOT NULL DEFAULT '[]', basis TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document_id, actor_id)
) WITHOUT ROWID;
CREATE INDEX document_actors_actor ON document_actors(actor_id);

CREATE TABLE mentions (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, actor_id TEXT REFERENCES actors(id), candidates TEXT NOT NULL DEFAULT '[]',
    score REAL NOT NULL, basis TEXT NOT NULL DEFAULT ''
);
CREATE INDEX mentions_document ON mentions(document_id, start);
CREATE INDEX mentions_actor ON mentions(actor_id, basis);

CREATE TABLE times (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, time_value TEXT, time_earliest TEXT, time_latest TEXT,
    timex TEXT NOT NULL DEFAULT '', basis TEXT NOT NULL DEFAULT ''
);
CREATE INDEX times_document ON times(document_id, start);

-- start and end enclose source, cue and content; source, cue, content are JSON arrays of [start, end].
CREATE TABLE attributions (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL, content TEXT NOT NULL,
    source_text TEXT NOT NULL, cue_text TEXT NOT NULL, content_text TEXT NOT NULL,
    speaker_id TEXT REFERENCES actors(id), addressee_id TEXT REFERENCES actors(id), within_id TEXT,
    said_value TEXT, said_earliest TEXT, said_latest TEXT, score REAL NOT NULL, basis TEXT NOT NULL DEFAULT ''
);
CREATE INDEX attributions_document ON attributions(document_id, start);
-- The timeline and the counts of large records are answered from these alone, without a look at the rows.
CREATE INDEX attributions_speaker ON attributions(
    speaker_id, said_earliest, said_latest, document_id, start, id, said_value
);
CREATE INDEX attributions_said ON attributions(
    said_earliest, said_latest, document_id, start, id, kind, within_id, speaker_id
);
CREATE INDEX attributions_within ON attributions(within_id) WHERE within_id IS NOT NULL;

-- voice is 'outlet' or the id of an attribution; retellings are JSON spans of the same move told again.
CREATE TABLE moves (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, span_text TEXT NOT NULL,
    trigger_text TEXT NOT NULL, type TEXT NOT NULL, actor_id TEXT REFERENCES actors(id), actor_side TEXT,
    recipient_id TEXT REFERENCES actors(id), recipient_side TEXT, about TEXT NOT NULL DEFAULT '',
    voice TEXT NOT NULL DEFAULT 'outlet', status TEXT NOT NULL, date_value TEXT, date_earliest TEXT, date_latest TEXT,
    plover TEXT, cameo TEXT, retellings TEXT NOT NULL DEFAULT '[]', score REAL NOT NULL, basis TEXT NOT NULL DEFAULT ''
);
CREATE INDEX moves_document ON moves(document_id, start);
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

-- Rows of moves that a person added, made from the log alone: all others are the machine's.
CREATE TABLE added_moves (
    move_id TEXT PRIMARY KEY REFERENCES moves(id) ON DELETE CASCADE, judgement_id TEXT NOT NULL
) WITHOUT ROWID;

-- scope is 'document' (found within one article) or 'record' (found by linking).
CREATE TABLE move_answers (
    move_id TEXT NOT NULL REFERENCES moves(id) ON DELETE CASCADE, answered_move_id TEXT NOT NULL, kind TEXT NOT NULL,
    scope TEXT NOT NULL, basis TEXT NOT NULL DEFAULT '', PRIMARY KEY (move_id, answered_move_id, scope)
) WITHOUT ROWID;
CREATE INDEX move_answers_answered ON move_answers(answered_move_id);

-- Words that would name a move's party but lie open between namesakes. role is 'actor' or 'recipient'.
CREATE TABLE move_ties (
    move_id TEXT NOT NULL REFERENCES moves(id) ON DELETE CASCADE, role TEXT NOT NULL, document_id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (move_id, role)
) WITHOUT ROWID;
CREATE INDEX move_ties_document ON move_ties(document_id);

CREATE TABLE problems (
    id TEXT PRIMARY KEY, page_id TEXT, locator TEXT NOT NULL, step TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE INDEX problems_page ON problems(page_id);
CREATE INDEX problems_locator ON problems(locator);

-- Four bytes of the digest of each row that came with a document, table by table: a row that was changed is named.
CREATE TABLE row_checks (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, checks BLOB NOT NULL
) WITHOUT ROWID;

-- What linking finds over all pages: made again from the tables above whenever pages come in.

CREATE TABLE copies (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, original_id TEXT NOT NULL,
    similarity REAL NOT NULL, note TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX copies_original ON copies(original_id);

CREATE TABLE stories (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, published_earliest TEXT, published_latest TEXT,
    documents INTEGER NOT NULL, outlets INTEGER NOT NULL
);

CREATE TABLE story_documents (
    story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, PRIMARY KEY (story_id, document_id)
) WITHOUT ROWID;
CREATE INDEX story_documents_document ON story_documents(document_id);

-- An account is one outlet's telling of a story. A row of the story's table is told in cells, one an account.
-- When an undated page was published by its dated neighbours; what the page itself says stands in documents.
CREATE TABLE neighbour_dates (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, story_id TEXT NOT NULL,
    earliest TEXT NOT NULL, latest TEXT NOT NULL, basis TEXT NOT NULL, documents INTEGER NOT NULL,
    agrees INTEGER NOT NULL, note TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX neighbour_dates_story ON neighbour_dates(story_id);

CREATE TABLE accounts (
    id TEXT PRIMARY KEY, story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE, outlet TEXT NOT NULL,
    documents TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX accounts_story ON accounts(story_id);

-- kind of row: move, statement, figure, date, reason. telling: told, attributed, denied, differs, absent.
CREATE TABLE account_rows (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    story_id TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE, row_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, telling TEXT NOT NULL, voice TEXT NOT NULL DEFAULT '',
    difference TEXT NOT NULL DEFAULT '', document_id TEXT, move_id TEXT, attribution_id TEXT, start INTEGER, "end" INTEGER
);
CREATE INDEX account_rows_story ON account_rows(story_id, ordinal);
CREATE INDEX account_rows_account ON account_rows(account_id);

CREATE TABLE threads (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, matter TEXT NOT NULL, side_a TEXT NOT NULL, side_b TEXT NOT NULL,
    date_earliest TEXT, date_latest TEXT, moves INTEGER NOT NULL
);

CREATE TABLE thread_moves (
    thread_id TEXT NOT NULL REFERENCES threads(id) ON DELETE CASCADE, move_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
    same_as_id TEXT, PRIMARY KEY (thread_id, move_id)
) WITHOUT ROWID;
CREATE INDEX thread_moves_move ON thread_moves(move_id);

-- state: unanswered, denied, admitted, accepted, refused, fulfilled, withdrawn, superseded.
CREATE TABLE open_items (
    move_id TEXT PRIMARY KEY REFERENCES moves(id) ON DELETE CASCADE, thread_id TEXT, state TEXT NOT NULL,
    settled_by_id TEXT, since TEXT, coverage TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX open_items_state ON open_items(state, since, move_id);
CREATE INDEX open_items_thread ON open_items(thread_id, state);

-- Answers over the whole record, counted when it is linked and brought up by each page that is linked alone: what the
-- first screen shows, as JSON, and how much each actor does and says, judgements left out.

CREATE TABLE kept_answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE actor_tallies (
    actor_id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT, wikidata TEXT, moves INTEGER NOT NULL,
    received INTEGER NOT NULL, statements INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX actor_tallies_order ON actor_tallies(moves + statements DESC, received DESC, name, actor_id);
CREATE INDEX actor_tallies_side ON actor_tallies(side, moves + statements DESC, received DESC, name, actor_id);

-- What linking keeps of each document: its sketch, the lists of documents that share a word or a run of words, and the
-- threads of its moves. So that a new page finds its neighbours without a look at the others.
CREATE TABLE link_sketches (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, published_first INTEGER,
    published_last INTEGER, told_first INTEGER, told_last INTEGER, length INTEGER NOT NULL, content BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE link_lists (
    key INTEGER NOT NULL, day INTEGER NOT NULL, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    PRIMARY KEY (key, day, document_id)
) WITHOUT ROWID;
CREATE INDEX link_lists_document ON link_lists(document_id);

CREATE TABLE link_places (
    side_a TEXT NOT NULL, side_b TEXT NOT NULL, matter TEXT NOT NULL, move_id TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, home INTEGER NOT NULL,
    PRIMARY KEY (side_a, side_b, matter, move_id)
) WITHOUT ROWID;
CREATE INDEX link_places_document ON link_places(document_id);

-- What a page itself gives of a move: the words by which it is compared, parted by blanks, and the answers that hold.
CREATE TABLE link_moves (
    move_id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, words TEXT NOT NULL,
    answers TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX link_moves_document ON link_moves(document_id);

-- Documents that came in since links were last written.
CREATE TABLE link_queue (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Ids that stories of this record bore before they were joined with others or took another name.
CREATE TABLE former_stories (id TEXT PRIMARY KEY, story_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX former_stories_story ON former_stories(story_id);

-- A person's word over the machine's rows; append-only. target is a table of this schema.
CREATE TABLE judgements (
    id TEXT PRIMARY KEY, made_at TEXT NOT NULL, made_by TEXT NOT NULL, target TEXT NOT NULL, target_id TEXT NOT NULL,
    verdict TEXT NOT NULL, value TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', undoes_id TEXT
);
CREATE INDEX judgements_target ON judgements(target, target_id);

-- What an actor was called when it was judged: a newer reading may give it another id, and is then found by its name.
CREATE TABLE judged_actors (
    actor_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT
) WITHOUT ROWID;

-- Pages and actors that were removed on purpose: digests and a reason, nothing of what they said.
CREATE TABLE forgotten (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, sha256 TEXT, url_sha256 TEXT, forgotten_at TEXT NOT NULL,
    forgotten_by TEXT NOT NULL, reason TEXT NOT NULL, rows INTEGER NOT NULL
) WITHOUT ROWID;

-- Search over statements, moves and articles. kind: attribution, move, document.
CREATE TABLE search_rows (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, thing_id TEXT NOT NULL, document_id TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (kind, thing_id)
);
CREATE INDEX search_rows_document ON search_rows(document_id);
CREATE VIRTUAL TABLE search USING fts5(
    text, content='search_rows', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_rows_insert AFTER INSERT ON search_rows BEGIN
    INSERT INTO search(rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER search_rows_delete AFTER DELETE ON search_rows BEGIN
    INSERT INTO search(search, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- Judgements applied. standing_judgements: of each target and field, the last word that nobody took back.

CREATE VIEW standing_judgements AS
WITH fields AS (
    SELECT *, CASE WHEN verdict IN ('right', 'wrong') THEN 'truth' WHEN verdict = 'split' AND value = '' THEN 'merge'
        WHEN verdict = 'split' THEN 'split ' || value ELSE verdict END AS field
    FROM judgements AS j
    WHERE verdict <> 'undo' AND NOT EXISTS (SELECT 1 FROM judgements AS u WHERE u.undoes_id = j.id)
)
SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY target, target_id, field ORDER BY made_at DESC, id DESC) AS place FROM fields
) WHERE place = 1;

-- A judged actor that no document names any more, and the only one that bears its name now.
CREATE VIEW actor_heirs AS
SELECT j.actor_id, min(a.id) AS heir_id
FROM judged_actors AS j JOIN actor_names AS n ON n.name = j.name JOIN actors AS a ON a.id = n.actor_id AND a.kind = j.kind
WHERE NOT EXISTS (SELECT 1 FROM actors AS x WHERE x.id = j.actor_id)
GROUP BY j.actor_id HAVING count(DISTINCT a.id) = 1;

-- What was said of actors, over the ids that they have now: of each field the last word.
CREATE VIEW actor_judgements AS
SELECT actor_id, field, verdict, value, judgement_id FROM (
    SELECT coalesce(h.heir_id, s.target_id) AS actor_id, s.field, s.verdict, coalesce(v.heir_id, s.value) AS value,
        s.id AS judgement_id, row_number() OVER (
            PARTITION BY coalesce(h.heir_id, s.target_id), s.field ORDER BY s.made_at DESC, s.id DESC
        ) AS place
    FROM standing_judgements AS s
    LEFT JOIN actor_heirs AS h ON h.actor_id = s.target_id
    LEFT JOIN actor_heirs AS v ON v.actor_id = s.value
    WHERE s.target = 'actors'
) WHERE place = 1;

-- Documents in which an actor is somebody else ('split', value = ids of documents), and who it is there: part_id.
CREATE VIEW split_actors AS
SELECT actor_id, document_id, part_id, judgement_id FROM (
    SELECT j.actor_id, d.value AS document_id, replace(j.judgement_id, 'judgement-', 'actor-') AS part_id, j.judgement_id,
        row_number() OVER (PARTITION BY j.actor_id, d.value ORDER BY s.made_at DESC, s.id DESC) AS place
    FROM actor_judgements AS j JOIN judgements AS s ON s.id = j.judgement_id,
        json_each('["' || replace(j.value, ' ', '","') || '"]') AS d
    WHERE j.verdict = 'split' AND j.value <> ''
) WHERE place = 1;

-- Every actor with the actor that it is said to be: itself, or by judgement ('merge', value = the other's id) another.
CREATE VIEW same_actors AS
WITH RECURSIVE pairs(actor_id, other_id) AS (
    SELECT actor_id, value FROM actor_judgements WHERE verdict = 'merge' AND value <> actor_id
), steps(actor_id, canonical_id) AS (
    SELECT actor_id, other_id FROM pairs
    UNION SELECT steps.actor_id, pairs.other_id FROM steps JOIN pairs ON pairs.actor_id = steps.canonical_id
), ends AS (
    SELECT actor_id, canonical_id, row_number() OVER (
        PARTITION BY actor_id ORDER BY canonical_id IN (SELECT actor_id FROM pairs), canonical_id
    ) AS place
    FROM steps
)
SELECT actor_id, canonical_id FROM ends WHERE place = 1;

CREATE VIEW current_actors AS
SELECT a.id, coalesce(named.value, a.name) AS name, a.kind, coalesce(side.value, a.side) AS side, a.wikidata, a.basis,
    coalesce(same.canonical_id, a.id) AS canonical_id, truth.verdict AS judged, a.base_id
FROM (
    SELECT id, name, kind, side, wikidata, basis, id AS base_id FROM actors
    UNION ALL
    SELECT DISTINCT p.part_id, o.name, o.kind, o.side, NULL, 'split off: ' || p.judgement_id, o.id
    FROM split_actors AS p JOIN actors AS o ON o.id = p.actor_id
) AS a
LEFT JOIN same_actors AS same ON same.actor_id = a.id
LEFT JOIN actor_judgements AS truth ON truth.actor_id = a.id AND truth.field = 'truth'
LEFT JOIN actor_judgements AS named ON named.actor_id = a.id AND named.field = 'name'
LEFT JOIN actor_judgements AS side ON side.actor_id = a.id AND side.field = 'side';

-- What each document says of an actor, with the actor that it is there.
CREATE VIEW current_document_actors AS
SELECT d.document_id, coalesce(same.canonical_id, part.part_id, d.actor_id) AS actor_id, d.actor_id AS told_id, d.name,
    d.kind, d.side, d.names, d.office, d.offices, d.basis
FROM document_actors AS d
LEFT JOIN split_actors AS part ON part.actor_id = d.actor_id AND part.document_id = d.document_id
LEFT JOIN same_actors AS same ON same.actor_id = coalesce(part.part_id, d.actor_id);

CREATE VIEW current_mentions AS
SELECT m.id, m.document_id, m.start, m."end", m.kind, coalesce(same.canonical_id, m.meant) AS actor_id, m.candidates,
    m.score, m.basis
FROM (
    SELECT m.id, m.document_id, m.start, m."end", m.kind, m.candidates, m.score,
        coalesce(heir.heir_id, chosen.value, part.part_id, m.actor_id) AS meant,
        coalesce('chosen: ' || chosen.id, m.basis) AS basis
    FROM mentions AS m
    LEFT JOIN standing_judgements AS chosen
        ON chosen.target = 'mentions' AND chosen.target_id = m.id AND chosen.field = 'actor'
    LEFT JOIN actor_heirs AS heir ON heir.actor_id = chosen.value
    LEFT JOIN split_actors AS part ON part.actor_id = m.actor_id AND part.document_id = m.document_id
) AS m
LEFT JOIN same_actors AS same ON same.actor_id = m.meant;

-- Whom a person named as a move's actor or recipient: the actor as judged, with the side that it acts for.
CREATE VIEW named_parties AS
SELECT s.target_id AS move_id, s.field AS role, coalesce(same.canonical_id, heir.heir_id, s.value) AS actor_id,
    (SELECT a.side FROM current_actors AS a WHERE a.id = coalesce(same.canonical_id, heir.heir_id, s.value)) AS side
FROM standing_judgements AS s
LEFT JOIN actor_heirs AS heir ON heir.actor_id = s.value
LEFT JOIN same_actors AS same ON same.actor_id = coalesce(heir.heir_id, s.value)
WHERE s.target = 'moves' AND s.field IN ('actor', 'recipient');

CREATE VIEW current_moves AS
SELECT m.id, m.document_id, m.start, m."end", m.trigger_start, m.trigger_end, m.span_text, m.trigger_text,
    coalesce(type.value, m.type) AS type,
    coalesce(doer.actor_id, sa.canonical_id, pa.part_id, m.actor_id) AS actor_id,
    CASE WHEN doer.actor_id IS NULL THEN m.actor_side ELSE doer.side END AS actor_side,
    coalesce(met.actor_id, sr.canonical_id, pr.part_id, m.recipient_id) AS recipient_id,
    CASE WHEN met.actor_id IS NULL THEN m.recipient_side ELSE met.side END AS recipient_side, m.about, m.voice,
    coalesce(status.value, m.status) AS status,
    coalesce(d.value, m.date_value) AS date_value,
    CASE length(d.value) WHEN 4 THEN d.value || '-01-01' WHEN 7 THEN d.value || '-01' WHEN 10 THEN d.value
        ELSE m.date_earliest END AS date_earliest,
    CASE length(d.value) WHEN 4 THEN d.value || '-12-31' WHEN 7 THEN date(d.value || '-01', '+1 month', '-1 day')
        WHEN 10 THEN d.value ELSE m.date_latest END AS date_latest,
    m.plover, m.cameo, m.retellings, m.score, m.basis, truth.verdict AS judged
FROM moves AS m
LEFT JOIN named_parties AS doer ON doer.move_id = m.id AND doer.role = 'actor'
LEFT JOIN named_parties AS met ON met.move_id = m.id AND met.role = 'recipient'
LEFT JOIN split_actors AS pa ON pa.actor_id = m.actor_id AND pa.document_id = m.document_id
LEFT JOIN split_actors AS pr ON pr.actor_id = m.recipient_id AND pr.document_id = m.document_id
LEFT JOIN same_actors AS sa ON sa.actor_id = coalesce(pa.part_id, m.actor_id)
LEFT JOIN same_actors AS sr ON sr.actor_id = coalesce(pr.part_id, m.recipient_id)
LEFT JOIN standing_judgements AS truth ON truth.target = 'moves' AND truth.target_id = m.id AND truth.field = 'truth'
LEFT JOIN standing_judgements AS type ON type.target = 'moves' AND type.target_id = m.id AND type.field = 'type'
LEFT JOIN standing_judgements AS status ON status.target = 'moves' AND status.target_id = m.id AND status.field = 'status'
LEFT JOIN standing_judgements AS d ON d.target = 'moves' AND d.target_id = m.id AND d.field = 'date';

CREATE VIEW current_attributions AS
SELECT a.id, a.document_id, a.start, a."end", a.kind, a.source, a.cue, a.content, a.source_text, a.cue_text, a.content_text,
    coalesce(ss.canonical_id, a.spoken_by) AS speaker_id,
    coalesce(sd.canonical_id, pd.part_id, a.addressee_id) AS addressee_id, a.within_id,
    coalesce(d.value, a.said_value) AS said_value,
    CASE length(d.value) WHEN 4 THEN d.value || '-01-01' WHEN 7 THEN d.value || '-01' WHEN 10 THEN d.value
        ELSE a.said_earliest END AS said_earliest,
    CASE length(d.value) WHEN 4 THEN d.value || '-12-31' WHEN 7 THEN date(d.value || '-01', '+1 month', '-1 day')
        WHEN 10 THEN d.value ELSE a.said_latest END AS said_latest,
    a.score, a.basis, truth.verdict AS judged
FROM (
    SELECT a.*, coalesce(heir.heir_id, speaker.value, part.part_id, a.speaker_id) AS spoken_by
    FROM attributions AS a
    LEFT JOIN standing_judgements AS speaker
        ON speaker.target = 'attributions' AND speaker.target_id = a.id AND speaker.field = 'speaker'
    LEFT JOIN actor_heirs AS heir ON heir.actor_id = speaker.value
    LEFT JOIN split_actors AS part ON part.actor_id = a.speaker_id AND part.document_id = a.document_id
) AS a
LEFT JOIN standing_judgements AS truth
    ON truth.target = 'attributions' AND truth.target_id = a.id AND truth.field = 'truth'
LEFT JOIN standing_judgements AS d ON d.target = 'attributions' AND d.target_id = a.id AND d.field = 'date'
LEFT JOIN split_actors AS pd ON pd.actor_id = a.addressee_id AND pd.document_id = a.document_id
LEFT JOIN same_actors AS ss ON ss.actor_id = a.spoken_by
LEFT JOIN same_actors AS sd ON sd.actor_id = coalesce(pd.part_id, a.addressee_id);

CREATE VIEW current_documents AS
SELECT d.id, d.page_id, d.locator, d.outlet, d.title, d.language, d.url, d.captured,
    coalesce(j.value, d.published_value) AS published_value,
    CASE length(j.value) WHEN 4 THEN j.value || '-01-01' WHEN 7 THEN j.value || '-01' WHEN 10 THEN j.value
        ELSE d.published_earliest END AS published_earliest,
    CASE length(j.value) WHEN 4 THEN j.value || '-12-31' WHEN 7 THEN date(j.value || '-01', '+1 month', '-1 day')
        WHEN 10 THEN j.value ELSE d.published_latest END AS published_latest,
    d.published_why, d.published_basis, d.text, d.text_sha256, d.metadata
FROM documents AS d
LEFT JOIN standing_judgements AS j ON j.target = 'documents' AND j.target_id = d.id AND j.field = 'date';

-- Which move answers which, as persons judge it: target_id is the ids of both moves, joined by a colon. Of 'right',
-- 'wrong' and 'answers' (value = the kind) the last word decides whether the link holds.
CREATE VIEW judged_answers AS
WITH said AS (
    SELECT target_id, field, verdict, value, made_at, made_by, id FROM standing_judgements WHERE target = 'move_answers'
)
SELECT substr(p.target_id, 1, instr(p.target_id, ':') - 1) AS move_id,
    substr(p.target_id, instr(p.target_id, ':') + 1) AS answered_move_id, a.value AS kind, a.made_by AS given_by,
    CASE WHEN a.id IS NULL OR (t.made_at, t.id) > (a.made_at, a.id) THEN t.verdict ELSE 'right' END AS judged
FROM (SELECT DISTINCT target_id FROM said) AS p
LEFT JOIN said AS t ON t.target_id = p.target_id AND t.field = 'truth'
LEFT JOIN said AS a ON a.target_id = p.target_id AND a.field = 'answers';

-- The machine's links with what persons say of them, and those that a person alone gives.
CREATE VIEW current_answers AS
SELECT m.move_id, m.answered_move_id, coalesce(j.kind, m.kind) AS kind, m.scope,
    coalesce('person: ' || j.given_by, m.basis) AS basis, j.judged
FROM move_answers AS m
LEFT JOIN judged_answers AS j ON j.move_id = m.move_id AND j.answered_move_id = m.answered_move_id
UNION ALL
SELECT j.move_id, j.answered_move_id, j.kind, 'record', 'person: ' || j.given_by, j.judged
FROM judged_answers AS j
WHERE j.kind IS NOT NULL AND EXISTS (SELECT 1 FROM moves AS m WHERE m.id = j.move_id)
    AND EXISTS (SELECT 1 FROM moves AS m WHERE m.id = j.answered_move_id)
    AND NOT EXISTS (SELECT 1 FROM move_answers AS m
        WHERE m.move_id = j.move_id AND m.answered_move_id = j.answered_move_id AND m.scope = 'record');
