"""The operations that a page of the documentation shows."""

from pathlib import Path

# What only a university's key may ask.
_KEYED = ("programmeCohort", "programmeWhatIf")


def examples(page: str, *, keyed: bool = False) -> list[str]:
    """Queries that anybody may ask, or those that need a key."""
    return [one for one in _blocks(page) if not _writes(one) and any(name in one for name in _KEYED) is keyed]


def mutations(page: str) -> list[str]:
    return [one for one in _blocks(page) if _writes(one)]


def _writes(operation: str) -> bool:
    return operation.startswith("mutation")


def _blocks(page: str) -> list[str]:
    text = (Path(__file__).parents[2] / "docs" / f"{page}.md").read_text(encoding="utf-8")
    return [part.split("```")[0] for part in text.split("```graphql\n")[1:]]
