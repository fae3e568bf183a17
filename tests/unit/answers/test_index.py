"""The index gives for every role what the formula gives for one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.rows import RoleRow, Rows
from skillsgraph.answers.index.words import Stems, stems_of
from skillsgraph.answers.match import Held, allowed, best, score_role
from skillsgraph.answers.model import Among
from skillsgraph.answers.policy import policy_of

SKILLS = "abcdefgh"
WORD_ENDS = ("e", "es", "ing", "ers", "ation", "ational", "ement", "ements", "ically", "iveness")
subset = st.lists(st.sampled_from(SKILLS), unique=True, max_size=6)
links = st.dictionaries(st.sampled_from(SKILLS), subset, max_size=5)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(subset, subset), min_size=1, max_size=5),
    links,
    links,
    st.lists(st.sampled_from(SKILLS + "z"), min_size=1, max_size=5, unique=True),
    st.sampled_from(["guidance", "admission"]),
)
def test_it_scores_as_the_formula_does(
    drawn: list[tuple[list[str], list[str]]],
    broader: dict[str, list[str]],
    related: dict[str, list[str]],
    held: list[str],
    chosen: str,
) -> None:
    policy = policy_of(chosen)
    roles = [
        RoleRow(f"r{number}", f"r:{number}", str(number), essential=one, optional=sorted({*other} - {*one}))
        for number, (one, other) in enumerate(drawn)
    ]
    index = build(Rows("1", roles, {}, broader, related))
    scores = index.fit(held, policy)
    profile = Held({skill: skill for skill in held}, index.worth(held, policy))
    for row in roles:
        needs = [{"id": one, "name": one, "relation": "ESSENTIAL"} for one in row.essential]
        needs += [{"id": one, "name": one, "relation": "OPTIONAL"} for one in row.optional]
        idf = {one: index.idf_of(one) for one in [*row.essential, *row.optional, *held]}
        place = index.row[row.id]
        exact = score_role(index.roles[place], needs, profile, idf, policy)
        assert scores.score[place] == pytest.approx(exact.score, abs=1e-6)
        assert scores.coverage[place] == pytest.approx(exact.coverage, abs=1e-6)
        assert scores.use[place] == pytest.approx(exact.use, abs=1e-6)
        assert 0 <= scores.score[place] <= 1 + 1e-9


def test_roles_are_ranked_by_score_then_id_and_those_of_nothing_left_out() -> None:
    roles = [RoleRow(f"r{number}", f"r:{number}", str(number), essential=["a"]) for number in (3, 1, 2)]
    index = build(Rows("1", [*roles, RoleRow("r0", "r:0", "0", essential=["b"])]))
    ranked = best(index.fit(["a"], policy_of()).score)
    assert [index.roles[place].id for place in ranked] == ["r1", "r2", "r3"]


def test_a_ranking_can_be_narrowed_by_framework_and_code() -> None:
    roles = [
        RoleRow("r1", "r:1", "1", code="2512.4", framework="esco"),
        RoleRow("r2", "r:2", "2", code="5321", framework="esco"),
        RoleRow("r3", "r:3", "3", code="2511", framework="other"),
    ]
    index = build(Rows("1", roles))
    assert allowed(index, Among("esco", "25"), {}).tolist() == [True, False, False]
    assert allowed(index, Among(), {}).all()


def test_words_of_one_stem_are_one() -> None:
    assert stems_of("en").text("Nurses, nursing C++") == ["nurs", "nurs", "c", "plus", "plus"]
    assert stems_of("fr").text("infirmières") == stems_of("fr-CA").text("infirmière")
    assert stems_of("xx").text("Nurses") == ["nurses"]


def test_stems_may_be_asked_for_from_several_threads() -> None:
    words = [f"{begin}{end}" for begin in ("nurs", "manag", "organis", "educat") for end in WORD_ENDS]
    alone = Stems("en").text(" ".join(words))
    for _ in range(20):
        shared = Stems("en")
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(shared.text, [" ".join(words)] * 8)) == [alone] * 8
