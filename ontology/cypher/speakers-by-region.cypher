MATCH (region:Region)
WHERE region.label = $region OR region.hans = $region OR region.hant = $region OR region.en = $region OR region.code = $region OR $region IN region.names
MATCH (s)-[:STATED]->(c:Claim)-[:ABOUT_REGION]->(region)
WITH s, count(DISTINCT c.id) AS claims
RETURN s.label AS speaker, claims
ORDER BY claims DESC, speaker
