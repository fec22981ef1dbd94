MATCH (i:Industry)-[l:LOCATED_IN]->(r:Region)
WITH i, r, count(DISTINCT l.claim) AS claims
RETURN i.label AS industry, r.label AS region, claims
ORDER BY claims DESC, industry, region
