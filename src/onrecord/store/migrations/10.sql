-- From schema 10 to 11: what a page itself gives of its moves is kept, so that a long thread is linked without working
-- it out again. Once all is linked anew, which fills it; what was kept over the whole record is counted anew, since edges
-- between sides are now all kept.
CREATE TABLE link_moves (
    move_id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, words TEXT NOT NULL,
    answers TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX link_moves_document ON link_moves(document_id);
CREATE INDEX actors_states ON actors(side, name) WHERE kind = 'state';
INSERT OR IGNORE INTO meta SELECT 'unlinked', '1' WHERE EXISTS (SELECT 1 FROM link_sketches);
DELETE FROM kept_answers;
DELETE FROM actor_tallies;
