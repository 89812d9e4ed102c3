-- From schema 5 to 6: what its dated neighbours say of when an undated page was published.
CREATE TABLE neighbour_dates (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, story_id TEXT NOT NULL,
    earliest TEXT NOT NULL, latest TEXT NOT NULL, basis TEXT NOT NULL, documents INTEGER NOT NULL,
    agrees INTEGER NOT NULL, note TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX neighbour_dates_story ON neighbour_dates(story_id);
