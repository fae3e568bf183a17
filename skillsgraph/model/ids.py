"""Our identifiers: a prefix that tells the type, and a hash of what makes the thing itself.

The same thing has the same id on every import and every machine, so clients may keep it.
"""

from hashlib import blake2b

LABEL_OF_PREFIX = {
    "framework": "Framework",
    "skill": "Skill",
    "role": "JobRole",
    "collection": "Collection",
    "scale": "Scale",
    "level": "Level",
    "reference": "Reference",
    "mapping": "Mapping",
    "observation": "Observation",
    "area": "Area",
    "sector": "Sector",
    "term": "Term",
    "text": "Text",
    "org": "Organization",
    "credential": "Credential",
    "offering": "Offering",
    "cost": "Cost",
    "assessment": "Assessment",
    "rule": "Rule",
    "learner": "Learner",
    "award": "Award",
    "adoption": "Adoption",
    "experience": "Experience",
    "enrolment": "Enrolment",
    "consent": "Consent",
    "recognition": "Recognition",
    "event": "AuditEvent",
    "share": "ShareLink",
    "application": "Application",
    "offer": "CredentialOffer",
}

_MANY = 256
_LENGTHS = [length.to_bytes(4, "big") for length in range(_MANY)]  # made once: an import asks a million times


def make_id(prefix: str, *identity: str) -> str:
    """`skill_` and 26 hex digits: 104 bits, so a billion things collide with a chance below 1 in 10^13."""
    if prefix not in LABEL_OF_PREFIX:
        raise ValueError(f"unknown id prefix {prefix!r}")
    return f"{prefix}_{digest(*identity, size=13)}"


def digest(*parts: str, size: int = 8) -> str:
    """A hash of a tuple of strings, in hex; the parts cannot run into each other."""
    told: list[bytes] = []
    for part in parts:
        data = part.encode()
        length = len(data)
        told.append(_LENGTHS[length] if length < _MANY else length.to_bytes(4, "big"))
        told.append(data)
    return blake2b(b"".join(told), digest_size=size).hexdigest()


def label_of(identifier: str) -> str | None:
    """The label that an id's prefix tells, or None when it is no id of ours."""
    return LABEL_OF_PREFIX.get(identifier.partition("_")[0])
