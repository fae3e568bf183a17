CALL () {
  MATCH (n0:Credential)
  RETURN [count(*), count(DISTINCT n0.kind), min(n0.credits), max(n0.credits), avg(n0.credits), sum(n0.workloadHours)] AS c0
}
RETURN [c0] AS row
