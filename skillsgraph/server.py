"""The process that serves: one socket, one application, one clear word when it cannot start."""

import gc
import logging
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from skillsgraph.app import create_app
from skillsgraph.errors import AddressTaken
from skillsgraph.settings import Settings

_GRACE_SECONDS = 3
_NEW_OBJECTS = 10_000  # before circles are looked for: as many as a large answer has, which has none


def serve(settings: Settings, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve until a signal ends it; requests in flight get a moment to finish.

    `on_ready` is told the address once questions can be asked.

    Raises:
        AddressTaken: The address cannot be listened on.
        KeyboardInterrupt: Ctrl-C ended it.
        SkillsGraphError: The database cannot be opened.
    """
    listening = _listen(settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{listening.getsockname()[1]}"

    def started() -> None:
        # What is there by now stays: the collector need not walk it for each large answer.
        gc.collect()
        gc.freeze()
        gc.set_threshold(_NEW_OBJECTS)
        if on_ready:
            on_ready(address)

    app = create_app(settings, on_ready=started)
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        server_header=False,
        proxy_headers=False,
    )
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    server = _Server(config)
    server.run(sockets=[listening])
    if (failure := app.state.failure) is not None:
        raise failure
    if server.interrupted:
        raise KeyboardInterrupt


class _Server(uvicorn.Server):
    """Remembers that Ctrl-C ended it: where it comes during the start, `run` may return as if nothing had."""

    interrupted = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.interrupted |= sig == signal.SIGINT
        super().handle_exit(sig, frame)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        raise AddressTaken(
            f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}.",
            hint="Choose another with --port or SKILLSGRAPH_PORT; 0 takes any free one.",
        ) from error
