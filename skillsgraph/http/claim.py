"""`/claim/{secret}`: where a learner sees what is offered to them, and accepts or refuses it.

To look uses nothing up, so that programs which look at links do no harm; the answer is sent by a form, once.
"""

import json
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from skillsgraph.errors import InputError, NotAcceptable, SkillsGraphError
from skillsgraph.http import plain
from skillsgraph.http.body import read_body
from skillsgraph.http.plain import HTML, moment, text
from skillsgraph.http.responses import JSON, acceptable, as_json, refusal
from skillsgraph.learners.awards import award_of
from skillsgraph.learners.issuing import Office, as_value
from skillsgraph.learners.offers import Offer, accept, open_offer, refuse
from skillsgraph.settings import Settings

HEADERS = plain.headers("'self'")
LARGEST_ANSWER = 16 * 1024
_ANSWERS = ("accept", "refuse")


def route(settings: Settings) -> Route:
    async def answer(request: Request) -> Response:
        media_type = acceptable(request.headers.get("accept", ""), (HTML, JSON))
        if media_type is None:
            return refusal(NotAcceptable(f"This is {HTML} or {JSON}."), headers=HEADERS)
        try:
            found = await _answered(request, settings)
        except SkillsGraphError as error:
            if media_type == JSON:
                return refusal(error, headers=HEADERS)
            says = str(error) if error.http_status < 500 else None
            return HTMLResponse(plain.sorry(says), error.http_status, headers=HEADERS)
        if media_type == JSON:
            return as_json(found, headers=HEADERS)
        return HTMLResponse(page(found), headers=HEADERS)

    return Route("/claim/{secret}", answer, methods=["GET", "POST"])


async def _answered(request: Request, settings: Settings) -> dict[str, Any]:
    """The offer, and after an answer what became of it."""
    graph = request.state.graph
    offer = await open_offer(graph, request.path_params["secret"])
    if request.method != "POST":
        return _shown(offer, "open")
    given, reason = await _form(request)
    if given == "refuse":
        await refuse(graph, offer, reason, None)
        return _shown(offer, "refused")
    award = await accept(graph, Office.of(settings), offer, None)
    badge = (await award_of(graph, award)).properties.get("document")
    return _shown(offer, "accepted") | {"badge": as_value(badge) if badge else None}


async def _form(request: Request) -> tuple[str, str | None]:
    """`answer` and `reason` of a form. Raises InputError."""
    body = await read_body(request, request.headers, LARGEST_ANSWER)
    try:
        fields = parse_qs(body.decode(), max_num_fields=8, errors="strict")
    except ValueError:
        raise InputError("The answer is no form.") from None
    given = fields.get("answer", [""])[-1]
    if given not in _ANSWERS:
        raise InputError("The answer is neither accept nor refuse.")
    return given, fields.get("reason", [None])[-1]


def _shown(offer: Offer, state: str) -> dict[str, Any]:
    award = offer.award()
    return {
        "state": state,
        "name": offer.name,
        "issuer": offer.issuer,
        "description": offer.description,
        "skills": list(offer.skills),
        "issuedOn": award.issued_on.isoformat(),
        "validUntil": award.valid_until.isoformat() if award.valid_until else None,
        "result": award.result,
        "until": offer.properties["until"][:10],
    }


def page(found: dict[str, Any]) -> str:
    """The page of an offer: what is offered by whom, and, while it is open, two buttons."""
    say = {"open": _open, "accepted": _accepted, "refused": _refused}[found["state"]]
    name = text(found["name"])
    form = _FORM if found["state"] == "open" else ""
    body = f"<h1>{name}</h1>\n{say(found)}\n{_facts(found)}\n{form}"
    return plain.document(plain.without_elements(name), body)


def _open(found: dict[str, Any]) -> str:
    return (
        f"<p>{_who(found)} offers you this award. It becomes yours when you accept it."
        f" You can answer until {moment(found['until'])}.</p>"
    )


def _accepted(found: dict[str, Any]) -> str:
    signed = " It is signed by its issuer." if found["badge"] else ""
    said = (
        f'<p class="verdict"><strong>You have accepted this award.</strong> It is in your record.{signed}</p>'
    )
    return f"{said}\n{_download(found['badge'])}" if found["badge"] else said


def _download(badge: dict[str, Any] | str) -> str:
    """The badge as a file that the page itself holds: the link to it is good once, as the answer was."""
    whole, ending, kind = (
        (badge, "jwt", "application/vc+jwt")
        if isinstance(badge, str)
        else (json.dumps(badge, ensure_ascii=False), "json", "application/vc")
    )
    content = b64encode(whole.encode()).decode()
    return (
        f'<p><a download="badge.{ending}" href="data:{kind};base64,{content}">Keep your badge as a file</a>.'
        " Whoever you give it to can verify it, here or elsewhere.</p>"
    )


def _refused(found: dict[str, Any]) -> str:
    return (
        '<p class="verdict"><strong>You have refused this award.</strong> Nothing was added to your record.'
        f" {_who(found)} sees that you refused it.</p>"
    )


def _who(found: dict[str, Any]) -> str:
    return text(found["issuer"]) if found["issuer"] else "An organization"


def _facts(found: dict[str, Any]) -> str:
    facts = [
        (term, show(found[name]))
        for term, name, show in (
            ("Awarded by", "issuer", text),
            ("What it is", "description", text),
            ("Awarded on", "issuedOn", moment),
            ("Valid until", "validUntil", moment),
            ("Result", "result", text),
        )
        if found[name]
    ]
    listed = "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in facts)
    skills = "".join(f"<li>{text(one)}</li>" for one in found["skills"])
    return f"<dl>{listed}</dl>" + (f"\n<h2>Skills that it attests</h2>\n<ul>{skills}</ul>" if skills else "")


_FORM = """<h2>Your answer</h2>
<form method="post">
<p><label for="reason">If you refuse, you may say why. Its issuer reads this.</label><br>
<textarea id="reason" name="reason" rows="3" maxlength="2000"></textarea></p>
<p class="answers"><button name="answer" value="accept">Accept this award</button>
<button name="answer" value="refuse">Refuse this award</button></p>
</form>"""
