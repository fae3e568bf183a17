"""Mutation: a signed badge that was changed anywhere does not verify, unless it says the same.

5,000 mutants by a seeded loop over bytes (flip, drop, add, swap) and members (drop, rename, retype, move).
"""

import json
import random
from collections.abc import Callable
from typing import Any

from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.result import Outcome
from skillsgraph.credentials.verify import Verifier
from tests.support import openbadges
from tests.support.openbadges_vectors import NOW

BYTES, MEMBERS = 4_000, 1_000
SEED = 20_261_123


def test_no_mutant_of_a_signed_badge_verifies(test_data: Any) -> None:
    path = test_data("openbadges/vectors/attacks/valid-eddsa-rdfc-2022.json")
    text = json.dumps(json.loads(path.read_text()), separators=(",", ":")).encode()
    verifier = Verifier(openbadges.contexts(), Documents(), NOW)
    assert verifier.verify(text).outcome is Outcome.VERIFIED
    chance = random.Random(SEED)
    meaning = _meaning(json.loads(text))
    verified = 0
    for number in range(BYTES + MEMBERS):
        mutant = _bytes(text, chance) if number < BYTES else _members(text, chance)
        if mutant == text or verifier.verify(mutant).outcome is not Outcome.VERIFIED:
            continue
        verified += 1
        assert _meaning(json.loads(mutant)) == meaning, mutant
    # Some changes change nothing: the order of members, a space, a list of one.
    assert verified < MEMBERS


def _meaning(document: dict[str, Any]) -> tuple[bytes, bytes]:
    """The canonical form of what is signed, and the signature with its options."""
    proof = document["proof"][0] if isinstance(document["proof"], list) else document["proof"]
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    options = {"@context": document["@context"], **proof}
    return openbadges.canonical_by_pyld(unsigned), openbadges.canonical_by_pyld(options)


def _bytes(text: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(text) - 1)
    match chance.randrange(4):
        case 0:
            return text[:at] + bytes([text[at] ^ 1 << chance.randrange(8)]) + text[at + 1 :]
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + bytes([chance.randrange(32, 127)]) + text[at:]
        case _:
            return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _members(text: bytes, chance: random.Random) -> bytes:
    document = json.loads(text)
    holders = list(_objects(document))
    holder = chance.choice(holders)
    name = chance.choice(list(holder))
    changes: list[Callable[[], Any]] = [
        lambda: holder.pop(name),
        lambda: holder.update({name + "x": holder.pop(name)}),
        lambda: holder.update({"@" + name: holder.pop(name)}),
        lambda: holder.update({"https://www.w3.org/2018/credentials#" + name: holder[name]}),
        lambda: holder.update({name: [holder[name]]}),
        lambda: holder.update({name: [[holder[name]]]}),
        lambda: holder.update({name: None}),
        lambda: holder.update({name: {"@value": holder[name]}}),
        lambda: holder.update({"extra": holder[name]}),
        lambda: holder.update({"@context": {name: "https://example.org/else"}}),
        lambda: holder.update({name: chance.choice(holders).get("type")}),
        lambda: holder.update({name: holder.pop(name)}),
    ]
    chance.choice(changes)()
    return json.dumps(document).encode()


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for inner in value.values() for found in _objects(inner))]
    if isinstance(value, list):
        return [found for inner in value for found in _objects(inner)]
    return []
