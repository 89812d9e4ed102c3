"""The per-page half, run over many pages."""

from onrecord.run.local import Report, read_into
from onrecord.run.pages import guarded_read, reader

__all__ = ["Report", "guarded_read", "read_into", "reader"]
