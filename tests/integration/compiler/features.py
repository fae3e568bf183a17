"""What can be asked of each relation of each type, of which a count is kept."""

from tests.integration.compiler.oracle.world import LISTS, PROPERTIES, RELATIONS

# What can be asked of a relation or a list, and of a list by a relation of its things.
SELECTED = ("nodes", "edges", "cursor", "pageInfo", "totalCount", "edge properties")
FIGURES = ("count", "distinct", "min", "max", "average", "sum", "groups")
PAGED = ("first", "last", "after", "before")
FILTERED = ("where", "AND", "OR", "NOT", "ignoreCase", "null", "where.edge")
ORDERED = ("orderBy", "orderBy twice")
SHAPES = ("alias", "fragment", "inline fragment", "directive", "variable", "merged")
OF_LISTS = (*SELECTED, *FIGURES, *PAGED, *FILTERED, *ORDERED, *SHAPES)
OF_ONE = SHAPES
BY_RELATION = ("some", "all", "none", "single", "count of", "orderBy related")
Spot = tuple[str, str, str]


def spots() -> list[Spot]:
    """Every type × relation × feature; the lists at the root count as relations of `Query`."""
    found = [("Query", name, one) for name in LISTS for one in OF_LISTS if one != "edge properties"]
    for label, relations in RELATIONS.items():
        for name, leads in relations.items():
            found += [(label, name, one) for one in (OF_LISTS if leads.many else OF_ONE)]
            found += [(label, name, one) for one in BY_RELATION]
    return [spot for spot in found if not _impossible(spot)]


def texts(label: str) -> list[str]:
    """The properties of a type that are texts, its name first."""
    return sorted(
        (one for one, kind in PROPERTIES[label].items() if kind.rstrip("?") == "text"),
        key=lambda one: one != "name",
    )


def _impossible(spot: Spot) -> bool:
    label, name, feature = spot
    other = LISTS[name] if label == "Query" else RELATIONS[label][name].other
    far = label != "Query" and RELATIONS[label][name].far
    if feature == "where.edge" and (far or label == "Query"):
        return True
    if (feature == "orderBy related" and far) or (feature == "ignoreCase" and not texts(other)):
        return True
    kinds = [kind.rstrip("? ") for kind in PROPERTIES[other].values()]
    return feature in ("average", "sum") and not {"int", "float"} & set(kinds)
