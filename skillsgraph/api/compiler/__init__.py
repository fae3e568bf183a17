"""From GraphQL selections to one Cypher statement, and from its one row to the response.

`table` knows the types, their properties and relations; `values` where each value comes from; `where`,
`order`, `aggregate` and `emitter` write Cypher; `plan` is what comes out, and `cache` keeps it.
"""
