"""Transfer values: what holders of one credential are credited with, as profiles of their own in CTDL.

A profile says from what (`transferValueFrom`) value goes to what (`transferValueFor`); without terms, the two
say it of each other (`receivesTransferValueFrom`, `providesTransferValueFor`). What it goes to must be
described in the document, since the recognition belongs to it. Between two there is one recognition, of
several profiles that fit the one that ends last; what is not in force any more, or never was, gives none, nor
does a value that means nothing here: to count it as all credits would give more than was agreed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from skillsgraph.frameworks.ctdl.blank import ADDRESS as BLANK
from skillsgraph.frameworks.ctdl.graph import Graph, local
from skillsgraph.frameworks.ctdl.node import Node
from skillsgraph.frameworks.ctdl.words import STATUSES
from skillsgraph.frameworks.saying import without_gaps
from skillsgraph.model.credentials import Credential, CredentialStatus, CreditUnit, StandingRecognition

PROFILE = "TransferValueProfile"
LINKS = ("receivesTransferValueFrom", "providesTransferValueFor")
_SAID = {
    *("name", "description", "ctid", "ownedBy", "subjectWebpage", "transferValue", "transferValueFrom"),
    *("transferValueFor", "startDate", "endDate", "inLanguage", "lifeCycleStatusType", "id", "type"),
}
_VALUE = {"value", "minValue", "creditUnitType", "id", "type"}
_DAY = timedelta(days=1)
Value = tuple[float | None, CreditUnit | None]


@dataclass(frozen=True, slots=True)
class Transfer:
    """A recognition as a document tells it: its credits in a unit, and the line."""

    recognised: StandingRecognition
    unit: CreditUnit | None
    line: int


class Transfers:
    """All that a document says of transfer, by the uri of what value goes to."""

    def __init__(self, graph: Graph, meant: Callable[[str], str], value: Callable[[Node], Value]) -> None:
        self.found: dict[str, dict[str, list[Transfer]]] = defaultdict(lambda: defaultdict(list))
        self.sources: set[str] = set()
        self._lost: dict[str, list[int]] = defaultdict(list)
        for node in graph.of(PROFILE):
            self._profile(node, graph, meant, value)
        for node in graph.nodes.values():
            ends = [(one, node.uri or "") for one in node.refs(LINKS[0])]
            ends += [(node.uri or "", one) for one in node.refs(LINKS[1])]
            for from_, to in ends:
                plain = Transfer(StandingRecognition(meant(from_)), None, node.line)
                self._keep(graph, meant(from_), meant(to), plain)

    def of(self, credential: Credential) -> tuple[StandingRecognition, ...]:
        """What a credential recognises: by terms in its own unit, or without any; and no link to itself."""
        found = self.found.pop(credential.uri, {}).values()
        return tuple(one for told in found for one in self._chosen(told, credential.credit_unit))

    def _chosen(self, told: Sequence[Transfer], unit: CreditUnit | None) -> Iterator[StandingRecognition]:
        """Of what is told of the same two what fits and ends last; a link only where none has terms."""
        terms = [one for one in told if not is_plain(one.recognised)] or told[:1]
        fit = [one for one in terms if one.recognised.credits is None or one.unit is unit]
        for one in terms:
            if one not in fit:
                self._lost["transfer values in another unit than what they go to has"].append(one.line)
        if fit:
            last = max(fit, key=lambda one: one.recognised.until or date.max)
            self._lost["another transfer between the same two"] += [
                one.line for one in fit if one is not last
            ]
            yield last.recognised

    def unsaid(self) -> Iterator[tuple[str, int]]:
        """What has no place, told once all credentials were asked for."""
        for each in self.found.values():
            for told in each.values():
                self._lost["transfer to what is not described here"] += [one.line for one in told]
        for what, lines in sorted((what, lines) for what, lines in self._lost.items() if lines):
            yield f"The catalogue has no place for {what}, told {len(lines)} times.", min(lines)

    def _profile(
        self, node: Node, graph: Graph, meant: Callable[[str], str], value: Callable[[Node], Value]
    ) -> None:
        for name in node.values.keys() - _SAID:
            self._lost[f"{name} of a {PROFILE}"].append(node.line)
        credits_, unit = value(node)
        told = self._is_told(node, credits_)
        since, last = (self._day(node, name) for name in ("startDate", "endDate"))
        if not self._in_force(node, since, last) or not told:
            return
        froms, tos = node.refs("transferValueFrom"), node.refs("transferValueFor")
        if not froms or not tos:
            self._lost[f"a {PROFILE} that does not say from what to what"].append(node.line)
        source = None if node.uri is None or node.uri.startswith(("_:", BLANK)) else node.uri
        until = last + _DAY if last else None
        for from_ in map(meant, froms):
            recognised = StandingRecognition(from_, credits_, since, until, source)
            for to in map(meant, tos):
                self._keep(graph, from_, to, Transfer(recognised, unit, node.line))

    def _keep(self, graph: Graph, from_: str, to: str, one: Transfer) -> None:
        described = graph.nodes.get(from_)
        if described is not None and described.is_a("Occupation", "WorkRole", "Job", "Competency"):
            self._lost[f"transfer from a {described.types[0]}"].append(one.line)
        elif from_.startswith("_:") or to.startswith("_:"):
            self._lost["transfer between what has no address"].append(one.line)
        elif from_ != to:
            self.sources.add(from_)
            self.found[to][from_].append(one)

    def _is_told(self, node: Node, credits_: float | None) -> bool:
        """Whether a value means something here, or there is none; what of it is not kept is named."""
        for one in node.nodes("transferValue"):
            for name in one.values.keys() - _VALUE:
                self._lost[f"{name} of a transferValue"].append(node.line)
        if credits_ is None and node.values.get("transferValue"):
            self._lost["a transferValue without a number above 0 in a known unit"].append(node.line)
            return False
        return True

    def _in_force(self, node: Node, since: date | None, last: date | None) -> bool:
        told = [local(one) for one in (*node.refs("lifeCycleStatusType"), *node.texts("lifeCycleStatusType"))]
        ended = [one for one in told if STATUSES.get(one) is not CredentialStatus.ACTIVE]
        if ended:
            self._lost[f"a {PROFILE} that is {ended[0]}"].append(node.line)
        elif since and last and last < since:
            self._lost[f"a {PROFILE} that ends before it starts"].append(node.line)
            return False
        return not ended

    def _day(self, node: Node, name: str) -> date | None:
        told = node.text(name)
        try:
            return date.fromisoformat(told[:10]) if told else None
        except ValueError:
            self._lost[f"{name} that is no date of a {PROFILE}"].append(node.line)
            return None


def profiles(
    credentials: Sequence[Credential], aligned: Callable[[str | None], Any], units: Mapping[Any, str]
) -> Iterator[dict[str, Any]]:
    """The profiles of what some credentials recognise in terms; what is recognised plainly has none.

    One agreement about several credentials on the same terms is one profile; on other terms, one without an
    address.
    """
    written: set[str] = set()
    number = 0
    for credential in credentials:
        alike: dict[StandingRecognition, list[str]] = defaultdict(list)
        for one in credential.recognises:
            if not is_plain(one):
                terms = one if one.source is None else replace(one, credential="")
                alike[terms].append(one.credential)
        for one, froms in alike.items():
            number += 1
            address = one.source if one.source not in written else None
            written.add(address or "")
            unit = units.get(credential.credit_unit)
            yield without_gaps(
                {
                    "@id": address or f"_:transfer{number}",
                    "@type": f"ceterms:{PROFILE}",
                    "ceterms:ownedBy": [credential.awarded_by],
                    "ceterms:startDate": one.since.isoformat() if one.since else None,
                    "ceterms:endDate": (one.until - _DAY).isoformat() if one.until else None,
                    "ceterms:transferValue": _value(one.credits, aligned(unit)),
                    "ceterms:transferValueFrom": froms,
                    "ceterms:transferValueFor": [credential.uri],
                }
            )


def _value(credits_: float | None, unit: Any) -> dict[str, Any] | None:
    if credits_ is None or unit is None:
        return None
    return {"@type": "ceterms:ValueProfile", "schema:value": credits_, "ceterms:creditUnitType": unit}


def is_plain(one: StandingRecognition) -> bool:
    """Whether a recognition has no terms, so that a link says it."""
    return one == StandingRecognition(one.credential)
