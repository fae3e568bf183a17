"""Who a key stands for, and what each role may ask."""

import pytest

from skillsgraph.api.access import Requires
from skillsgraph.errors import ConfigurationRefused
from skillsgraph.settings import Role, api_key_entry

HASH, LEARNER, ORGANIZATION = "0" * 64, "learner_" + "a" * 26, "org_" + "b" * 26


@pytest.mark.parametrize(
    ("role", "bound"),
    [
        ("learner", {}),
        ("learner", {"learner": "learner_1"}),
        ("portal", {"learner": LEARNER}),
        ("issuer", {}),
        ("university", {"organization": "a school"}),
        ("emperor", {}),
    ],
)
def test_a_key_that_stands_for_nobody_is_refused(role: str, bound: dict[str, str]) -> None:
    with pytest.raises(ConfigurationRefused):
        api_key_entry(name="key", role=role, sha256=HASH, **bound)


def test_a_key_says_whose_it_is() -> None:
    entry = api_key_entry(name="key", role="learner", sha256=HASH, learner=LEARNER, organization=None)
    assert entry == {"name": "key", "role": "learner", "sha256": HASH, "learner": LEARNER}


@pytest.mark.parametrize("role", list(Role))
def test_roles_are_not_a_ladder(role: Role) -> None:
    assert Requires(Role.READER).permits(role) is (role is not Role.ANONYMOUS)
    assert Requires(Role.ADMIN).permits(role) is (role is Role.ADMIN)
    assert Requires(Role.ISSUER, Role.LEARNER).permits(role) is (
        role in (Role.ISSUER, Role.LEARNER, Role.ADMIN)
    )
