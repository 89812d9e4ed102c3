"""The server: binds to this machine alone unless told otherwise, and then asks for a token."""

from __future__ import annotations

import errno
import secrets
import socket
import sys
from pathlib import Path

import uvicorn

from onrecord.errors import InputError
from onrecord.web.access import Relink
from onrecord.web.app import create_app
from onrecord.web.guard import LOOPBACK


def serve(
    record_path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    read_only: bool = False,
    token: str | None = None,
    relink: Relink | None = None,
) -> None:
    """Serve a record until interrupted, at an address that is printed; beyond this machine with a token."""
    local = host in LOOPBACK
    token = token or (None if local else secrets.token_urlsafe(18))
    hosts = LOOPBACK if local else None
    app = create_app(record_path, read_only=read_only, token=token, hosts=hosts, relink=relink)
    with listening(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}/" + (f"?token={token}" if token else "")
        print(f"onrecord serves {record_path} at {address} (Ctrl+C ends it)", file=sys.stderr, flush=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket at an address of this machine, at a free port where ``port`` is 0; told in a sentence where none is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        told = "another program serves there" if error.errno == errno.EADDRINUSE else error.strerror
        raise InputError(f"{host}, port {port}: {told}; --port 0 takes a free one") from error
