"""The pages that people see, and the files that they are made of. Nothing is loaded from elsewhere."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "static"

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline';"
    " font-src 'self' data:; img-src 'self' data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)


def graphiql() -> HTMLResponse:
    """The GraphiQL page, which asks this same address."""
    content = (FOLDER / "graphiql.html").read_text(encoding="utf-8")
    headers = {
        "content-security-policy": _POLICY,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    return HTMLResponse(content, headers=headers)


async def to_graphiql(request: Request) -> RedirectResponse:
    """From the bare address to the page where questions are asked."""
    return RedirectResponse("/graphql")


async def examples(request: Request) -> JSONResponse:
    """The operations that GraphiQL opens with, one question each, in the order of their files."""
    found = sorted((FOLDER / "examples").glob("*.graphql"))
    return JSONResponse([one.read_text(encoding="utf-8").rstrip() for one in found])


def static() -> Mount:
    files = Mount("/", StaticFiles(directory=FOLDER))
    return Mount("/static", routes=[Route("/examples.json", examples), files], name="static")
