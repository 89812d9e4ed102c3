"""Programs that install beside ours, on the same pages: trafilatura for main text, htmldate for dates."""

from __future__ import annotations

import logging
from functools import cache

import htmldate
import spacy
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def trafilatura_body(content: bytes) -> str:
    """The main text as trafilatura finds it, without comments."""
    return trafilatura.extract(content, include_comments=False) or ""


def htmldate_day(content: bytes) -> str | None:
    """The day of publication as htmldate finds it."""
    return htmldate.find_date(content, extensive_search=True, original_date=True)


def rendered(content: bytes) -> str:
    """A page as a text dump has it: every visible word, menus and comments included, one block a line."""
    markup = bytes_to_str(content, detect_encoding(content) or "utf-8")
    return str(extract_plain_text(markup, preserve_formatting=True, main_content=False))


@cache
def bare_pipeline(package: str) -> spacy.language.Language:
    """The parser's own pipeline with nothing of ours around it, without the parts that ours leaves out too."""
    return spacy.load(package, exclude=["attribute_ruler", "lemmatizer"])
