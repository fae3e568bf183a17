"""Policies: the numbers behind the answers, read from `policies.yaml`, by a name that answers carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ConfigDict, TypeAdapter

from skillsgraph.answers.model import Relation
from skillsgraph.errors import PolicyNotFound

DEFAULT = "guidance"

ATTENDANCE = "ATTENDANCE"
"""What a credential teaches without assessing it counts as attendance."""


class Figure(StrEnum):
    """Which of the two figures a policy looks at: what a person says, or what is proven."""

    CLAIMED = "CLAIMED"
    PROVEN = "PROVEN"


class Vouching(StrEnum):
    """Authenticity: who says so."""

    SELF_ASSERTED = "SELF_ASSERTED"
    ISSUED = "ISSUED"
    VERIFIED = "VERIFIED"


@dataclass(frozen=True, slots=True)
class Policy:
    """One set of numbers, each from 0 to 1. `sources` says of each where it comes from.

    `mapping` is κ, what a skill held is worth for the skill required; `authenticity` who says so; `assurance`
    how it was assessed. `own_word_suffices` tells whether a skill that nobody else vouches for is MET, and
    `own_word_is_least` that a valid award is worth no less than its holder's own word.
    """

    id: str
    version: int
    title: str
    description: str
    figure: Figure
    own_word_suffices: bool
    own_word_is_least: bool
    mapping: Mapping[Relation, float]
    authenticity: Mapping[Vouching, float]
    assurance: Mapping[str, float]
    level_not_comparable: float
    optional_in_readiness: float
    optional_in_matches: float
    sources: Mapping[str, str]

    @property
    def name(self) -> str:
        """What answers carry: the id and the version of the numbers."""
        return f"{self.id}-{self.version}"


@cache
def policies() -> Mapping[str, Policy]:
    """Every policy that is shipped, by its id."""
    text = files("skillsgraph.answers").joinpath("policies.yaml").read_text(encoding="utf-8")
    adapter = TypeAdapter(list[Policy], config=ConfigDict(extra="forbid"))
    return {one.id: one for one in adapter.validate_python(yaml.safe_load(text)["policies"])}


def policy_of(identifier: str = DEFAULT) -> Policy:
    """The policy of that id.

    Raises:
        PolicyNotFound: There is none; the message lists those that there are.
    """
    try:
        return policies()[identifier]
    except KeyError:
        known = ", ".join(policies())
        raise PolicyNotFound(
            f"There is no policy {identifier[:100]!r}.", hint=f"There are: {known}."
        ) from None
