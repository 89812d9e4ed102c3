"""What a site's ``robots.txt`` allows, asked once a run and site (RFC 9309).

A site that has none allows everything; one whose rules cannot be had allows nothing for now.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

# As much of a robots.txt as the standard asks a crawler to read.
LONGEST_RULES = 500_000
LONGEST_DELAY = 60.0
Answer = tuple[int, bytes]
"""Status and body of a response; status 0 where there was none."""


class Robots:
    """The rules of the sites met so far."""

    def __init__(self, agent: str, ask: Callable[[str], Answer]) -> None:
        self._agent = agent
        self._ask = ask
        self._rules: dict[str, Protego | None] = {}

    def allows(self, url: str) -> bool:
        """Whether a page may be fetched."""
        rules = self._rules_of(url)
        return rules is not None and bool(rules.can_fetch(url, self._agent))

    def delay(self, url: str) -> float:
        """Seconds that the site asks for between two requests, up to a minute."""
        rules = self._rules_of(url)
        asked = rules.crawl_delay(self._agent) if rules is not None else None
        return min(max(0.0, float(asked or 0.0)), LONGEST_DELAY)

    def _rules_of(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            status, body = self._ask(f"{site}/robots.txt")
            if 200 <= status < 300:
                self._rules[site] = Protego.parse(body[:LONGEST_RULES].decode("utf-8", "replace"))
            else:
                self._rules[site] = Protego.parse("") if 400 <= status < 500 and status != 429 else None
        return self._rules[site]
