"""Crawled files as pages: ``read_pages`` takes files, folders, archives, lines of JSON and feeds."""

from onrecord.pages.read import read_pages

__all__ = ["read_pages"]
