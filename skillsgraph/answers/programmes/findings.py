"""What the linter says: a code, a place, and the smallest example."""

from dataclasses import dataclass
from enum import StrEnum

from skillsgraph.answers.programmes.model import Place


class Fault(StrEnum):
    """What can be wrong with a programme."""

    CYCLE = "CYCLE"
    MALFORMED = "MALFORMED"
    CONTRADICTION = "CONTRADICTION"
    UNREACHABLE = "UNREACHABLE"
    CREDITS_SHORT = "CREDITS_SHORT"
    CREDITS_UNIT = "CREDITS_UNIT"
    EXCLUSIVE = "EXCLUSIVE"
    MEMBER_WITHDRAWN = "MEMBER_WITHDRAWN"
    MEMBER_EXPIRED = "MEMBER_EXPIRED"
    SKILL_NOT_TAUGHT = "SKILL_NOT_TAUGHT"
    PREREQUISITE_OUTSIDE = "PREREQUISITE_OUTSIDE"
    ORDER_CYCLE = "ORDER_CYCLE"
    ELEMENT_MISSING = "ELEMENT_MISSING"


FATAL = frozenset(
    {
        *(Fault.CYCLE, Fault.MALFORMED, Fault.CONTRADICTION, Fault.UNREACHABLE),
        *(Fault.CREDITS_SHORT, Fault.EXCLUSIVE),
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, its place, and the uris and places that are the smallest example of it.

    `spared`: the award can be had without what is at fault, as with one of several alternatives.
    """

    code: Fault
    place: str
    message: str
    example: tuple[str, ...] = ()
    spared: bool = False

    @property
    def fatal(self) -> bool:
        """Whether nobody can complete the programme because of it."""
        return self.code in FATAL and not self.spared


def place_text(place: Place, field: str = "completion") -> str:
    """`completion.options[1]`"""
    return field + "".join(f".options[{position}]" for position in place)
