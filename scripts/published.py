"""Write what the repository publishes of the API: `schema.graphql` and `docs/api.md`.

    .venv/bin/python scripts/published.py [--breaking]

Refuses to write a schema that breaks what clients rely on, unless `--breaking` says that this is meant.
"""

import sys
from pathlib import Path

from skillsgraph.api.documented import reference
from skillsgraph.api.published import broken, sdl

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schema.graphql"
EXAMPLES = ROOT / "skillsgraph" / "http" / "static" / "examples"


def main(meant: bool) -> int:
    """Write the files; 1 if what clients rely on would break."""
    schema = sdl()
    breaks = broken(SCHEMA.read_text(encoding="utf-8"), schema) if SCHEMA.exists() else []
    for one in breaks:
        sys.stderr.write(f"breaks: {one}\n")
    if breaks and not meant:
        sys.stderr.write("Names are added, never renamed. If this is meant, say --breaking.\n")
        return 1
    SCHEMA.write_text(schema, encoding="utf-8")
    (ROOT / "docs" / "api.md").write_text(reference(EXAMPLES), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--breaking" in sys.argv[1:]))
