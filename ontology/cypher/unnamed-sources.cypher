MATCH (s)-[:STATED]->(c:Claim)-[:APPEARS_IN]->(a:Article)
WHERE a.publisher IS NOT NULL
RETURN a.publisher AS publisher, sum(CASE WHEN s.kind = 'Group' THEN 1 ELSE 0 END) AS fromUnnamed, count(c.id) AS claims
ORDER BY publisher
