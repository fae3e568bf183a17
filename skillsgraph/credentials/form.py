"""The form of a credential: what every VC Data Model 1.1 or 2.0 credential has."""

from collections.abc import Iterator, Mapping
from typing import Any

from skillsgraph.credentials.result import Check, failed, passed

VCDM_1 = "https://www.w3.org/2018/credentials/v1"
VCDM_2 = "https://www.w3.org/ns/credentials/v2"
_NAMES = {VCDM_1: "VC Data Model 1.1", VCDM_2: "VC Data Model 2.0"}
_KINDS = {
    "ClrCredential": "Comprehensive Learner Record 2.0",
    "OpenBadgeCredential": "Open Badges 3.0",
    "AchievementCredential": "Open Badges 3.0",
    "EndorsementCredential": "Open Badges 3.0 endorsement",
}


def issuer_of(credential: Mapping[str, Any]) -> str:
    """The issuer's identifier; empty where there is none."""
    issuer = credential.get("issuer")
    found = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    return found if isinstance(found, str) else ""


def check_form(credential: Mapping[str, Any]) -> Iterator[Check]:
    contexts = credential.get("@context")
    first = contexts[0] if isinstance(contexts, list) and contexts else contexts
    kinds = credential.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if not isinstance(first, str) or first not in _NAMES:
        yield failed(
            "form_invalid", "This is no verifiable credential: its first context is of another kind."
        )
        return
    for wrong, why in (
        (not all(isinstance(one, str) for one in kinds), "Its types are no names."),
        ("VerifiableCredential" not in kinds, "It does not call itself a verifiable credential."),
        (":" not in issuer_of(credential), "It does not name its issuer by an address."),
        (not _are_subjects(credential.get("credentialSubject")), "It is about nobody."),
        (
            first == VCDM_1 and not {"issuanceDate", "validFrom"} & credential.keys(),
            "It has no issuance date.",
        ),
    ):
        if wrong:
            yield failed("form_invalid", f"This is no sound credential. {why}")
            return
    kind = next((name for one, name in _KINDS.items() if one in kinds), _NAMES[first])
    yield passed("form", f"The file has the form of a credential ({kind}).")


def _are_subjects(value: Any) -> bool:
    """One or more objects, each of which says something (VC Data Model 2.0, section 4.8)."""
    found = value if isinstance(value, list) else [value]
    return bool(found) and all(isinstance(one, Mapping) and one for one in found)
