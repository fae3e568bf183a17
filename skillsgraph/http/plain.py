"""Pages without scripts, with all that came from elsewhere escaped; kept by no cache or search engine."""

from html import escape

HTML = "text/html"


def headers(form_action: str = "'none'") -> dict[str, str]:
    """What a page is sent with: nothing runs or is loaded from elsewhere, nobody indexes or keeps it."""
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
        f" form-action {form_action}; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex, nofollow, noarchive",
        "cache-control": "no-store",
        "vary": "accept",
    }


def document(title: str, body: str) -> str:
    """A whole page. The title holds no elements; the body is markup."""
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


def sorry(says: str | None) -> str:
    """The page in place of one that cannot be shown; without a reason, the fault is ours."""
    words = says or "Something went wrong on our side. Please try again later."
    return document("This cannot be shown", f"<h1>This cannot be shown</h1>\n<p>{text(words)}</p>")


def text(value: object) -> str:
    """Escaped, and kept apart from its surroundings, so that right-to-left names do not turn them around."""
    return f"<bdi>{escape(str(value))}</bdi>"


def moment(value: str) -> str:
    """A day or a moment in UTC (ISO 8601), as people read it, never broken over two lines."""
    words = value if len(value) == len("2026-11-25") else f"{value[:16].replace('T', ' ')} UTC"
    return f'<time datetime="{escape(value)}">{escape(words)}</time>'


def without_elements(markup: str) -> str:
    """The same for a title."""
    return markup.replace("<bdi>", "").replace("</bdi>", "")
