"""Feeds and the pages that they point to, fetched politely into a folder; ``read_pages`` reads that folder.

The only floor that opens a connection; only ``onrecord fetch``, and ``onrecord watch`` with a feed, call it.
"""

from onrecord.fetch.feeds import fetch_into
from onrecord.fetch.folder import Folder
from onrecord.fetch.polite import Polite
from onrecord.fetch.rounds import Rounds

__all__ = ["Folder", "Polite", "Rounds", "fetch_into"]
