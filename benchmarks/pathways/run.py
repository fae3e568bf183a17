"""Pathways to proven optimum over a seeded catalogue: time, proof, and what greed would cost.

    python -m benchmarks.pathways.run [--credentials 5000] [--targets 40] [--seconds 30]

Prints one row a solver, the slowest targets, and the greedy plan's cost beside the best's. Time of the
processor, so that what else the machine does is left out; on a quiet machine it is that of the clock.
"""

import argparse
import statistics
import time

from benchmarks.pathways.catalogue import catalogue, question
from skillsgraph.answers.pathways.admission import admitted
from skillsgraph.answers.pathways.audit import faults
from skillsgraph.answers.pathways.greedy import greedy
from skillsgraph.answers.pathways.instance import GOALS, Constraints, Goal, Instance
from skillsgraph.answers.pathways.reduce import reduced
from skillsgraph.answers.pathways.solve import Answer, solve
from skillsgraph.answers.pathways.solvers import available


def measured(questions: list[Instance], solver: str, seconds: float) -> list[tuple[float, Answer]]:
    found = []
    for one in questions:
        started = time.process_time()
        answer = solve(one, Constraints(), seconds=seconds, solver=solver)
        found.append((time.process_time() - started, answer))
        assert answer.plans
        assert faults(one, Constraints(), answer.plans[0].ways) == []
    return found


def row(solver: str, found: list[tuple[float, Answer]]) -> str:
    times = [seconds for seconds, _ in found]
    proven = sum(answer.plans[0].proven for _, answer in found)
    gap = max(answer.plans[0].gap for _, answer in found)
    slow = sorted(range(len(times)), key=lambda one: -times[one])[:3]
    return (
        f"| {solver} | {statistics.median(times):.3f} | {max(times):.3f} | {proven}/{len(found)} |"
        f" {gap:.4f} | {', '.join(f'{one}: {times[one]:.2f} s' for one in slow)} |"
    )


def coverage(one: Instance, names: list[str]) -> int:
    return -sum(
        max(
            [
                wanted.base,
                *(course.covers.get(wanted.skill, 0) for course in map(one.courses.get, names) if course),
            ]
        )
        - wanted.base
        for wanted in one.wanted
        if wanted.essential
    )


def against_greed(questions: list[Instance], best: list[tuple[float, Answer]]) -> str:
    more, times, less = [], [], 0
    for one, (_, answer) in zip(questions, best, strict=True):
        started = time.process_time()
        small = reduced(one)
        able = admitted(small, Constraints())
        names = greedy(small, able, Constraints()) or []
        times.append(time.process_time() - started)
        if coverage(one, names) > answer.plans[0].goals[Goal.COVERAGE]:
            less += 1
            continue
        price = sum(able[name].price for name in names)
        cheapest = answer.plans[0].goals[Goal.COST] / 60
        more.append(price / cheapest - 1 if cheapest else 0.0)
    return (
        f"greedy: median {statistics.median(times):.3f} s; covers less in {less} of {len(questions)};"
        f" where it covers as much it costs {statistics.mean(more or [0]):.1%} more on average,"
        f" {max(more or [0]):.1%} at most"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--credentials", type=int, default=5000)
    parser.add_argument("--targets", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--solvers", nargs="+", default=available())
    given = parser.parse_args()
    courses = catalogue(given.credentials)
    questions = [question(courses, seed) for seed in range(given.targets)]
    parts = [len(reduced(one).courses) for one in questions]
    print(f"{len(courses)} credentials, of which a target concerns {statistics.median(parts):g} (median)")
    print("| solver | median s | worst s | proven | worst gap | slowest |\n|---|---|---|---|---|---|")
    results = {}
    for solver in given.solvers:
        results[solver] = measured(questions, solver, given.seconds)
        print(row(solver, results[solver]), flush=True)
    for number in range(len(questions)):
        values = {
            tuple(found[number][1].plans[0].goals[goal] for goal in GOALS)
            for found in results.values()
            if found[number][1].plans[0].proven
        }
        assert len(values) <= 1, f"target {number}: the solvers differ: {values}"
    print(against_greed(questions, next(iter(results.values()))))


if __name__ == "__main__":
    main()
