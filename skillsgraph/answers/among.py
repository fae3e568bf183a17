"""Among which credentials it is looked for what to earn next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillsgraph.errors import InputError
from skillsgraph.model.credentials import CredentialKind, Participation


@dataclass(frozen=True, slots=True)
class CredentialsAmong:
    """Credentials of some kinds and organizations (by uri), within a price and a workload, and as offered.

    A price is what everybody pays, in one currency: what has no known price, or none in that currency, is
    above it, and so is what has no known workload above a workload. Languages, participation and the latest
    start are those of one offering that can still be joined; one without a start can be begun at any time,
    and one without languages is in those of its credential.
    """

    kinds: tuple[CredentialKind, ...] = ()
    awarded_by: tuple[str, ...] = ()
    price: float | None = None
    currency: str | None = None
    workload_hours: float | None = None
    languages: tuple[str, ...] = ()
    participation: tuple[Participation, ...] = ()
    starts_by: date | None = None

    def __post_init__(self) -> None:
        """Raises `InputError`: A price without its currency, or a number that nothing can be within."""
        if (self.price is None) != (self.currency is None):
            raise InputError("maxPrice and currency belong together: give both or neither.")
        for name, value in (("maxPrice", self.price), ("maxWorkloadHours", self.workload_hours)):
            if value is not None and not value >= 0:
                raise InputError(f"{name} is {value:g}; it must not be below 0.")

    def parameters(self, day: date) -> Mapping[str, Any]:
        """Those of `credentialsFor`; null does not narrow."""
        offered = bool(self.languages or self.participation or self.starts_by)
        return {
            "kinds": list(self.kinds) or None,
            "awardedBy": list(self.awarded_by) or None,
            "price": self.price,
            "currency": self.currency,
            "hours": self.workload_hours,
            "offered": offered,
            "languages": list(self.languages) or None,
            "participation": list(self.participation) or None,
            "startsBy": self.starts_by.isoformat() if self.starts_by else None,
            "day": day.isoformat(),
        }


ANY_CREDENTIAL = CredentialsAmong()
