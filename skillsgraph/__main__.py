"""The command line: `skillsgraph --help`.

Exit status: 0 done; 2 what was handed in is not acceptable; 1 anything else went wrong.
"""

import signal
import sys
from collections.abc import Sequence

from skillsgraph import logs
from skillsgraph.commands import parsed
from skillsgraph.commands.console import ERR
from skillsgraph.errors import SkillsGraphError

_ENDED_BY_SIGTERM = 128 + signal.SIGTERM


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    asked = parsed(sys.argv[1:] if arguments is None else arguments)
    logs.configure()
    # Ended by a signal, a command still gives back what it holds: its engine, its temporary folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED_BY_SIGTERM))
    try:
        done: int = asked.run(asked)
        return done
    except SkillsGraphError as error:
        ERR.print(f"{error.code}: {error}", markup=False)
        return 2 if error.http_status < 500 else 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
