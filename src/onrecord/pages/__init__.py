"""Crawled files as pages: ``read_pages`` takes files, folders, archives, lines of JSON and feeds.

``make_page`` makes one page of bytes that are at hand; ``body_of`` and ``links_of`` are for whoever fetches: the body
of a response, and the addresses that a feed points to.
"""

from onrecord.pages.coding import body_of
from onrecord.pages.feed import links_of
from onrecord.pages.make import make_page
from onrecord.pages.read import read_pages

__all__ = ["body_of", "links_of", "make_page", "read_pages"]
