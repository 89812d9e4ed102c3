-- From schema 6 to 7: whom a person chose reaches mentions and moves; the place of words that lie open is kept with a move.
-- Words that would name a move's party but lie open between namesakes. role is 'actor' or 'recipient'.
CREATE TABLE move_ties (
    move_id TEXT NOT NULL REFERENCES moves(id) ON DELETE CASCADE, role TEXT NOT NULL, document_id TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (move_id, role)
) WITHOUT ROWID;
CREATE INDEX move_ties_document ON move_ties(document_id);
-- Of the new table a document that was read before has no rows; their number closes its list of digests.
UPDATE row_checks SET checks = CAST(checks || x'00000000' AS BLOB);

DROP VIEW current_moves;
DROP VIEW current_mentions;
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
