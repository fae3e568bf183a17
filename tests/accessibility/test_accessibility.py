"""The pages that people get meet WCAG 2.2 AA, as far as programs can tell, for names of every kind."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.http import claim, plain, share
from skillsgraph.http.pages import FOLDER

HERE = Path(__file__).parent
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
RIGHT_TO_LEFT = "شهادة في لغة Python — דיפלומה"
NEEDED = {"document-title", "html-has-lang", "landmark-main-is-top-level", "region"}
AA, AAA = 4.5, 7.0


def shared(name: str, *, bare: bool = False) -> str:
    award: dict[str, Any] = {
        "name": name,
        "issuer": None if bare else name,
        "signed": not bare,
        "valid": not bare,
        "checks": [{"passed": not bare, "says": f"Its issuer has not taken it back. {name}"}],
    }
    told = {
        "issuedOn": "2026-01-02",
        "validUntil": "2027-01-02",
        "result": "92 %",
        "skills": [{"name": name, "level": "3", "framework": name, "uri": "s:1"}],
    }
    return share.page(
        {
            "label": None if bare else name,
            "checkedAt": "2026-11-25T10:11:12.000Z",
            "until": "2026-12-25",
            "awards": [award, award if bare else award | told],
        }
    )


def claimed(name: str, state: str) -> str:
    return claim.page(
        {
            "state": state,
            "name": name,
            "issuer": name,
            "description": name,
            "skills": [name],
            "issuedOn": "2026-01-02",
            "validUntil": None,
            "result": "92 %",
            "until": "2026-12-25",
            "badge": {} if state == "accepted" else None,
        }
    )


PAGES = [
    shared(LONG),
    shared("<b>&\"'", bare=True),
    claimed(RIGHT_TO_LEFT, "open"),
    claimed("A badge", "accepted"),
    claimed("A badge", "refused"),
    plain.sorry("This link does not work."),
]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script beside the pinned packages that it needs."""
    if shutil.which("npm") is None:
        pytest.skip("needs Node.js and npm")
    folder = tmp_path_factory.mktemp("accessibility")
    for name in ("package.json", "accessibility.mjs"):
        shutil.copy(HERE / name, folder)
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=120
    )
    return folder / "accessibility.mjs"


def asked(script: Path, pages: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        ["node", str(script)],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_axe_finds_nothing(script: Path) -> None:
    planted = PAGES[0].replace('<html lang="en">', "<html>")
    *found, faulty = asked(script, [*PAGES, planted])
    assert [one["id"] for one in faulty["faults"]] == ["html-has-lang"]
    assert [one["faults"] for one in found] == [[]] * len(PAGES)
    assert all(set(one["passed"]) >= NEEDED for one in found)
    assert all(page.count("<h1>") == 1 for page in PAGES)
    assert all("<script" not in page and "javascript:" not in page for page in PAGES)


# What needs a layout, from the style sheet itself -----------------------------------------------------


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of `#rrggbb`."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    r, g, b = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_in_both_schemes() -> None:
    assert round(contrast("#ffffff", "#767676"), 2) == 4.54
    css = (FOLDER / "share.css").read_text(encoding="utf-8")
    pairs = re.findall(r"background: (#\w{6}); color: (#\w{6})", css)
    assert len(pairs) == 2, "a light and a dark scheme"
    assert all(contrast(*pair) >= AAA for pair in pairs)
    # Whatever else is coloured takes these colours, so that the two pairs are all there are.
    rest = re.sub(r"background: #\w{6}; color: #\w{6}", "", css)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|opacity)", rest) == []
    assert {value for _, value in re.findall(r"\b(color|background): ([^;]+);", rest)} <= {"inherit"}


def test_what_is_pressed_is_large_enough_and_seen_when_it_has_the_focus() -> None:
    css = (FOLDER / "share.css").read_text(encoding="utf-8")
    button = re.search(r"button \{([^}]*)\}", css)
    assert button is not None
    height = re.search(r"min-height: ([\d.]+)rem", button[1])
    assert height is not None
    assert float(height[1]) * 16 >= 24, "WCAG 2.2, 2.5.8: 24 pixels"
    assert re.search(r":focus-visible \{ outline: [23]px solid currentcolor", css)
    assert "outline: none" not in css
