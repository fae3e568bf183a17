"""Random conditions: what `where` can ask of things, of their relations and of edges."""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from tests.integration.compiler.features import BY_RELATION, Spot, texts
from tests.integration.compiler.graphs import LANGUAGES, NAMES, WORDS
from tests.integration.compiler.oracle.world import PROPERTIES, RELATIONS, World
from tests.integration.compiler.values import Enum, Given, Typed

_TOLD = {"relation": ("ESSENTIAL", "OPTIONAL"), "level": ("1", "2")}


class Wheres:
    """Makes conditions; `spots` tells what they made use of."""

    def __init__(self, random: Random, world: World) -> None:
        self.random, self.world = random, world
        self.given = Given(random)
        self.spots: list[Spot] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, of: Iterable[Any], most: int) -> list[Any]:
        known = list(of)
        return self.random.sample(known, min(len(known), self.random.randint(1, most)))

    def _where(
        self, spot: tuple[str, str], other: str, asks: set[str], by: tuple[str, str] | None
    ) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        if by and by[1] in BY_RELATION[:-1]:
            self.spots.append((other, *by))
            tree[by[0]] = self._by_relation(other, *by)
        if "where" in asks:
            tree |= self._condition(other, asks)
        if "where.edge" in asks and spot[0] != "Query" and not RELATIONS[spot[0]][spot[1]].far:
            tree["edge"] = {one: self._text(_TOLD[one]) for one in self.some(_TOLD, 2)}
            self.spots.append((*spot, "where.edge"))
        if "AND" in asks:
            tree["AND"] = Typed(f"[{other}Where!]", [self._condition(other, asks) for _ in range(2)])
        if "OR" in asks:
            parts = [self._condition(other, asks) for _ in range(self.random.choice((0, 1, 2, 2, 2, 3)))]
            if self.chance(0.1):
                parts.append({})
            tree["OR"] = Typed(f"[{other}Where!]", parts)
        if "NOT" in asks:
            tree["NOT"] = {} if self.chance(0.05) else self._condition(other, asks)
        if "null" in asks:
            self._nulls(other, tree)
            self.spots.append((*spot, "null"))
        if "ignoreCase" in asks and texts(other):
            tree[texts(other)[0]] = {**self._text(NAMES), "ignoreCase": Typed("Boolean", self.chance(0.8))}
            self.spots.append((*spot, "ignoreCase"))
        self.spots += [(*spot, one) for one in ("where", "AND", "OR", "NOT") if one in asks]
        return tree

    def _nulls(self, label: str, tree: dict[str, Any]) -> None:
        """Conditions that are null, and such as ask for null."""
        names = [*texts(label)[:2], *list(RELATIONS[label])[:1], "AND", "NOT"]
        tree.setdefault(self.random.choice(names), None)
        nullable = [one for one, kind in PROPERTIES[label].items() if kind == "text?"]
        if nullable:
            word = self.random.choice(("isNull", "eq", "contains"))
            asked = {word: self.chance(0.5) if word == "isNull" else None}
            tree.setdefault(self.random.choice(nullable), asked)

    def _by_relation(self, label: str, name: str, feature: str) -> dict[str, Any]:
        other = RELATIONS[label][name].other
        if feature == "count of":
            sign = self.random.choice(("eq", "gt", "gte", "lt", "lte"))
            return {"count": {sign: Typed("Int", self.random.randint(0, 3))}}
        inner = self._condition(other, set())
        if self.chance(0.5):
            told = {"uri": {"startsWith": "x:"}} if "uri" in PROPERTIES[other] else {}
            inner = self.random.choice(({}, told, told))  # which all fulfil
        if self.chance(0.2) and not RELATIONS[label][name].far:
            inner["edge"] = {"relation": self._text(("ESSENTIAL", "OPTIONAL"))}
        return {feature: Typed(f"{other}Where", inner)}

    def _condition(self, label: str, asks: set[str], depth: int = 1) -> dict[str, Any]:
        name = self.random.choice(list(PROPERTIES[label]))
        found: dict[str, Any] = {name: self._compare(label, name)}
        if depth and RELATIONS[label] and self.chance(0.15):
            name = self.random.choice(list(RELATIONS[label]))
            feature = self.random.choice(BY_RELATION[:-1])
            self.spots.append((label, name, feature))
            found[name] = self._by_relation(label, name, feature)
        return found

    def _compare(self, label: str, name: str) -> dict[str, Any]:
        kind = PROPERTIES[label][name].rstrip("? ")
        known = [one.value(name) for one in self.world.of(label) if one.value(name) is not None]
        scalar: dict[str, tuple[str, Callable[[], Any]]] = {
            "int": ("Int", lambda: self.random.randint(1, 8)),
            "float": ("Float", lambda: self.random.randint(0, 12) / 2),
            "flag": ("Boolean", lambda: self.chance(0.5)),
            "list": ("String", lambda: self.random.choice(LANGUAGES)),
            "id": ("ID", lambda: self.random.choice(known or ["skill_none"])),
        }
        if kind == "text":
            return self._text([*known, *WORDS] if known else WORDS)
        if kind not in scalar:
            enum = {"Framework": "FrameworkKind", "creditUnit": "CreditUnit", "status": "CredentialStatus"}
            enum |= dict.fromkeys(("participation", "mode"), "ParticipationMode")
            enum |= {one: one[0].upper() + one[1:] for one in ("supervision", "idVerification")}
            enum["method"] = "AssessmentMethod"
            kind_name = enum.get(label) or enum.get(name) or f"{label}Kind"
            values = [Enum(one) for one in kind.split()]
            if self.chance(0.3):
                return {"in": Typed(f"[{kind_name}!]", self.some(values, 2))}
            return {"eq": Typed(kind_name, self.random.choice(values))}
        named, make = scalar[kind]
        if kind == "list":
            return {"includes": Typed(named, make())}
        if kind == "flag":
            return {"eq": Typed(named, make())}
        if kind == "id" or self.chance(0.3):
            if self.chance(0.5):
                return {"in": Typed(f"[{named}!]", [make(), make()])}
            return {"eq": Typed(named, make())}
        return {self.random.choice(("eq", "gt", "gte", "lt", "lte")): Typed(named, make())}

    def _text(self, known: Iterable[str]) -> dict[str, Any]:
        words = list(known)
        sign = self.random.choice(
            ("eq", "gt", "gte", "lt", "lte", "contains", "startsWith", "endsWith", "in", "in", "eq")
        )
        if sign == "in":
            return {"in": Typed("[String!]", self.some(words, 3))}
        value = self.random.choice(words)
        if sign in ("contains", "startsWith", "endsWith") and len(value) > 2:
            value = {"contains": value[1:-1], "startsWith": value[:2], "endsWith": value[-2:]}[sign]
        found = {sign: Typed("String", value)}
        if self.chance(0.2):
            found["gte"] = Typed("String", self.random.choice(words))
        return found
