"""Single values of ELM as the catalogue has them; what is told in no known way is None."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from skillsgraph.frameworks.ctdl.graph import Graph, local
from skillsgraph.frameworks.ctdl.node import Node
from skillsgraph.model.credentials import Cost, CostKind, CreditUnit, IdVerification, Supervision

_HOURS = re.compile(r"P(?:(\d+)D)?T(\d+)H.*|P(?:(\d+)D)")
_DURATION = re.compile(r"P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_ECTS = "6fcec5c5af"  # of the EU's list of credit systems
_IDENTIFIERS = (*("identifier", "eidasLegalIdentifier", "registration", "vatIdentifier", "taxIdentifier"),)
T = TypeVar("T")


def first(meanings: tuple[tuple[str, T], ...], words: str) -> T | None:
    """What the first known word in a text means."""
    return next((meaning for word, meaning in meanings if word in words), None)


def supervision(words: str) -> Supervision | None:
    if "unsupervised" in words:
        return Supervision.UNSUPERVISED
    if "supervised" in words:
        return Supervision.SUPERVISED_ONLINE if "online" in words else Supervision.SUPERVISED
    return None


def verified(words: str) -> IdVerification | None:
    if "without id" in words:
        return IdVerification.NONE
    return IdVerification.IDENTITY_DOCUMENT if "with id" in words else None


def credit_points(node: Node) -> tuple[float | None, CreditUnit | None]:
    """Points of the ECTS; those of another system are in no unit of the catalogue."""
    for one in node.nodes("creditPoint"):
        framework = " ".join((*one.texts("framework"), *one.refs("framework"))).casefold()
        points = _number(one.text("point"))
        known = ("european credit transfer", "ects", _ECTS)
        if points and points > 0 and any(word in framework for word in known):
            return float(points), CreditUnit.ECTS
    return None, None


def hours(text: str | None) -> float | None:
    """Hours of an ISO 8601 duration that is told in days and hours; months and years are no workload."""
    found = _HOURS.fullmatch(text or "")
    if not found or not found.group(2):
        return None
    return float(found.group(2)) + 24 * float(found.group(1) or 0) or None


def duration(text: str | None) -> str | None:
    """An ISO 8601 duration as it is."""
    return text if text and _DURATION.fullmatch(text) else None


def eqf_level(node: Node) -> int | None:
    words = " ".join((*node.texts("eqfLevel", "EQFLevel"), *map(local, node.refs("eqfLevel", "EQFLevel"))))
    found = re.search(r"\b([1-8])\b", words)
    return int(found.group(1)) if found else None


def day(node: Node, name: str) -> date | None:
    """The day of a date or time."""
    try:
        return date.fromisoformat((node.text(name) or "")[:10])
    except ValueError:
        return None


def identifiers(graph: Graph, node: Node) -> tuple[str, ...]:
    """Those of registers, each as `scheme: notation`; a legal one by what kind it is."""
    found = []
    for name in _IDENTIFIERS:
        for one in graph.inside(node, name):
            scheme = one.text("schemeName") or (
                "" if name == "identifier" else name.removesuffix("Identifier")
            )
            found += [f"{scheme}: {notation}".removeprefix(": ") for notation in one.texts("notation")[:1]]
    return tuple(dict.fromkeys(found))


def costs(graph: Graph, node: Node) -> Iterator[Cost]:
    """(:Credential)-[:COSTS]->(:Cost)"""
    for detail in graph.inside(node, "priceDetail"):
        for one in graph.inside(detail, "amount"):
            amount = _number(one.text("value"))
            units = [local(unit) for unit in (*one.refs("unit"), *one.texts("unit"))]
            currency = next((unit for unit in units if re.fullmatch(r"[A-Z]{3}", unit)), None)
            if amount is not None and amount >= 0 and currency:
                yield Cost(CostKind.TUITION, amount, currency, detail.text("prefLabel", "description"))


def _number(text: str | None) -> Decimal | None:
    try:
        found = Decimal(text or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
