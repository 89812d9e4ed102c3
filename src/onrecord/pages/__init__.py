"""Crawled files as pages: ``read_pages`` takes files, folders, archives, lines of JSON and feeds.

``make_page`` makes one page of bytes that are at hand.
"""

from onrecord.pages.make import make_page
from onrecord.pages.read import read_pages

__all__ = ["make_page", "read_pages"]
