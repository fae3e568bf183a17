"""Random operations on the catalogue, which seek out what has been asked least of each relation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.integration.compiler.features import (
    BY_RELATION,
    FIGURES,
    FILTERED,
    OF_LISTS,
    SELECTED,
    SHAPES,
    Spot,
    spots,
)
from tests.integration.compiler.graphs import LANGUAGES
from tests.integration.compiler.oracle.world import (
    EDGE,
    HAS_TERMS,
    LISTS,
    LOOKUPS,
    PROPERTIES,
    RELATIONS,
    World,
)
from tests.integration.compiler.values import Enum, Typed
from tests.integration.compiler.wheres import Wheres

# What no root list has, and from which it is reached.
_VIA = {
    "Collection": ("skills", "Skill", "collections"),
    "Offering": ("credentials", "Credential", "offerings"),
    "Accreditation": ("credentials", "Credential", "accreditations"),
}

# What can be asked of one list in one operation, and how much of it beside what the operation is about.
_PLACES = {"after", "before"}  # which a list must have something for
_TOGETHER = {*OF_LISTS} - {"first"} - _PLACES
_ALSO = 6
ENOUGH = 5  # so often everything is to be asked
_WRAPS = ("fragment", "inline fragment", "directive")


@dataclass
class Operation:
    """A document, its variables, the client's languages, and what of GraphQL it makes use of."""

    text: str
    variables: dict[str, Any]
    spots: list[Spot] = field(default_factory=list)
    waiting: dict[str, Spot] = field(default_factory=dict)
    languages: tuple[str, ...] = ()

    def paged(self, variable: str, cursor: str) -> "Operation":
        """The same with a place for a list to begin or end at."""
        given = {**self.variables, variable: cursor}
        return Operation(self.text, given, [self.waiting[variable]], languages=self.languages)


class Asking:
    """Makes operations, around some features or types, or all.

    `seen` counts what was asked, `tried` what was to be.
    """

    def __init__(self, features: Iterable[str] = ()) -> None:
        self.seen: Counter[Spot] = Counter()
        self.tried: Counter[Spot] = Counter()
        self._rounds: dict[int, list[Operation]] = {}
        self.all = [one for one in spots() if not features or {one[0], one[2]} & set(features)]

    def operation(self, random: Random, world: World) -> Operation:
        """One around a spot that was asked least; a place in a list cannot always be had."""
        least = min(self._often(one) for one in self.all)
        rare = [one for one in self.all if self._often(one) == least]
        alone = [one for one in rare if one[2] in {*BY_RELATION, *_PLACES}]  # of which an operation asks one
        spot = random.choice(alone or rare)
        fitting = (_TOGETHER | _PLACES) - {*FILTERED} if spot[2] in _PLACES else _TOGETHER
        beside = [one for one in rare if one[:2] == spot[:2] and one[2] in fitting and one != spot]
        also = random.sample(beside, min(len(beside), _ALSO))
        self.tried.update([spot, *also])
        return _One(random, world, spot, {one[2] for one in also}).made()

    def _often(self, spot: Spot) -> int:
        seen = self.seen[spot]
        if spot[2] in _PLACES and seen < ENOUGH:
            seen = 0  # some worlds had nothing there: as soon as may be, others
        return seen + self.tried[spot] // 3

    def round(self, seed: int, world: World, size: int) -> list[Operation]:
        """The operations of a seed, the same whenever they are asked for."""
        if seed not in self._rounds:
            random = Random(seed)
            self._rounds[seed] = [self.operation(random, world) for _ in range(size)]
        return self._rounds[seed]

    @property
    def rounds(self) -> int:
        """How many there were."""
        return len(self._rounds)

    def rare(self) -> list[Spot]:
        """What was asked less than five times."""
        return [spot for spot in self.all if self.seen[spot] < ENOUGH]

    def told(self) -> str:
        """How much of everything was asked how often."""
        often, least = len(self.all) - len(self.rare()), min(self.seen[spot] for spot in self.all)
        return f"{often} of {len(self.all)} spots were asked five times or more, the least {least} times"


