-- From schema 3 to 4: what linking keeps, so that a new page is linked without a look at all others; what was removed
-- on purpose, so that reading again does not bring it back.
CREATE TABLE former_stories (id TEXT PRIMARY KEY, story_id TEXT NOT NULL) WITHOUT ROWID;
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
CREATE TABLE link_queue (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX former_stories_story ON former_stories(story_id);
CREATE TABLE forgotten (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, sha256 TEXT, url_sha256 TEXT, forgotten_at TEXT NOT NULL,
    forgotten_by TEXT NOT NULL, reason TEXT NOT NULL, rows INTEGER NOT NULL
) WITHOUT ROWID;
