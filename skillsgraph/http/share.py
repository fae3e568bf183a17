"""`/share/{token}`: what a learner shows to whoever has the link, for people and for programs.

The page needs no script, says all in words (never by colour alone), and is kept by no cache or search engine.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from skillsgraph.errors import NotAcceptable, ShareNotFound, SkillsGraphError
from skillsgraph.http import plain
from skillsgraph.http.plain import HTML, moment, text
from skillsgraph.http.responses import JSON, acceptable, as_json, refusal
from skillsgraph.learners.issuing import Office
from skillsgraph.learners.share import shown
from skillsgraph.settings import Settings

HEADERS = plain.headers()


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
            told = str(error) if isinstance(error, ShareNotFound) else None
            return HTMLResponse(plain.sorry(told), error.http_status, headers=HEADERS)
        if media_type == JSON:
            return as_json(found, headers=HEADERS)
        return HTMLResponse(page(found), headers=HEADERS)

    return Route("/share/{token}", answer, methods=["GET"])


def page(found: dict[str, Any]) -> str:
    """The page of what is shown. Every text that came from elsewhere is escaped."""
    whose = f"What {text(found['label'])} has earned" if found["label"] else "What was earned"
    awards = "\n".join(_award(place, one) for place, one in enumerate(found["awards"], 1))
    body = f"""<h1>{whose}</h1>
<p>The holder chose what is shown here. Each award was checked just now, on {moment(found["checkedAt"])}.
This link works until {moment(found["until"])} at the latest.</p>
{awards}"""
    return plain.document(plain.without_elements(whose), body)


def _award(place: int, one: dict[str, Any]) -> str:
    # What could not be looked up says nothing against the award.
    lacking = {_result(check) for check in one["checks"]} - {"Passed"}
    unclear = not one["valid"] and lacking == {"Not possible"}
    verdict = "Valid now" if one["valid"] else "Could not be checked now" if unclear else "Not valid now"
    signed = "It bears a signature." if unclear else "It is signed by its issuer."
    kind = signed if one["signed"] else "It is recorded here and not signed."
    facts = [("Awarded by", text(one["issuer"] or "an organization outside this catalogue"))]
    facts += [
        (term, show(one[name]))
        for term, name, show in (
            ("Awarded on", "issuedOn", moment),
            ("Valid until", "validUntil", moment),
            ("Result", "result", text),
        )
        if one.get(name)
    ]
    listed = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in facts)
    checks = "".join(f"<li>{_result(c)}: {text(c['says'])}</li>" for c in one["checks"])
    return f"""<article aria-labelledby="award-{place}">
<h2 id="award-{place}">{text(one["name"])}</h2>
<p class="verdict"><strong>{verdict}.</strong> {kind}</p>
<dl>{listed}</dl>
{_skills(one.get("skills"))}
<h3>What was checked</h3>
<ul>{checks}</ul>
</article>"""


def _result(check: dict[str, Any]) -> str:
    return "Passed" if check["passed"] else "Not passed" if check.get("possible", True) else "Not possible"


def _skills(skills: list[dict[str, Any]] | None) -> str:
    if not skills:
        return ""
    items = []
    for one in skills:
        level = f", level {text(one['level'])}" if one.get("level") else ""
        items.append(f"<li>{text(one['name'])}{level} <small>({text(one['framework'])})</small></li>")
    thanks = dict.fromkeys(one["attribution"] for one in skills if one.get("attribution"))
    told = "".join(f"<p><small>{text(one)}</small></p>" for one in thanks)
    return f"<h3>Skills that it attests</h3>\n<ul>{''.join(items)}</ul>{told}"
