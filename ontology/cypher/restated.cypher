MATCH (later:Claim)-[:RESTATES]->(c:Claim)-[:APPEARS_IN]->(a:Article)
MATCH (later)-[:APPEARS_IN]->(b:Article)
MATCH (s)-[:STATED]->(c)
RETURN s.label AS speaker, c.text AS first, a.published AS firstDate, later.text AS again, b.published AS date, b.publisher AS publisher
ORDER BY speaker, first, again
