MATCH (inside:Region)-[:PART_OF*0..20]->(region:Region)
WHERE region.label = $region OR region.hans = $region OR region.hant = $region OR region.en = $region OR region.code = $region OR $region IN region.names
MATCH (s)-[:STATED]->(c:Claim)-[:ABOUT_REGION]->(inside)
RETURN DISTINCT inside.label AS place, s.label AS speaker, c.text AS text
ORDER BY place, speaker, text
