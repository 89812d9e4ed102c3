"""Across documents: copies, stories, accounts, threads, answers, open items."""

from onrecord.link.linking import link
from onrecord.link.view import View
from onrecord.store.linked import Links

__all__ = ["Links", "View", "link"]
