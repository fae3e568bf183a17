// name: searchTerms(index, query, folded, kinds, language, skip, first) read many
// Concepts of active versions by their best label: the very words, before a beginning, before the rest; a
// preferred label before an alternative before a hidden one; a short one before a long one.
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS term
WHERE $language IS NULL OR term.language = $language
MATCH (n:Skill|JobRole)-[:HAS_TERM]->(term)
WHERE (CASE WHEN n:Skill THEN 'SKILL' ELSE 'JOB_ROLE' END) IN $kinds AND n.kind <> 'GROUP'
MATCH (n)-[:IN_FRAMEWORK]->(f:Framework {active: true})
WITH n, f, term,
     CASE WHEN term.folded = $folded THEN 0.9 WHEN term.folded STARTS WITH $folded + ' ' THEN 0.7
          WHEN term.folded STARTS WITH $folded THEN 0.6 ELSE 0.3 END
     + CASE term.kind WHEN 'PREFERRED' THEN 0.1 WHEN 'ALTERNATIVE' THEN 0.05 ELSE 0.0 END AS score
ORDER BY score DESC, size(term.folded), n.sortName, n.id, term.id
WITH n, f, collect({score: score, label: term.text, size: size(term.folded)})[0] AS best
ORDER BY best.score DESC, best.size, n.sortName, n.id
SKIP $skip LIMIT $first
RETURN n {.*, frameworkId: f.id} AS node, n:Skill AS isSkill, best.score AS score, best.label AS label
