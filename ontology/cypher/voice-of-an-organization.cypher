MATCH (o:Organization)
WHERE o.label = $organization OR o.hans = $organization OR o.hant = $organization OR o.en = $organization OR $organization IN o.names
MATCH (o)-[:STATED]->(c:Claim)
RETURN DISTINCT o.label AS speaker, '' AS role, c.text AS text
UNION
MATCH (o:Organization)
WHERE o.label = $organization OR o.hans = $organization OR o.hant = $organization OR o.en = $organization OR $organization IN o.names
MATCH (p:Person)-[:HOLDS]->(t:Tenure)-[:AT]->(o)
MATCH (p)-[said:STATED]->(c:Claim) WHERE t.id IN said.tenures
RETURN DISTINCT p.label AS speaker, t.role AS role, c.text AS text
