"""`/metrics`: figures for operators, in Prometheus' text form. They name outcomes, and nobody.

Source of the form: Prometheus, exposition formats, version 0.0.4.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from math import inf
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from skillsgraph.api.schema import OPERATIONS

_BUCKETS_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, inf)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What one process has answered since its start."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.within = [0] * len(_BUCKETS_SECONDS)
        self.count, self.seconds = 0, 0.0

    def observe(self, answer: dict[str, Any], seconds: float) -> None:
        """Count an answer: OK, or the code of its first error."""
        errors = answer.get("errors")
        self.outcomes[errors[0]["extensions"]["code"] if errors else "OK"] += 1
        self.count, self.seconds = self.count + 1, self.seconds + seconds
        self.within[bisect_left(_BUCKETS_SECONDS, seconds)] += 1

    async def respond(self, request: Request) -> Response:
        return PlainTextResponse("\n".join([*self._lines(), ""]), media_type=_TYPE)

    def _lines(self) -> Iterator[str]:
        counts = OPERATIONS.counts
        yield from _family("plan_cache_hits_total", "counter", {"": counts.hits})
        yield from _family("plan_cache_misses_total", "counter", {"": counts.misses})
        yield from _family("plan_cache_documents", "gauge", {"": len(OPERATIONS)})
        yield from _family("plan_cache_plans", "gauge", {"": len(OPERATIONS.plans)})
        yield from _family("ordinary_executions_total", "counter", {"": counts.fallbacks})
        outcomes = {f'{{outcome="{name}"}}': count for name, count in sorted(self.outcomes.items())}
        yield from _family("graphql_requests_total", "counter", outcomes)
        yield "# TYPE skillsgraph_graphql_seconds histogram"
        name, below = "skillsgraph_graphql_seconds", 0
        for bound, count in zip(_BUCKETS_SECONDS, self.within, strict=True):
            below += count
            yield f'{name}_bucket{{le="{"+Inf" if bound == inf else f"{bound:g}"}"}} {below}'
        yield f"{name}_sum {self.seconds:.6f}"
        yield f"{name}_count {self.count}"


def _family(name: str, kind: str, values: dict[str, int]) -> Iterator[str]:
    yield f"# TYPE skillsgraph_{name} {kind}"
    yield from (f"skillsgraph_{name}{labels} {value}" for labels, value in values.items())
