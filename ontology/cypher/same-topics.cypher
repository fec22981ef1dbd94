MATCH (a)-[:STATED]->(:Claim)-[:ABOUT_INDUSTRY]->(i:Industry)
WHERE a.label = $speaker OR a.hans = $speaker OR a.hant = $speaker OR a.en = $speaker OR $speaker IN a.names
WITH DISTINCT a, i
MATCH (b)-[:STATED]->(:Claim)-[:ABOUT_INDUSTRY]->(i)
WHERE b.id <> a.id
WITH b, count(DISTINCT i.id) AS shared
RETURN b.label AS other, shared
ORDER BY shared DESC, other
