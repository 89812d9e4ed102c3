"""The look of a block's text: how long it is, how it ends, whether it reads as a sentence, a title or a list.

Pure arithmetic over letters, for any language that uses spaces; no word is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]++(?:[’'.-][^\W_]++)*+")
_FINAL = re.compile(r"[.!?…。！？।]['\"”’»)\]*]*$|[.!?…][\"”’]? ?\([^()]{1,40}\)$")
_BULLET = re.compile(r"^[•·▪●*◦‣■–—-] ?")
_INNER_STOP = re.compile(r"[a-zà-ÿ\d\"”’)][.!?] +[\"“‘(]?[A-ZÀ-Þ]")


class Shape(NamedTuple):
    """Words of a block, and what can be seen of it without reading."""

    words: int
    letters: int
    ends: bool
    colon: bool
    stops: int
    commas: int
    capitals: int
    digits: int
    bullet: bool
    quote: bool

    @property
    def sentence(self) -> bool:
        """Whether it reads as prose: it ends as a sentence does, or holds the end of one."""
        return (self.ends and self.words > 4) or (self.stops > 0 and self.words > 8)

    @property
    def title(self) -> bool:
        """Whether it reads as a title: some words, not too many, no end of a sentence."""
        return 3 <= self.words <= 30 and not self.ends and not self.colon and not self.stops

    @property
    def listing(self) -> bool:
        """Whether it reads as a list of names: short items between commas, and no end."""
        return self.commas > 0 and self.words <= (self.commas + 1) * 4 and not self.ends


@lru_cache(maxsize=4096)
def shape_of(line: str) -> Shape:
    """The shape of a block's text."""
    words = _WORD.findall(line[:4000])
    return Shape(
        words=len(words),
        letters=len(line),
        ends=bool(_FINAL.search(line[-60:])),
        colon=line.endswith(":"),
        stops=len(_INNER_STOP.findall(line[:4000])),
        commas=line.count(","),
        capitals=sum(1 for word in words if word[0].isupper()),
        digits=sum(1 for word in words if word[0].isdigit()),
        bullet=bool(_BULLET.match(line)),
        quote=line[:1] in "\"“‘«„'",
    )


@lru_cache(maxsize=4096)
def bare_words(line: str) -> tuple[str, ...]:
    """Words of a line in lower case, for comparing titles."""
    return tuple(word.lower() for word in _WORD.findall(line))
