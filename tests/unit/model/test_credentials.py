from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

from skillsgraph.model import credentials, learners
from skillsgraph.model.credentials import Credential, CredentialKind, Rule, RuleKind


def test_a_rule_names_its_uris_at_any_depth_in_the_order_written() -> None:
    inner = Rule(RuleKind.ANY, ("b", Rule(RuleKind.ALL, ("c", "d"))))
    rule = Rule(RuleKind.ALL, ("a", inner, "e"))
    assert [*rule.uris()] == ["a", "b", "c", "d", "e"]


def test_a_credential_needs_a_uri_a_name_a_kind_and_an_issuer_and_nothing_else() -> None:
    credential = Credential("https://example.org/b", "B", CredentialKind.BADGE, "https://example.org/o")
    assert credential.completion is None
    assert credential.teaches == ()
    with pytest.raises(FrozenInstanceError):
        credential.name = "C"  # type: ignore[misc]


@pytest.mark.parametrize("module", [credentials, learners])
def test_every_class_of_the_model_is_frozen_slotted_and_hashable(module: object) -> None:
    found = [one for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)]
    assert found
    for one in found:
        assert one.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert set(one.__slots__) == {field.name for field in fields(one)}  # type: ignore[attr-defined]