class _One(Wheres):
    """One operation, around one spot; `also` is asked of the same list."""

    def __init__(self, random: Random, world: World, spot: Spot, also: set[str]) -> None:
        super().__init__(random, world)
        self.spot, self.also = spot, also
        self.full = spot[2] in _PLACES  # lists are to have something
        self.fragments: list[str] = []
        self.aliases = 0

    def made(self) -> Operation:
        label, name, feature = self.spot
        if label == "Query":
            body = self.connection("Query", name, LISTS[name], 2, feature)
        else:
            body = self._to(label, name, feature)
        if self.chance(0.15):
            body += f" __typename also: {self._lookup('Organization', self.scalars('Organization'))}"
        if self.chance(0.15):
            body += f" chain: {self._chain()}"
        text = f"query Q{self.given.head()} {{ {body} }} {' '.join(self.fragments)}"
        languages = tuple(self.some(LANGUAGES, 2)) if self.chance(0.15) else ()
        return Operation(text, self.given.variables, self.spots, self.given.waiting, languages)

    def _to(self, label: str, name: str, feature: str) -> str:
        """A way from the root to things of a type, and from them along the relation."""
        by = (name, feature) if feature in BY_RELATION else None
        own = None if by else feature
        if label in _VIA:
            below = self.relation(label, name, 1, own)
            root, start, way = _VIA[label]
            listed = self.connection(start, way, label, 1, None, below, by)
            return self.connection("Query", root, start, 1, None, listed)
        below = self.relation(label, name, 2, own)
        root = next(key for key, one in LISTS.items() if one == label)
        if by or self.full or self.chance(0.5):
            return self.connection("Query", root, label, 2, None, below, by)
        if self.chance(0.5):
            return self._lookup(label, f"id {below}")
        ids = [one.id for one in self.some(self.world.of(label), 3)] + ["skill_none"]
        ids += [one.id for one in self.some(self.world.nodes, 2) if one.label in RELATIONS]
        asked = self.given.write(Typed("[ID!]!", ids))
        return f"nodes(ids: {asked}) {{ id ... on {label} {{ {below} }} }}"

    def _chain(self) -> str:
        """Steps are a union; one of its types is asked for more than its id, for its `kind` is another."""
        more, less = self.random.sample(HAS_TERMS, 2)
        label = self.random.choice(HAS_TERMS)
        ends = [self.random.choice(self.world.of(label)).id for _ in range(2)]
        start, end = (self.given.write(Typed("ID!", one)) for one in ends)
        return (
            f"shortestChain(from: {start}, to: {end}) {{ length steps {{ relation concept {{ __typename"
            f" ... on {more} {{ {self.scalars(more)} }} ... on {less} {{ id }} }} }} }}"
        )

    def _lookup(self, label: str, below: str) -> str:
        name = next(key for key, one in LOOKUPS.items() if one == label)
        node = self.random.choice(self.world.of(label))
        if label == "Framework":
            code = f"{node.value('code')}@{node.value('version')}"
            value = self.random.choice((node.id, node.value("uri"), node.value("code"), code))
            return f"{name}(name: {self.given.write(Typed('String!', value))}) {{ {below} }}"
        if self.chance(0.3):
            uri = "x:none" if self.chance(0.3) else node.value("uri")
            return f"{name}(uri: {self.given.write(Typed('String', uri))}) {{ {below} }}"
        return f"{name}(id: {self.given.write(Typed('ID', node.id))}) {{ {below} }}"

    # What is selected of a thing --------------------------------------------------------------------------

    def scalars(self, label: str) -> str:
        found = [self._shaped(one, label, None) for one in self.some(PROPERTIES[label], 3)]
        if self.chance(0.2):
            found.append("__typename")
        if label == "Framework" and self.chance(0.3):
            found.append("requirementCount")
        if label in HAS_TERMS and self.chance(0.2):
            languages = self.given.write(Typed("[String!]", self.some(LANGUAGES, 2)))
            self.aliases += 1
            found.append(f"t{self.aliases}: terms(language: {languages}) {{ text kind language }}")
        if label in HAS_TERMS and self.chance(0.25):
            languages = self.some((*LANGUAGES, "de-AT", "xx"), 3)
            word = self.random.choice(("name", "description"))
            self.aliases += 1
            asked = self.given.write(Typed("[String!]", languages))
            found.append(f"w{self.aliases}: {word}(language: {asked})")
        return " ".join(["id", *found])

    def _shaped(self, text: str, kind: str, spot: tuple[str, str] | None, wanted: Iterable[str] = ()) -> str:
        """A selection by way of fragments and directives: those that are wanted, or one now and then."""
        wraps = [one for one in _WRAPS if one in wanted]
        if not wraps and self.chance(0.12):
            wraps = [self.random.choice(_WRAPS)]
        for wrap in wraps:
            if spot:
                self.spots.append((*spot, wrap))
            # What holds all that an operation is about is left out only to try that.
            alone = wraps == ["directive"] and not self.full
            text = self._wrapped(text, kind, wrap, 0.25 if spot is None or alone else 0)
        return text

    def _wrapped(self, text: str, kind: str, wrap: str, left_out: float) -> str:
        if wrap == "fragment":
            name = f"F{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {kind} {{ {text} }}")
            return f"...{name}"
        if wrap == "inline fragment":
            return f"... on {kind} {{ {text} }}"
        word = self.random.choice(("skip", "include"))
        flag = self.given.write(Typed("Boolean!", (word == "include") != self.chance(left_out)))
        return f"... @{word}(if: {flag}) {{ {text} }}"

    def relation(self, label: str, name: str, depth: int, wanted: str | None = None) -> str:
        leads = RELATIONS[label][name]
        if leads.many:
            return self.connection(label, name, leads.other, depth, wanted)
        spot = (label, name)
        asks = {wanted or "alias"} | (self.also if spot == self.spot[:2] else set())
        self.spots += [(*spot, one) for one in ("merged", "variable") if one in asks]
        head = f"{self._alias(spot)}{name}"
        on = f" @include(if: {self.given.variable('Boolean!', True)})" if "variable" in asks else ""
        text = f"{head}{on} {{ {self.scalars(leads.other)} }}"
        if "merged" in asks:
            text += f" {head} {{ {self.scalars(leads.other)} }}"
        return self._shaped(text, label, spot, asks)

    def _alias(self, spot: tuple[str, str]) -> str:
        self.aliases += 1
        self.spots.append((*spot, "alias"))
        return f"a{self.aliases}: "

    # A connection -----------------------------------------------------------------------------------------

    def connection(
        self,
        label: str,
        name: str,
        other: str,
        depth: int,
        wanted: str | None,
        below: str | None = None,
        by: tuple[str, str] | None = None,
    ) -> str:
        """A list. `wanted` is asked of it, `below` of its things, and `by` through a relation of theirs."""
        spot = (label, name)
        asks = {one for one in OF_LISTS if self.chance(0.12)} | {wanted or "first"}
        if spot == self.spot[:2]:
            asks |= self.also
        if self.full:
            asks -= {*FILTERED}
        if wanted in _PLACES:
            asks.add("cursor")
        self.spots += [
            (*spot, one)
            for one in asks - set(SHAPES) - {"edge properties", "where.edge", "average", "sum"}
            if one in (*SELECTED, *FIGURES)
        ]
        arguments = self._arguments(spot, other, asks, by)
        body = self._selected(spot, other, asks, depth, below)
        head = f"{self._alias(spot)}{name}{arguments}"
        text = f"{head} {{ {body} }}"
        if "merged" in asks:
            self.spots.append((*spot, "merged"))
            text += f" {head} {{ nodes {{ {self.scalars(other)} }} }}"
        return self._shaped(text, label, spot, asks)

    def _selected(
        self, spot: tuple[str, str], other: str, asks: set[str], depth: int, below: str | None
    ) -> str:
        inner = [self.scalars(other), *([below] if below else [])]
        if not below and depth > 0 and RELATIONS[other] and self.chance(0.35):
            inner.append(self.relation(other, self.random.choice(list(RELATIONS[other])), depth - 1))
        found = []
        told = f"node {{ {' '.join(inner)} }}"
        if "edge properties" in asks and spot[0] != "Query":
            self.spots.append((*spot, "edge properties"))
            told += " " + " ".join(self.some(EDGE, 3))
        if "cursor" in asks:
            told += " cursor"
        if "edge properties" in asks or "cursor" in asks or "edges" in asks:
            found.append(f"edges {{ {told} }}")
        else:
            self.spots.append((*spot, "nodes"))
            found.append(f"nodes {{ {' '.join(inner)} }}")
        if "nodes" in asks and self.chance(0.5):
            found.append(f"nodes {{ {self.scalars(other)} }}")
        if "pageInfo" in asks:
            parts = self.some(("hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename"), 5)
            found.append(f"pageInfo {{ {' '.join(parts)} }}")
        if "totalCount" in asks:
            found.append("totalCount")
        if figures := [self._figure(spot, other, one) for one in FIGURES if one in asks]:
            found.append(f"aggregate {{ {' '.join(filter(None, figures)) or '__typename'} }}")
        self.random.shuffle(found)
        return " ".join(found)

    def _figure(self, spot: tuple[str, str], other: str, name: str) -> str:
        kinds = PROPERTIES[other]
        plain = [one for one, kind in kinds.items() if not kind.startswith("list")]
        if name in ("average", "sum"):
            plain = [one for one in plain if kinds[one].rstrip("?") in ("int", "float")]
            if not plain:
                return ""
            self.spots.append((*spot, name))
        elif name in ("distinct", "groups") and spot[0] != "Query" and not self._far(spot):
            plain += ["relation", "level"]
        if name == "count":
            return "count"
        self.aliases += 1
        of = self.given.write(Typed("String!", self.random.choice(plain)))
        if name == "groups":
            return f"g{self.aliases}: groups(by: {of}) {{ value count }}"
        return f"g{self.aliases}: {name}(of: {of})"

    # Arguments --------------------------------------------------------------------------------------------

    def _arguments(
        self, spot: tuple[str, str], other: str, asks: set[str], by: tuple[str, str] | None
    ) -> str:
        found: dict[str, Typed] = {}
        size = self.random.choice((2, 3, 5) if self.full else (0, 1, 1, 2, 2, 3, 5))
        if "last" in asks or ("first" not in asks and self.chance(0.2)):
            found["last"] = Typed("Int", size)
            self.spots.append((*spot, "last"))
        elif "first" in asks and not by:
            found["first"] = Typed("Int", size)
            self.spots.append((*spot, "first"))
        where = self._where(spot, other, asks, by)
        if where:
            found["where"] = Typed(f"{other}Where", where)
        if order := self._order(spot, other, asks, by):
            found["orderBy"] = Typed(f"[{other}OrderBy!]", order)
        found |= self._more(spot)
        if "variable" in asks:
            self.spots.append((*spot, "variable"))
            if found:
                chosen = self.random.choice(list(found))
                found[chosen] = Typed(found[chosen].kind, found[chosen].value, variable=True)
            else:
                found["last"] = Typed("Int", None, variable=True)
        written = [f"{name}: {self.given.write(one)}" for name, one in found.items()]
        for word in ("after", "before"):
            if word in asks and "cursor" in asks:
                written.append(f"{word}: {self.given.place()}")
                self.given.waiting[self.given.last] = (*spot, word)
        self.random.shuffle(written)
        return f"({', '.join(written)})" if written else ""

    def _more(self, spot: tuple[str, str]) -> dict[str, Typed]:
        """The arguments that some lists alone have."""
        if spot[1] in ("skills", "jobRoles") and spot[0] == "Query" and self.chance(0.3):
            framework = self.random.choice(self.world.of("Framework"))
            return {"framework": Typed("String", framework.value(self.random.choice(("id", "code", "uri"))))}
        if self._far(spot) and self.chance(0.5):
            return {"depth": Typed("Int", self.random.randint(1, 3))}
        return {}

    def _far(self, spot: tuple[str, str]) -> bool:
        return spot[0] != "Query" and RELATIONS[spot[0]][spot[1]].far

    def _order(
        self, spot: tuple[str, str], other: str, asks: set[str], by: tuple[str, str] | None
    ) -> list[Any]:
        plain = [one for one, kind in PROPERTIES[other].items() if not kind.startswith("list")]
        keys: list[tuple[str, Any]] = []
        if by and by[1] == "orderBy related":
            self.spots.append((other, by[0], "orderBy related"))
            leads = RELATIONS[other][by[0]]
            inner = "count"
            if not leads.many:
                inner = self.random.choice(
                    [one for one, kind in PROPERTIES[leads.other].items() if not kind.startswith("list")]
                )
            keys.append((by[0], {inner: self._direction()}))
        if "orderBy twice" in asks:
            keys += [(one, self._direction()) for one in self.some(plain, 3)]
            self.spots.append((*spot, "orderBy twice"))
        elif "orderBy" in asks and not keys:
            keys.append((self.random.choice(plain), self._direction()))
            self.spots.append((*spot, "orderBy"))
        return [{name: value} for name, value in keys]

    def _direction(self) -> Typed:
        return Typed("SortDirection", Enum(self.random.choice(("ASC", "DESC"))))


class Selections(_One):
    """What is selected of things of several types: a relation of each, and properties of one of them.

    The `kind` of another is another enumeration, and the two may not stand side by side.
    """

    def __init__(self, random: Random, world: World, relations: Mapping[str, str]) -> None:
        super().__init__(random, world, ("", "", "first"), set())
        more = random.choice([*relations])
        self.body = "__typename " + " ".join(
            f"... on {label} {{ {own} {self.relation(label, name, 1)} }}"
            for label, name in relations.items()
            if (own := self.scalars(label) if label == more else "id")
        )

    def asked(self, head: str, tail: str) -> Operation:
        """An operation that has them between its beginning and its end."""
        text = f"query Q{self.given.head()} {{ {head} {self.body} {tail} }} {' '.join(self.fragments)}"
        return Operation(text, self.given.variables)
