"""Questions to the database side by side, where none needs the answer of another."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar, overload

A = TypeVar("A")
B = TypeVar("B")


@overload
async def together(one: Awaitable[A], other: Awaitable[B], /) -> tuple[A, B]: ...
@overload
async def together(*work: Awaitable[A]) -> tuple[A, ...]: ...
async def together(*work: Awaitable[Any]) -> tuple[Any, ...]:
    """What each gives, in their order, once all have ended.

    Raises what the first of them in this order raises, not the first in time: who asks wrongly in two ways is
    always told of the same one. Nothing is left running behind.
    """
    found = await asyncio.gather(*work, return_exceptions=True)
    for one in found:
        if isinstance(one, BaseException):
            raise one
    return tuple(found)
