MATCH (s)-[:STATED]->(c:Claim)
WHERE s.kind IN ['Document', 'Meeting']
RETURN CASE s.kind WHEN 'Document' THEN 'document' ELSE 'meeting' END AS kind, s.label AS source, c.text AS text
ORDER BY kind, source, text
