-- From schema 8 to 9: a person adds a move that the machine missed.
-- Rows of moves that a person added, made from the log alone: all others are the machine's.
CREATE TABLE added_moves (
    move_id TEXT PRIMARY KEY REFERENCES moves(id) ON DELETE CASCADE, judgement_id TEXT NOT NULL
) WITHOUT ROWID;
