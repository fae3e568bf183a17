"""What a credential may say is bounded before its meaning is looked up."""

import pytest

from skillsgraph.credentials.result import Refusal
from skillsgraph.credentials.safe import MOST_TYPES, expand_safely
from skillsgraph.jsonld import Contexts


@pytest.mark.parametrize("name", ["type", "@type"])
def test_types_beyond_the_limit_are_refused(name: str) -> None:
    def with_types(count: int) -> dict[str, object]:
        return {"@context": [], "about": {name: [f"urn:x:{number}" for number in range(count)]}}

    with pytest.raises(Refusal, match="5,000 types") as refused:
        expand_safely(with_types(MOST_TYPES + 1), Contexts())
    assert refused.value.code == "size_limit"
    with pytest.raises(Refusal) as other:  # it has no context, so that nothing in it is defined
        expand_safely(with_types(MOST_TYPES), Contexts())
    assert other.value.code == "context_violation"
