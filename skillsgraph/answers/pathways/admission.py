"""Which credentials can be taken under the constraints at all, when, and at what price."""

from dataclasses import dataclass

from skillsgraph.answers.pathways.instance import Constraints, Course, Instance, Offer


@dataclass(frozen=True, slots=True)
class Admitted:
    """A credential that may be taken. `spans`: the first and last day of each of its cheapest offerings;
    none where it can be begun at any time. An unknown price counts as 0 and is not `priced`."""

    price: int
    priced: bool
    spans: tuple[tuple[int, int], ...]


def admitted(instance: Instance, constraints: Constraints) -> dict[str, Admitted]:
    """Of every credential that is not held: how it can be taken; those that cannot be are left out."""
    found = {}
    for course in instance.courses.values():
        if course.id not in instance.held and (one := _admit(course, constraints)) is not None:
            found[course.id] = one
    return found


def _admit(course: Course, constraints: Constraints) -> Admitted | None:
    if not course.open or course.issuer in constraints.excluded_issuers:
        return None
    offers = [offer for offer in course.offers if _fits(offer, course, constraints)]
    if not offers:
        if course.offers or not _fits_undated(course, constraints):
            return None
        return _priced(course.price, (), constraints)
    totals = [
        (None if course.price is None or offer.price is None else course.price + offer.price)
        for offer in offers
    ]
    known = [total for total in totals if total is not None]
    cheapest = min(known, default=None)
    chosen = [offer for offer, total in zip(offers, totals, strict=True) if total == cheapest]
    if any(offer.starts is None for offer in chosen):
        return _priced(cheapest, (), constraints)
    spans = {
        (offer.starts, max(offer.starts, offer.ends or 0)) for offer in chosen if offer.starts is not None
    }
    return _priced(cheapest, tuple(sorted(spans)), constraints)


def _priced(
    price: int | None, spans: tuple[tuple[int, int], ...], constraints: Constraints
) -> Admitted | None:
    if price is None and constraints.budget is not None:
        return None
    return Admitted(price or 0, price is not None, spans)


def _fits(offer: Offer, course: Course, constraints: Constraints) -> bool:
    languages = offer.languages or course.languages
    return (
        offer.seats != 0
        and not (offer.starts is not None and offer.starts < 0)
        and not (offer.apply_until is not None and offer.apply_until < 0)
        and _in_time(offer, constraints.deadline)
        and (not constraints.languages or bool(languages & constraints.languages))
        and (not constraints.participation or offer.participation in constraints.participation)
        and constraints.accessibility <= offer.accessibility
        and (offer.part_time or not constraints.part_time)
        and (not constraints.places or offer.participation == "ONLINE" or offer.place in constraints.places)
    )


def _in_time(offer: Offer, deadline: int | None) -> bool:
    if deadline is None or offer.starts is None:
        return True
    return max(offer.starts, offer.ends or 0) <= deadline


def _fits_undated(course: Course, constraints: Constraints) -> bool:
    """Whether what has no offering fits: of how it is taken nothing is known. An award asks for nothing."""
    if course.completion is not None:
        return True
    if constraints.languages and not course.languages & constraints.languages:
        return False
    return not (
        constraints.participation or constraints.accessibility or constraints.part_time or constraints.places
    )
