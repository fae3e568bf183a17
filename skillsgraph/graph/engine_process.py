"""The process that the embedded engine lives in: `python -m skillsgraph.graph.engine_process`.

It runs in the data folder, stops when nobody is attached any more, and never lingers. Its parent is
`embedded.py`, which gives folder, ports and heap on the command line; the password is in the folder.
"""

import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from filelock import Timeout

from skillsgraph.graph.engine_folder import EngineFolder, EngineState

DATABASE = "skillsgraph"
LOOPBACK = "127.0.0.1"
COMMAND_TIMEOUT_MS = 60_000
LOOK_SECONDS = 0.5
STOP_SECONDS = 5.0


def main(folder_path: str, bolt_port: str, http_port: str, heap: str) -> int:
    os.umask(0o077)  # data, logs and crash reports are for this user alone
    folder = EngineFolder(Path(folder_path))
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    lock = folder.engine_lock(10)
    server = _server(folder, int(bolt_port), int(http_port), heap)
    try:
        server.start()
        server.create_database(DATABASE)  # or opens it
        folder.write_state(EngineState(os.getpid(), int(bolt_port), int(http_port)))
        _wait(folder, ended)
    finally:
        _stop(server)
        lock.release()
    return 0


def _server(folder: EngineFolder, bolt_port: int, http_port: int, heap: str) -> Any:
    # Imported here: it takes a while, and the lock should be held by then.
    from arcadedb_embedded import ArcadeDBServer

    # Other keys than host, http_port and mode mean arcadedb.<key, with dots for the underscores>.
    config = {
        "host": LOOPBACK,
        "http_port": str(http_port),
        "mode": "production",  # no Studio, the log of writes is flushed at each commit
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_httpWorkerThreads": 8,  # HTTP serves only our own few administrative calls
        "bolt_host": LOOPBACK,
        "bolt_port": bolt_port,
        "bolt_defaultDatabase": DATABASE,
        "support_autoRegister": False,
    }
    # What belongs to a database is not handed down from the server's settings, only from the JVM's.
    of_database = {
        "command.timeout": COMMAND_TIMEOUT_MS,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
    }
    _switch_off_mcp(folder)
    # -Xrs: the JVM leaves signals alone, so that ours decide. Its own way to end took up to 30 s.
    arguments = ["-Xrs", *(f"-Darcadedb.{name}={value}" for name, value in of_database.items())]
    jvm = {"heap_size": heap, "jvm_args": arguments}
    return ArcadeDBServer(str(folder.path), folder.password(), config, jvm)


def _switch_off_mcp(folder: EngineFolder) -> None:
    """The MCP plugin loads by itself and is off by default; no older file may have switched it on."""
    config = folder.path / "config" / "mcp-config.json"
    config.parent.mkdir(mode=0o700, exist_ok=True)
    config.write_text('{"enabled": false}\n', "utf-8")


def _wait(folder: EngineFolder, ended: threading.Event) -> None:
    """Return when told to end or when nobody is attached."""
    while not ended.wait(LOOK_SECONDS):
        try:
            # Nobody can attach between our look and the state's end. A held lock means that
            # somebody is attaching just now.
            with folder.starting(0):
                if not folder.sweep():
                    folder.forget_state()
                    return
        except Timeout:
            continue
        except OSError:  # the folder was removed: nobody can attach any more
            traceback.print_exc()
            return


def _stop(server: Any) -> None:
    """Close the database. Whatever happens, the process is gone after `STOP_SECONDS`."""
    deadline = threading.Timer(STOP_SECONDS, os._exit, (1,))
    deadline.daemon = True
    deadline.start()
    server.stop()


if __name__ == "__main__":
    code = 1
    try:
        code = main(*sys.argv[1:])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # threads of the JVM would keep a normal exit waiting
