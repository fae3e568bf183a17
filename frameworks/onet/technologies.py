"""Technologies: each row of O*NET names a product, the commodity that it is one of, and who uses it."""

from collections.abc import Iterator
from urllib.parse import quote

from skillsgraph.frameworks.onet.files import SITE, SOC, occupation_uri
from skillsgraph.frameworks.tables import Row
from skillsgraph.model.frameworks import (
    Broader,
    ConceptType,
    Item,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
)


class Technologies:
    """Row by row what is new: most products have many users, and most commodities many products."""

    def __init__(self) -> None:
        self._told: set[object] = set()
        self._uris: dict[str, str] = {}

    # (:Skill {kind: TECHNOLOGY})-[:BROADER]->(:Skill), (:JobRole)-[:REQUIRES {relation: OPTIONAL}]->(:Skill)
    def __call__(self, row: Row) -> Iterator[Item]:
        code, name = row.need("Commodity Code"), row.need("Example")
        commodity = f"{SITE}technology/commodity/{code}"
        product = self._uris.get(name)
        if product is None:
            product = self._uris[name] = f"{SITE}technology/{quote(name, safe='')}"
        if self._is_new(commodity):
            yield Skill(commodity, row.need("Commodity Title"), SkillKind.TECHNOLOGY, code=code)
        if self._is_new(product):
            hot = ("Hot Technology",) if row.get("Hot Technology") == "Y" else ()
            yield Skill(product, name, SkillKind.TECHNOLOGY, categories=hot)
        if self._is_new((product, commodity)):
            yield Broader(ConceptType.SKILL, product, commodity)
        occupation = occupation_uri(row.need(SOC))
        if self._is_new((occupation, product)):
            source = "Technology Skills, in demand" if row.get("In Demand") == "Y" else "Technology Skills"
            yield Requires(occupation, product, RequirementRelation.OPTIONAL, source=source)

    def _is_new(self, what: object) -> bool:
        known = len(self._told)
        self._told.add(what)
        return len(self._told) > known
