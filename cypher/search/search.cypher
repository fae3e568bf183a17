// name: searchTerms(index, query, folded, words, kinds, language, skip, first, withheld) read many
// Concepts of active versions by their best label: the very words, before a beginning, before the rest by how
// many of the words it has; a preferred label before an alternative before a hidden one, a short one before a
// long one, a job role before a skill. From 0 to 1.
CALL db.index.fulltext.queryNodes($index, $query) YIELD node AS term
WHERE $language IS NULL OR term.language = $language
MATCH (n:Skill|JobRole)-[:HAS_TERM]->(term)
WHERE (CASE WHEN n:Skill THEN 'SKILL' ELSE 'JOB_ROLE' END) IN $kinds AND n.kind <> 'GROUP'
MATCH (n)-[:IN_FRAMEWORK]->(f:Framework {active: true}) WHERE NOT f.id IN $withheld
WITH n, f, term,
     CASE WHEN term.folded = $folded THEN 0.88
          WHEN term.folded STARTS WITH $folded + ' ' THEN 0.66 + 0.1 * size($folded) / size(term.folded)
          WHEN term.folded STARTS WITH $folded THEN 0.58 + 0.1 * size($folded) / size(term.folded)
          ELSE 0.4 * size([word IN $words WHERE (' ' + term.folded) CONTAINS (' ' + word)]) / size($words)
               + 0.1 * CASE WHEN size($folded) < size(term.folded)
                            THEN 1.0 * size($folded) / size(term.folded) ELSE 1.0 END
     END
     + CASE term.kind WHEN 'PREFERRED' THEN 0.1 WHEN 'ALTERNATIVE' THEN 0.05 ELSE 0.0 END
     + CASE WHEN n:JobRole THEN 0.02 ELSE 0.0 END AS score
ORDER BY score DESC, size(term.folded), n.sortName, n.id, term.id
WITH n, f, collect({score: score, label: term.text, size: size(term.folded)})[0] AS best
ORDER BY best.score DESC, best.size, n.sortName, n.id
SKIP $skip LIMIT $first
RETURN n {.*, frameworkId: f.id} AS node, n:Skill AS isSkill, best.score AS score, best.label AS label
