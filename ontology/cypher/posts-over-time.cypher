MATCH (p:Person)-[:HOLDS]->(t:Tenure)
WHERE p.label = $person OR p.hans = $person OR p.hant = $person OR p.en = $person OR $person IN p.names
OPTIONAL MATCH (t)-[:AT]->(o:Organization)
OPTIONAL MATCH (p)-[said:STATED]->(c:Claim) WHERE t.id IN said.tenures
WITH t, o, count(DISTINCT c.id) AS claims
RETURN o.label AS organization, t.role AS role, t.first_seen AS first, t.last_seen AS last, claims
ORDER BY first, organization, role
