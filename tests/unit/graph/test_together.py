"""Questions side by side: answers in order, the first failure in order, and nothing left behind."""

import asyncio

import pytest

from skillsgraph.graph.together import together


async def test_each_begins_before_another_ends_and_answers_stand_in_order() -> None:
    met = asyncio.Barrier(2)

    async def give(value: int) -> int:
        await met.wait()
        return value

    assert await together(give(1), give(2)) == (1, 2)


async def test_the_first_in_order_is_told_when_all_have_ended() -> None:
    ended = []

    async def fail(name: str, turns: int) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        ended.append(name)
        raise ValueError(name)

    with pytest.raises(ValueError, match="slow"):
        await together(fail("slow", 9), fail("quick", 1))
    assert ended == ["quick", "slow"]
