"""The connection: one JSON object a line over the daemon's Unix socket (docs/PROTOCOL.md)."""
from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from types import TracebackType
from typing import Any, List, Optional, Type

from .annotations import AnyAnnotation, read_annotation

_IDLE_SECONDS = 3600  # a daemon that was started here goes when nobody came for so long
_START_SECONDS = 10.0


class HearsayError(Exception):
    """The daemon is not to be reached, or answered with an error (`code` is then its number)."""

    def __init__(self, message: str, code: Optional[int] = None) -> None:
        super().__init__(message)
        self.code = code


def _default_socket() -> str:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if os.path.isabs(folder):
        return os.path.join(folder, "hearsay", "hearsay.sock")
    return f"/tmp/hearsay-{os.getuid()}/hearsay.sock"


def _open(path: str, timeout: float) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(timeout)
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _command(program: str, path: str, *more: str) -> List[str]:
    """What starts a daemon that listens on the path; the default's folder it makes itself."""
    named = [] if path == _default_socket() else [f"--socket={path}"]
    return [program, *more, *named]


def _start(path: str, timeout: float) -> socket.socket:
    """Starts a daemon that outlives this process, and waits until it listens."""
    program = os.environ.get("HEARSAYD") or "hearsayd"
    command = _command(program, path, f"--idle-timeout={_IDLE_SECONDS}")
    try:
        daemon = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, start_new_session=True)
    except OSError as error:
        raise HearsayError(f"cannot start {program}: {error.strerror}; install Hearsay, or name "
                           "the daemon's program in $HEARSAYD") from error
    daemon_ended, end = False, time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            connection = _open(path, timeout)
            daemon.returncode = daemon.returncode or 0  # nobody waits for it any more
            return connection
        except OSError:
            time.sleep(0.02)
        if not daemon_ended and daemon.poll() is not None:
            daemon_ended = True  # perhaps since another was faster: that one is waited for
            end = min(end, time.monotonic() + 1.0)
    by_hand = " ".join(_command(program, path))
    raise HearsayError(f"{program} does not listen on {path}; to see why, run: {by_hand}")


class Client:
    """A connection to the daemon. Not to be used by two threads at once."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rb")
        self._last_id = 0
        self.call("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": {},
                                 "clientInfo": {"name": "hearsay for Python"}})
        self.notify("initialized", {})

    def annotate(self, text: str, language: str = "plaintext", *,
                 claim_threshold: Optional[float] = None,
                 thoughts: bool = False) -> List[AnyAnnotation]:
        """What the text holds, in its order. `language`: plaintext, markdown or html."""
        params = {"text": text, "languageId": language, "offsets": "utf-32", "thoughts": thoughts}
        if claim_threshold is not None:
            params["claimThreshold"] = claim_threshold
        result = self.call("hearsay/annotate", params)
        found = (read_annotation(one) for one in result["annotations"])
        return [annotation for annotation in found if annotation is not None]

    def status(self) -> "dict[str, Any]":
        """The daemon's version, counters and latencies."""
        status: "dict[str, Any]" = self.call("hearsay/status")
        return status

    def call(self, method: str, params: Any = None) -> Any:
        """Any method of the protocol: sends a request and returns its result."""
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" in message:
                self._decline(message)
            elif message.get("id") == self._last_id:
                break
        if "error" in message:
            raise HearsayError(message["error"]["message"], message["error"]["code"])
        return message["result"]

    def notify(self, method: str, params: Any = None) -> None:
        self._send({"method": method, "params": params})

    def _decline(self, message: "dict[str, Any]") -> None:
        """Requests of the daemon's are for editors."""
        if "id" in message:
            self._send({"id": message["id"],
                        "error": {"code": -32601, "message": "not known to this client"}})

    def _send(self, message: "dict[str, Any]") -> None:
        try:
            self._connection.sendall(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        except OSError as error:
            raise HearsayError(f"the daemon cannot be written to: {error}") from error

    def _receive(self) -> "dict[str, Any]":
        try:
            line = self._lines.readline()
        except OSError as error:
            raise HearsayError(f"no answer from the daemon: {error}") from error
        if not line.endswith(b"\n"):
            raise HearsayError("the daemon closed the connection")
        message: "dict[str, Any]" = json.loads(line)
        return message

    def close(self) -> None:
        self._lines.close()
        self._connection.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()


def connect(socket_path: Optional[str] = None, *, start: bool = True,
            timeout: float = 60.0) -> Client:
    """Connects to the running daemon. Where none runs, one is started, unless `start` is false;
    it stays for the next client and ends when none came for an hour. `timeout`: the most seconds
    that an answer may take."""
    path = socket_path or _default_socket()
    try:
        connection = _open(path, timeout)
    except OSError as error:
        if not start:
            command = " ".join(_command("hearsayd", path))
            raise HearsayError(f"no daemon listens on {path} ({error.strerror or error}); start "
                               f"one: {command}") from error
        connection = _start(path, timeout)
    return Client(connection)
