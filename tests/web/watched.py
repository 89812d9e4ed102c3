"""A page of a real browser whose errors and outside requests are collected."""

from __future__ import annotations

import shutil
from typing import Any

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


class Watched:
    """A page whose errors and outside requests are collected."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(8_000)
        self.address = address
        self.faults: list[str] = []
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda r: None if r.url.startswith((address, "data:")) else self.faults.append(r.url))

    def open(self, path: str) -> None:
        """Go to an address of the server and wait until all has come."""
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")

    def tab_to(self, selector: str, words: str = "", most: int = 150) -> None:
        """Press Tab until what fits the selector, and holds the words, is focused."""
        focused = "document.activeElement"
        fits = f"([how, words]) => {focused}.matches(how) && {focused}.textContent.includes(words)"
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(fits, [selector, words]):
                return
        raise AssertionError(f"{most} steps of Tab from {self.page.url} do not lead to {selector} {words!r}")

    def press(self, key: str, until: str) -> None:
        """Press a key that opens another address, and wait for what stands there."""
        self.page.keyboard.press(key)
        self.page.wait_for_selector(until)
