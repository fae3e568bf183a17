"""A catalogue with a fault is refused with file, line and field; a sound one says what was written."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.catalogue import MOST_BYTES, read_catalogue, read_learners
from skillsgraph.model.credentials import (
    CatalogueRecord,
    Credential,
    CreditUnit,
    EntryCondition,
    Organization,
    Rule,
    RuleKind,
)
from skillsgraph.model.learners import Learner

HEAD = """\
organizations:
  - uri: https://example.org/o
    name: O
    kind: LIBRARY
credentials:
  - uri: https://example.org/a
    name: A
    kind: BADGE
    awarded_by: https://example.org/o
    credits: 2
    credit_unit: ECTS
  - uri: https://example.org/b
    name: B
    kind: CERTIFICATE
    awarded_by: https://example.org/o
"""
SKILLS = {"http://example.org/s/1"}


def catalogue(folder: Path, text: str) -> list[CatalogueRecord]:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return [*read_catalogue(path, skills=SKILLS, job_roles=set(), practised={"http://example.org/r/1"})]


def below(text: str) -> str:
    """The text as further fields of credential B; its first line is line 16 of the file."""
    return HEAD + "".join(f"    {line}\n" for line in dedent(text).strip().splitlines())


@pytest.mark.parametrize(
    "uri", ["https://example.org", "urn:uuid:2fe2c994-62f8-5a47-8102-e2fe29292a08", "did:web:example.org"]
)
def test_what_other_formats_name_an_issuer_by_may_stand_in_a_catalogue(tmp_path: Path, uri: str) -> None:
    text = HEAD.replace("https://example.org/o", uri).replace(
        "LIBRARY", "LIBRARY\n    homepage: https://example.org"
    )
    (issuer,) = [one for one in catalogue(tmp_path, text) if isinstance(one, Organization)]
    assert (issuer.uri, issuer.homepage) == (uri, "https://example.org")


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    text = """
        languages: [en, "no", pt-BR]
        costs: [{kind: TUITION, amount: 49.90, currency: EUR}]
        offerings: [{starts_on: 2026-10-05, participation: ONLINE}]
        teaches: [{skill: http://example.org/s/1, level: B1}]
        completion:
          kind: ANY
          options:
            - https://example.org/a
            - {kind: CREDITS, min: 2, unit: ECTS, options: [https://example.org/a]}
        """
    organization, _, credential = catalogue(tmp_path, below(text))
    assert isinstance(organization, Organization)
    assert isinstance(credential, Credential)
    assert credential.languages == ("en", "no", "pt-BR")
    assert credential.costs[0].amount == Decimal("49.9")
    assert credential.offerings[0].starts_on == date(2026, 10, 5)
    nested = Rule(RuleKind.CREDITS, ("https://example.org/a",), min=2, unit=CreditUnit.ECTS)
    assert credential.completion == Rule(RuleKind.ANY, ("https://example.org/a", nested))


FAULTS = [
    ("kind: BADGE", 16, "kind", "twice"),
    ("colour: blue", 16, "credentials[1].colour", "Unexpected"),
    ("languages: [en, no]", 16, "credentials[1].languages[1]", "string"),
    ("languages: [english]", 16, "credentials[1].languages[0]", "language code"),
    ("eqf_level: 9", 16, "credentials[1].eqf_level", "1 to 8"),
    ("workload_hours: 0", 16, "credentials[1].workload_hours", "above 0"),
    ("workload_hours: .inf", 16, "credentials[1].workload_hours", "finite"),
    ("credits: 3", 16, "credentials[1].credits", "go together"),
    ("validity_period: two years", 16, "credentials[1].validity_period", "P2Y"),
    ("validity_period: P", 16, "credentials[1].validity_period", "P2Y"),
    ("costs: [{kind: TUITION, amount: -1, currency: EUR}]", 16, "credentials[1].costs[0].amount", "below 0"),
    ("costs: [{kind: TUITION, amount: 1, currency: €}]", 16, "credentials[1].costs[0].currency", "EUR"),
    ("assessments: [{method: SELF, pass_mark: 60}]", 16, "credentials[1].assessments[0].pass_mark", "share"),
    ("offerings:\n- seats: 0", 17, "credentials[1].offerings[0].seats", "above 0"),
    (
        "offerings:\n- starts_on: 2026-10-05\n  ends_on: 2026-10-01",
        18,
        "credentials[1].offerings[0].ends_on",
        "before it starts",
    ),
    (
        "offerings:\n- ends_on: 2026-10-01\n  apply_until: 2026-10-02",
        18,
        "credentials[1].offerings[0].apply_until",
        "after it has ended",
    ),
    ("offerings:\n- apply_url: javascript:x", 17, "credentials[1].offerings[0].apply_url", "web address"),
    (
        "teaches:\n- skill: http://example.org/s/2",
        17,
        "credentials[1].teaches[0].skill",
        "no skill 'http://example.org/s/2'",
    ),
    (
        "teaches:\n- skill: http://example.org/s/1\n- skill: http://example.org/s/1",
        18,
        "credentials[1].teaches[1]",
        "twice",
    ),
    (
        "recognises:\n- credential: https://example.org/x",
        17,
        "credentials[1].recognises[0].credential",
        "no credential 'https://example.org/x'",
    ),
    (
        "recognises:\n- {credential: https://example.org/a, since: 2027-01-01, until: 2026-01-01}",
        17,
        "credentials[1].recognises[0].until",
        "before it starts",
    ),
    ("completion: {kind: ALL, options: []}", 16, "credentials[1].completion.options", "no options"),
    (
        "completion:\n  kind: ALL\n  options: [https://example.org/x]",
        18,
        "credentials[1].completion.options[0]",
        "no credential, skill or job role",
    ),
    (
        "completion: {kind: ANY, options: [https://example.org/a, https://example.org/a]}",
        16,
        "credentials[1].completion.options[1]",
        "twice",
    ),
    (
        "completion: {kind: AT_LEAST, options: [https://example.org/a]}",
        16,
        "credentials[1].completion.count",
        "needed by AT_LEAST",
    ),
    (
        "completion: {kind: AT_LEAST, count: 2, options: [https://example.org/a]}",
        16,
        "credentials[1].completion.count",
        "number of options, 1",
    ),
    (
        "completion: {kind: CREDITS, min: 2, options: [https://example.org/a]}",
        16,
        "credentials[1].completion.min",
        "needed by CREDITS",
    ),
    (
        "completion: {kind: CREDITS, min: 3, unit: ECTS, options: [https://example.org/a]}",
        16,
        "credentials[1].completion.min",
        "at most 2",
    ),
    (
        "completion: {kind: SOME, options: [https://example.org/a]}",
        16,
        "credentials[1].completion.kind",
        "AT_LEAST",
    ),
    ("completion: {kind: ALL, options: [https://example.org/b]}", 12, "credentials[1]", "back to itself"),
]


@pytest.mark.parametrize(("text", "line", "field", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_named_with_file_line_and_field(
    tmp_path: Path, text: str, line: int, field: str, words: str
) -> None:
    with pytest.raises(SourceError) as caught:
        catalogue(tmp_path, below(text))
    where = caught.value.where
    assert where is not None
    assert (where.file, where.line, where.field) == ("mine.yaml", line, field)
    assert words in caught.value.message


def test_what_is_missing_or_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"mine\.yaml:12, .*name.*required"):
        catalogue(tmp_path, HEAD.replace("    name: B\n", ""))
    with pytest.raises(SourceError, match=r"mine\.yaml:9, .*no organization"):
        catalogue(
            tmp_path, HEAD.replace("awarded_by: https://example.org/o", "awarded_by: https://x.org/", 1)
        )
    with pytest.raises(SourceError, match=r"mine\.yaml:12, .*twice"):
        catalogue(tmp_path, HEAD.replace("https://example.org/b", "https://example.org/a"))
    with pytest.raises(SourceError, match=r"mine\.yaml:2, .*web address"):
        catalogue(tmp_path, HEAD.replace("uri: https://example.org/o", "uri: o"))


def test_a_circle_over_several_credentials_is_found(tmp_path: Path) -> None:
    entry = "    entry: {kind: ALL, options: [https://example.org/b]}\n"
    text = below("completion: {kind: ALL, options: [https://example.org/a]}")
    text = text.replace("    credits: 2\n", f"{entry}    credits: 2\n")
    with pytest.raises(SourceError, match="back to itself") as caught:
        catalogue(tmp_path, text)
    assert caught.value.hint == "Faults in this file besides this one: 1."


def test_the_first_fault_is_raised_and_the_others_are_counted(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        catalogue(tmp_path, below("eqf_level: 9\nworkload_hours: -1"))
    assert caught.value.where is not None
    assert caught.value.where.line == 16
    assert len(caught.value.details["faults"]) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("- a\n- b\n", "mine.yaml"),
        ("organizations: [\n", "not YAML"),
        ("organizations: !!python/object/apply:os.getcwd []\n", "not YAML"),
        ("organizations: &a [*a]\n", "aliases"),
        ("organizations: [2026-13-45]\n", "not YAML"),
        ("organizations: \x01\n", "not YAML"),
        ("? [a]\n: b\n", "plain text"),
        ("[" * 5000, "nested too deeply"),
        ("#" + "x" * MOST_BYTES, "larger than"),
    ],
    ids=["empty", "list", "open", "tag", "alias", "date", "control", "key", "deep", "large"],
)
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        catalogue(tmp_path, text)


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"organizations: []\ncredentials: [\xe9]\n")
    with pytest.raises(SourceError, match=r"latin\.yaml:2: The line is not UTF-8"):
        read_catalogue(tmp_path / "latin.yaml")
    with pytest.raises(SourceError, match="cannot be read"):
        read_catalogue(tmp_path / "missing.yaml")


def test_uris_are_taken_as_they_are_where_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        below("teaches: [{skill: http://example.org/s/2}]\nentry: {kind: ALL, options: [http://x.org/y]}"),
        encoding="utf-8",
    )
    assert len([*read_catalogue(path)]) == 3


# Learners ---------------------------------------------------------------------------------------------


def learners(folder: Path, text: str) -> list[Learner]:
    path = folder / "people.yaml"
    path.write_text("learners:\n- key: k\n  label: L\n" + text, encoding="utf-8")
    known = {"http://example.org/c"}
    return [*read_learners(path, skills=SKILLS, job_roles=known, credentials=known)]


def test_a_learner_needs_a_key_and_a_label_only(tmp_path: Path) -> None:
    assert learners(tmp_path, "") == [Learner("k", "L")]


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("- key: k\n  label: M\n", "learners[1].key", "twice"),
        ("  skills: [{skill: x}]\n", "learners[0].skills[0].skill", "no skill 'x'"),
        ("  awards: [{credential: x, issued_on: 2026-01-01}]\n", "learners[0].awards[0].credential", "'x'"),
        (
            "  awards: [{credential: http://example.org/c, issued_on: 2026-01-02,"
            " valid_until: 2026-01-01}]\n",
            "learners[0].awards[0].valid_until",
            "before",
        ),
        (
            "  experience: [{job_role: http://example.org/c, kind: CARE, started_on: 2026-02-01,"
            " ended_on: 2026-01-01}]\n",
            "learners[0].experience[0].ended_on",
            "before",
        ),
        ("  aims: [{kind: JobRole, uri: x}]\n", "learners[0].aims[0].uri", "no JobRole"),
        ("  languages: [EN]\n", "learners[0].languages[0]", "language code"),
    ],
)
def test_a_learner_with_a_fault_is_refused_with_the_field(
    tmp_path: Path, text: str, field: str, words: str
) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        learners(tmp_path, text)
    assert caught.value.where is not None
    assert caught.value.where.file == "people.yaml"
    assert caught.value.where.field == field


RULE_FAULTS = [
    ("completion: {kind: CREDITS, unit: ECTS, options: [https://example.org/a]}", "min", "needed by CREDITS"),
    ("completion: {kind: ALL, max: 3, options: [https://example.org/a]}", "min", "by no other kind"),
    (
        "completion: {kind: CREDITS, min: 2, max: 1, unit: ECTS, options: [https://example.org/a]}",
        "max",
        "contradict",
    ),
    (
        "completion: {kind: ANY, min_level: 6, max_level: 5, options: [https://example.org/a]}",
        "max_level",
        "No",
    ),
    ("completion: {kind: ANY, min_level: 9, options: [https://example.org/a]}", "min_level", "1 to 8"),
    ("completion: {kind: ANY, cap: -1, options: [https://example.org/a]}", "cap", "below 0"),
    ("completion: {kind: ANY, precedes: [x], options: [https://example.org/a]}", "precedes[0]", "key 'x'"),
    ("completion: {kind: CREDITS, min: 2, unit: ECTS}", "options", "no options"),
]


@pytest.mark.parametrize(("text", "field", "message"), RULE_FAULTS)
def test_a_rule_that_means_nothing_is_named(tmp_path: Path, text: str, field: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        catalogue(tmp_path, below(text))
    assert caught.value.where is not None
    assert caught.value.where.field == f"credentials[1].completion.{field}"
    assert message in caught.value.message


ENTRY_FAULTS = [
    ("jurisdiction: Germany", "jurisdiction", "'Germany' is no code"),
    ("since: 2026-02-01\nuntil: 2026-02-01", "until", "before it starts"),
    ("job_role: http://example.org/r/2", "job_role", "no job role 'http://example.org/r/2'"),
    (
        "rule: {kind: ALL, own_only: true, options: [https://example.org/a]}",
        "rule.own_only",
        "No organization",
    ),
    ("rule: {kind: ALL, concurrent: true, options: [https://example.org/a]}", "rule.concurrent", "let in"),
    ("rule: {kind: ALL, overlap_max: 1, options: [https://example.org/a]}", "rule.overlap_max", "used up"),
    ("rule: {kind: ALL, until: 2027-01-01, options: [https://example.org/a]}", "rule.until", "these dates"),
    (
        "rule:\n  kind: ANY\n  options:\n  - {kind: NOT, options: [https://example.org/a]}",
        "rule.options[0].kind",
        "not for what is not",
    ),
    ("rule: {kind: ALL, options: [https://example.org/x]}", "rule.options[0]", "'https://example.org/x'"),
    ("rule: {kind: CREDITS, min: 3, unit: ECTS, options: [https://example.org/a]}", "rule.min", "at most 2"),
    ("rule: {kind: ALL, options: []}", "rule.options", "no options"),
]
SOUND = {
    "job_role": "job_role: http://example.org/r/1",
    "jurisdiction": "jurisdiction: DE-BY",
    "rule": "rule: {kind: ALL, options: [https://example.org/a]}",
}


@pytest.mark.parametrize(("text", "field", "message"), ENTRY_FAULTS)
def test_a_condition_of_entry_with_a_fault_is_refused_with_line_and_field(
    tmp_path: Path, text: str, field: str, message: str
) -> None:
    """Line 16 of the file is the name of the list; what is at fault stands first in it."""
    with pytest.raises(SourceError) as caught:
        catalogue(tmp_path, HEAD + condition(text))
    assert caught.value.where is not None
    assert caught.value.where.field == f"entry_conditions[0].{field}"
    wanted = text.splitlines()
    assert caught.value.where.line == 16 + (
        2 if field == "until" else 4 if field == "rule.options[0].kind" and len(wanted) > 1 else 1
    )
    assert message in caught.value.message


def test_conditions_of_entry_are_read_after_what_is_offered(tmp_path: Path) -> None:
    found = catalogue(tmp_path, HEAD + condition("legal_basis: An act\nsince: 2026-01-01"))
    assert found[-1] == EntryCondition(
        "http://example.org/r/1",
        "DE-BY",
        Rule(RuleKind.ALL, ("https://example.org/a",)),
        "An act",
        date(2026, 1, 1),
    )


def condition(text: str) -> str:
    lines = [*text.splitlines(), *(line for name, line in SOUND.items() if f"\n{name}:" not in f"\n{text}")]
    return "entry_conditions:\n" + "".join(
        f"{'  ' if place else '- '}{line}\n" for place, line in enumerate(lines)
    )
