-- From schema 9 to 10: the cells of an account are found when it goes, without a look at all cells of the record.
CREATE INDEX account_rows_account ON account_rows(account_id);
