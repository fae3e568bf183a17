"""The table of vector sets in the README: files, right, wrong.

SKILLSGRAPH_TEST_DATA=FOLDER python -m benchmarks.credentials.vectors
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.support.openbadges import ROOT, files
from tests.support.openbadges_vectors import right, vectors
from tests.unit.credentials import test_canon, test_data_integrity, test_vectors

Case = tuple[str, str, Callable[[], bool]]


def cases() -> Iterator[Case]:
    """(set, file, whether it is right) of every vector; those of steps are asked by the tests themselves."""
    for one in vectors():
        yield one.set, one.path.name, partial(right, one)
    for folder, entry in (param.values for param in test_canon.ENTRIES):
        yield (
            "W3C RDFC-1.0",
            entry["id"],
            _passes(test_canon.test_the_suite_of_the_working_group, folder, entry),
        )
    for suite_name, ending in (("eddsa-rdfc-2022", "DataInt"), ("Ed25519Signature2020", "EdSig")):
        step = test_data_integrity.test_each_step_of_the_working_groups_vectors
        yield "W3C EdDSA, by steps", suite_name, _passes(step, _data, suite_name, ending)
    chains = f"{test_data_integrity.VECTORS}/proof-set-chain"
    for (path,) in (param.values for param in files("signedProof*.json", chains)):
        yield (
            "W3C EdDSA, sets and chains",
            path.name,
            _passes(test_data_integrity.test_proof_sets_and_chains, path),
        )
    for kind, page in (("obv3p0", "linked-data-proof-ob"), ("clrv2p0", "linked-data-proof-clr")):
        guide = test_vectors.test_the_guides_vectors_step_by_step
        yield "1EdTech guide, by steps", page, _passes(guide, _data, kind, page)


def _data(name: str) -> Path:
    assert ROOT is not None, "set SKILLSGRAPH_TEST_DATA"
    return ROOT.parent / name


def _passes(test: Callable[..., None], *given: object) -> Callable[[], bool]:
    def passes() -> bool:
        try:
            test(*given)
        except (Exception, pytest.fail.Exception):
            return False
        return True

    return passes


def main() -> None:
    counted: Counter[str] = Counter()
    good: Counter[str] = Counter()
    slowest = (0.0, "none")
    for name, file, is_right in cases():
        begun = time.process_time()
        answer = is_right()
        slowest = max(slowest, (time.process_time() - begun, file))
        counted[name] += 1
        good[name] += answer
        if not answer:
            print(f"wrong: {file}")
    print("| Set | files | right | wrong |\n|---|---|---|---|")
    for name, count in counted.items():
        print(f"| {name} | {count} | {good[name]} | {count - good[name]} |")
    print(f"\nslowest: {slowest[1]}, {slowest[0] * 1000:.0f} ms of processor time")


if __name__ == "__main__":
    main()
