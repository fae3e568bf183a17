"""A programme as text that drawing tools take."""

import json
from dataclasses import replace
from random import Random

from skillsgraph.answers.programmes.pictures import PictureFormat, picture
from tests.unit.answers.programmes.faulty import sound

PROGRAMME = sound(Random(0)).programme


def test_mermaid_has_a_line_for_every_rule_and_option() -> None:
    text = picture(PROGRAMME, PictureFormat.MERMAID, frozenset({"m0", "completion.options[2]"}))
    assert text.startswith("flowchart TD\n")
    assert '  c0["M0"]:::done' in text
    assert "r2{{" in text
    assert "  award --> r\n" in text
    assert text.count("-->") == 1 + 4 + 3 + len(PROGRAMME.rule.options[3].options)  # type: ignore[union-attr]


def test_names_cannot_break_out_of_the_text() -> None:
    odd = replace(PROGRAMME, name='A "quoted"\nname\\')
    assert '["A #quot;quoted#quot; name\\"]' in picture(odd, PictureFormat.MERMAID)
    assert 'label="A \\"quoted\\" name\\\\"' in picture(odd, PictureFormat.GRAPHVIZ)


def test_graphviz_and_json_have_the_same_edges() -> None:
    found = json.loads(picture(PROGRAMME, PictureFormat.JSON))
    text = picture(PROGRAMME, PictureFormat.GRAPHVIZ)
    assert all(f"  {one['from']} -> {one['to']}" in text for one in found["edges"])
    assert text.count(" -> ") == len(found["edges"])
