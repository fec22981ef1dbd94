MATCH (under:Industry)-[:BROADER*0..20]->(top:Industry)
WHERE top.label = $industry OR top.hans = $industry OR top.hant = $industry OR top.en = $industry OR top.code = $industry OR $industry IN top.names
MATCH (s)-[:STATED]->(c:Claim)-[:ABOUT_INDUSTRY]->(under)
MATCH (c)-[:APPEARS_IN]->(a:Article)
WHERE a.published IS NULL OR (a.published >= $from AND a.published <= $to)
RETURN DISTINCT a.published AS date, s.label AS speaker, under.label AS industry, c.text AS text
ORDER BY date, speaker, industry, text
