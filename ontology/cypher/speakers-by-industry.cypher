MATCH (under:Industry)-[:BROADER*0..20]->(top:Industry)
WHERE top.label = $industry OR top.hans = $industry OR top.hant = $industry OR top.en = $industry OR top.code = $industry OR $industry IN top.names
MATCH (s)-[:STATED]->(c:Claim)-[:ABOUT_INDUSTRY]->(under)
WITH s, count(DISTINCT c.id) AS claims
RETURN s.label AS speaker, claims
ORDER BY claims DESC, speaker
