MATCH (s)-[:STATED]->(c:Claim)-[:APPEARS_IN]->(a:Article)
WHERE (s.label = $speaker OR s.hans = $speaker OR s.hant = $speaker OR s.en = $speaker OR $speaker IN s.names)
  AND c.mode IN ['direct', 'indirect', 'document']
RETURN DISTINCT c.mode AS mode, a.published AS date, c.text AS text
ORDER BY mode, date, text
