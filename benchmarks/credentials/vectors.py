"""The table of vector sets in the README: files, right, wrong.

SKILLSGRAPH_TEST_DATA=FOLDER python -m benchmarks.credentials.vectors
"""

import time
from collections import Counter

from tests.support.openbadges_vectors import Vector, right, vectors


def main() -> None:
    files: Counter[str] = Counter()
    good: Counter[str] = Counter()
    slowest: tuple[float, Vector] | None = None
    for vector in vectors():
        begun = time.perf_counter()
        is_right = right(vector)
        took = time.perf_counter() - begun
        files[vector.set] += 1
        good[vector.set] += is_right
        slowest = max(slowest or (took, vector), (took, vector), key=lambda one: one[0])
        if not is_right:
            print(f"wrong: {vector.path.name}")
    print("| Set | files | right | wrong |\n|---|---|---|---|")
    for name, count in files.items():
        print(f"| {name} | {count} | {good[name]} | {count - good[name]} |")
    if slowest is not None:
        print(f"\nslowest: {slowest[1].path.name}, {slowest[0] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
