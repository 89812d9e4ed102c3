-- From schema 1 to 2: actors that were judged keep their names, a merge or a split is applied to every view, and an actor
-- can be split by documents.
-- What an actor was called when it was judged: a newer reading may give it another id, and is then found by its name.
CREATE TABLE judged_actors (
    actor_id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, side TEXT
) WITHOUT ROWID;

DROP VIEW current_documents;
DROP VIEW current_attributions;
DROP VIEW current_moves;
DROP VIEW current_actors;
DROP VIEW same_actors;
DROP VIEW standing_judgements;
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
SELECT m.id, m.document_id, m.start, m."end", m.kind,
    coalesce(same.canonical_id, part.part_id, m.actor_id) AS actor_id, m.candidates, m.score, m.basis
FROM mentions AS m
LEFT JOIN split_actors AS part ON part.actor_id = m.actor_id AND part.document_id = m.document_id
LEFT JOIN same_actors AS same ON same.actor_id = coalesce(part.part_id, m.actor_id);

CREATE VIEW current_moves AS
SELECT m.id, m.document_id, m.start, m."end", m.trigger_start, m.trigger_end, m.span_text, m.trigger_text,
    coalesce(type.value, m.type) AS type,
    coalesce(sa.canonical_id, pa.part_id, m.actor_id) AS actor_id, m.actor_side,
    coalesce(sr.canonical_id, pr.part_id, m.recipient_id) AS recipient_id, m.recipient_side, m.about, m.voice,
    coalesce(status.value, m.status) AS status,
    coalesce(d.value, m.date_value) AS date_value,
    CASE length(d.value) WHEN 4 THEN d.value || '-01-01' WHEN 7 THEN d.value || '-01' WHEN 10 THEN d.value
        ELSE m.date_earliest END AS date_earliest,
    CASE length(d.value) WHEN 4 THEN d.value || '-12-31' WHEN 7 THEN date(d.value || '-01', '+1 month', '-1 day')
        WHEN 10 THEN d.value ELSE m.date_latest END AS date_latest,
    m.plover, m.cameo, m.retellings, m.score, m.basis, truth.verdict AS judged
FROM moves AS m
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

INSERT OR IGNORE INTO judged_actors
SELECT a.id, a.name, a.kind, a.side FROM actors AS a WHERE EXISTS (
    SELECT 1 FROM judgements AS j WHERE (j.target = 'actors' AND j.target_id = a.id) OR j.value = a.id
);
