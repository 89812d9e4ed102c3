"""The server: binds to this machine alone unless told otherwise, and then asks for a token."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import uvicorn

from onrecord.web.app import create_app
from onrecord.web.guard import LOOPBACK


def serve(
    record_path: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    read_only: bool = False,
    token: str | None = None,
) -> None:
    """Serve a record until interrupted, at an address that is printed; beyond this machine with a token."""
    local = host in LOOPBACK
    token = token or (None if local else secrets.token_urlsafe(18))
    hosts = LOOPBACK if local else None
    app = create_app(record_path, read_only=read_only, token=token, hosts=hosts)
    name = f"[{host}]" if ":" in host else host
    query = f"?token={token}" if token else ""
    print(
        f"onrecord serves {record_path} at http://{name}:{port}/{query} (Ctrl+C ends it)", file=sys.stderr, flush=True
    )
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, date_header=False)
