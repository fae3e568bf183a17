"""`/share/{token}`: what a learner shows to whoever has the link, for people and for programs.

The page needs no script, says all in words (never by colour alone), and is kept by no cache or search engine.
"""

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from skillsgraph.errors import NotAcceptable, ShareNotFound, SkillsGraphError
from skillsgraph.http.responses import JSON, acceptable, as_json, refusal
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.share import shown
from skillsgraph.settings import Settings

HTML = "text/html"
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "cache-control": "no-store",
    "vary": "accept",
}


def route(settings: Settings) -> Route:
    async def answer(request: Request) -> Response:
        media_type = acceptable(request.headers.get("accept", ""), (HTML, JSON))
        if media_type is None:
            return refusal(NotAcceptable(f"This is {HTML} or {JSON}."), headers=HEADERS)
        try:
            office = Office.of(settings)
            found = await shown(request.state.graph, office, request.path_params["token"])
        except SkillsGraphError as error:
            if media_type == JSON:
                return refusal(error, headers=HEADERS)
            told = error if isinstance(error, ShareNotFound) else None
            return HTMLResponse(_sorry(told), error.http_status, headers=HEADERS)
        if media_type == JSON:
            return as_json(found, headers=HEADERS)
        return HTMLResponse(page(found), headers=HEADERS)

    return Route("/share/{token}", answer, methods=["GET"])


def page(found: dict[str, Any]) -> str:
    """The page of what is shown. Every text that came from elsewhere is escaped."""
    whose = f"What {_text(found['label'])} has earned" if found["label"] else "What was earned"
    awards = "\n".join(_award(place, one) for place, one in enumerate(found["awards"], 1))
    checked = f"{found['checkedAt'][:16].replace('T', ' ')} UTC"
    body = f"""<h1>{whose}</h1>
<p>The holder chose what is shown here. Each award was checked just now, on {checked}.
This link works until {_text(found["until"])} at the latest.</p>
{awards}"""
    return _document(_plain(whose), body)


def _award(place: int, one: dict[str, Any]) -> str:
    verdict = "Valid now" if one["valid"] else "Not valid now"
    kind = "It is signed by its issuer." if one["signed"] else "It is recorded here and not signed."
    facts = [("Awarded by", one["issuer"] or "an organization outside this catalogue")]
    facts += [
        (term, one[name])
        for term, name in (("Awarded on", "issuedOn"), ("Valid until", "validUntil"), ("Result", "result"))
        if one.get(name)
    ]
    listed = "".join(f"<div><dt>{term}</dt><dd>{_text(value)}</dd></div>" for term, value in facts)
    checks = "".join(
        f"<li>{'Passed' if c['passed'] else 'Not passed'}: {_text(c['says'])}</li>" for c in one["checks"]
    )
    return f"""<section aria-labelledby="award-{place}">
<h2 id="award-{place}">{_text(one["name"])}</h2>
<p class="verdict"><strong>{verdict}.</strong> {kind}</p>
<dl>{listed}</dl>
{_skills(one.get("skills"))}
<h3>What was checked</h3>
<ul>{checks}</ul>
</section>"""


def _skills(skills: list[dict[str, Any]] | None) -> str:
    if not skills:
        return ""
    items = []
    for one in skills:
        level = f", level {_text(one['level'])}" if one.get("level") else ""
        items.append(f"<li>{_text(one['name'])}{level} <small>({_text(one['framework'])})</small></li>")
    return f"<h3>Skills that it attests</h3>\n<ul>{''.join(items)}</ul>"


def _sorry(error: ShareNotFound | None) -> str:
    words = str(error) if error else "Something went wrong on our side. Please try again later."
    return _document("This cannot be shown", f"<h1>This cannot be shown</h1>\n<p>{_text(words)}</p>")


def _document(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>{title}</title>
<link rel="stylesheet" href="/static/share.css">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _text(value: object) -> str:
    """Escaped, and kept apart from its surroundings, so that right-to-left names do not turn them around."""
    return f"<bdi>{escape(str(value))}</bdi>"


def _plain(markup: str) -> str:
    """The same for a title, which holds no elements."""
    return markup.replace("<bdi>", "").replace("</bdi>", "")
