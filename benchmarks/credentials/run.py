"""How fast: one badge at first sight and again, 1,000 in a pool beside the bare work, a long status list.

SKILLSGRAPH_TEST_DATA=FOLDER python -m benchmarks.credentials.run
"""

import gzip
import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from statistics import median

from skillsgraph.credentials import keys
from skillsgraph.credentials.codec import base64url_encode
from skillsgraph.credentials.documents import Documents
from skillsgraph.credentials.proofs import data_integrity
from skillsgraph.credentials.result import Outcome
from skillsgraph.credentials.status import bit, inflate
from skillsgraph.credentials.verify import Verifier
from tests.support import openbadges
from tests.support.openbadges_vectors import NOW

BATCH, PROCESSES, ENTRIES = 1_000, 2, 1_000_000


def _badge() -> bytes:
    assert openbadges.ROOT is not None, "set SKILLSGRAPH_TEST_DATA"
    return (openbadges.ROOT / "vectors/attacks/valid-eddsa-rdfc-2022.json").read_bytes()


def _whole(number: int) -> bool:
    verifier = Verifier(openbadges.contexts(), Documents(), NOW)
    return all(verifier.verify(_badge()).outcome is Outcome.VERIFIED for _ in range(number))


def _bare(number: int) -> bool:
    """Expansion, canonicalisation and the signature alone."""
    document = json.loads(_badge())
    key = keys.from_did_key(document["proof"]["verificationMethod"])
    for _ in range(number):
        data_integrity.verify(data_integrity.Hashes(document, openbadges.contexts()), document["proof"], key)
    return True


def _took(work: object, number: int) -> float:
    begun = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as pool:
        assert all(pool.map(work, [number // 10] * 10))  # type: ignore[arg-type]
    return time.perf_counter() - begun


def _medians(name: str, goal: int, rounds: int, prepare: Callable[[], object] = lambda: None) -> None:
    """Wall and processor time of one badge, the medians of some rounds, in milliseconds."""
    walls, processor = [], []
    for _ in range(rounds):
        prepare()
        wall, cpu = time.perf_counter(), time.process_time()
        assert _whole(1)
        walls.append((time.perf_counter() - wall) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
    print(
        f"{name}: wall {median(walls):.1f} ms, processor {median(processor):.1f} ms"
        f" (medians of {rounds}; goal {goal} ms)"
    )


def main() -> None:
    _whole(1)  # so that modules are imported
    _medians("first sight, contexts read from their files", 50, 15, openbadges.contexts.cache_clear)
    _medians("again", 10, 100)
    whole, bare = _took(_whole, BATCH), _took(_bare, BATCH)
    print(
        f"{BATCH:,} in {PROCESSES} processes: {whole:.1f} s; bare work {bare:.1f} s; ratio {whole / bare:.2f}"
    )
    encoded = "u" + base64url_encode(gzip.compress(bytes(ENTRIES // 8)))
    begun = time.perf_counter()
    assert bit(inflate(encoded), ENTRIES - 1) == 0
    print(f"status list of {ENTRIES:,} entries: {(time.perf_counter() - begun) * 1000:.1f} ms (goal 100 ms)")


if __name__ == "__main__":
    main()
