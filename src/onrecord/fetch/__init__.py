"""Feeds and the pages that they point to, fetched politely into a folder; ``read_pages`` reads that folder.

This is the only floor that opens a connection, and only ``onrecord fetch`` calls it.
"""

from onrecord.fetch.feeds import fetch_into
from onrecord.fetch.folder import Folder
from onrecord.fetch.polite import Polite

__all__ = ["Folder", "Polite", "fetch_into"]
