"""The web page of a record: ``serve`` runs it, ``create_app`` gives the application to another server."""

from onrecord.web.app import create_app
from onrecord.web.serving import serve

__all__ = ["create_app", "serve"]
