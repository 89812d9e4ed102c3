-- From schema 7 to 8: which move answers which can be judged, and said by a person.
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
