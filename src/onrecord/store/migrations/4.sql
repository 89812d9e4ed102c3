-- From schema 4 to 5: digests of rows, so that a row that was changed is named. They are filled in when all steps are done.
CREATE TABLE row_checks (
    document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, checks BLOB NOT NULL
) WITHOUT ROWID;
