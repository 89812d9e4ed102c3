"""What a run survives: ``python -m bench.faults`` breaks a reader in every way that is likely, and checks the record.

A set of pages made from the examples is read undisturbed; then again and again with a SIGKILL at a random moment, a
full disk, a file that turns read-only, a worker that dies, a page that kills the parser. After each the record must
open, SQLite's and the search index's checks must hold, and a second run must end with the same export, byte for byte.
Where pages are "at hand" their readings are taken from the undisturbed run, so that a run is nothing but writing and
linking, and a kill at a random moment hits these. Second runs are such runs. That reading gives the same again is what
the runs in other orders, with more workers and under other locales hold, which read every page.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.faulty_reader import DEADLY, read
from onrecord.errors import OnrecordError
from onrecord.export import FORMATS
from onrecord.ids import digest
from onrecord.model import Page
from onrecord.pages import read_pages
from onrecord.run import guarded_read, local
from onrecord.run.pages import Result
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[1] / "examples" / "pages"
READER = [sys.executable, "-m", "bench.faulty_reader"]
ROOT = Path(__file__).parents[1]
# A run that takes longer hangs; a loaded machine is slow.
PATIENCE = 3_600


@dataclass(frozen=True, slots=True)
class Outcome:
    """One disturbance: its name, what it left (pages written), and what did not hold afterwards (empty: all held)."""

    name: str
    pages: int
    fault: str


class Faults:
    """Disturbances over one set of pages; ``wanted`` is the digest of an undisturbed run's export."""

    def __init__(self, folder: Path, count: int, seed: int) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self.pages = make_pages(folder / "pages", count)
        pages = [page for page in read_pages([self.pages]) if isinstance(page, Page)]
        guarded_read(pages[0])  # what is loaded before the first fork need not be loaded after each kill
        began = time.monotonic()
        self._at_hand = {page.id: guarded_read(page) for page in pages}
        read_at = time.monotonic()
        self._run(folder / "calm.db", at_hand=True)
        self.seconds, self.seconds_at_hand = time.monotonic() - began, time.monotonic() - read_at
        self.wanted = export_digest(folder / "calm.db", folder / "out")

    def kills(self, count: int, *, at_hand: bool = False) -> Iterator[Outcome]:
        """SIGKILL at random moments, from the first to the last of an undisturbed run."""
        seconds, what = (self.seconds_at_hand, "writing") if at_hand else (self.seconds, "reading")
        for number in range(count):
            path = self._folder / f"kill{number}.db"
            child = self._fork(path, sorted(self.pages.iterdir()), at_hand=at_hand)
            time.sleep(self._random.uniform(0.0, 1.0) * seconds)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            yield self._checked(f"SIGKILL {number + 1} while {what}", path)

    def full_disk(self, count: int) -> Iterator[Outcome]:
        """A file that may not grow beyond some size: SQLite meets what a full disk gives."""
        whole = (self._folder / "calm.db").stat().st_size
        for number in range(count):
            path = self._folder / f"full{number}.db"
            most = int(whole * self._random.uniform(0.3, 2.0))  # the log of writes outgrows the record
            done = self._run(path, at_hand=True, limit=lambda most=most: _limit(most))  # type: ignore[misc]
            outcome = self._checked(f"disk full at {most // 1024} KiB", path)
            told = done.returncode in (0, 2) and "Traceback" not in done.stderr
            said = "" if told else f"exit {done.returncode}, no sentence"
            yield Outcome(outcome.name, outcome.pages, outcome.fault or said)

    def read_only(self) -> Iterator[Outcome]:
        """A record that cannot be written any more after half of the pages."""
        path = self._folder / "locked.db"
        os.waitpid(self._fork(path, sorted(self.pages.iterdir())[::2]), 0)
        done = self._run(path, extra=("--read-only",))
        outcome = self._checked("file made read-only", path)
        told = "" if done.returncode == 2 and "cannot be written" in done.stderr else "no sentence for a read-only file"
        yield Outcome(outcome.name, outcome.pages, outcome.fault or told)

    def dead_worker(self) -> Iterator[Outcome]:
        """A worker process that is ended from outside, once; the run goes on with another."""
        path = self._folder / "worker.db"
        self._run(path, extra=("--workers", "2", "--kill-worker"))
        yield self._checked("a worker killed", path)

    def deadly_page(self) -> Iterator[Outcome]:
        """A page that kills whatever process parses it: a problem row, and all other pages read."""
        deadly = self.pages / "page-deadly.txt"
        deadly.write_text(f"A page\n\n{DEADLY.decode()}\n", encoding="utf-8")
        path = self._folder / "deadly.db"
        self._run(path, extra=("--workers", "2", "--deadly"))
        deadly.unlink()
        with Record.open(path) as record:
            told = record.connection.execute("SELECT count(*) FROM problems WHERE locator LIKE '%deadly%'").fetchone()[
                0
            ]
            record.connection.execute("DELETE FROM problems WHERE locator LIKE '%deadly%'")
        outcome = self._checked("a page that kills the parser", path)
        yield Outcome(outcome.name, outcome.pages, outcome.fault or ("" if told else "no problem row for the page"))

    def orders(self) -> Iterator[Outcome]:
        """Other orders of pages, numbers of workers, locales and time zones: one and the same record."""
        for seed, workers, locale, zone in ((1, 1, "C", "UTC"), (2, 2, "de_DE.UTF-8", "Asia/Kathmandu"),
                                            (3, 4, "tr_TR.UTF-8", "America/St_Johns")):  # fmt: skip
            path = self._folder / f"order{seed}.db"
            env = {"LC_ALL": locale, "LANG": locale, "TZ": zone, "PYTHONHASHSEED": str(seed)}
            self._run(path, extra=("--shuffle", str(seed), "--workers", str(workers)), env=env)
            yield self._checked(f"shuffled, {workers} workers, {locale}, {zone}", path, again=False)

    def _from_hand(self, pages: list[Page], plain: bool) -> list[Result]:
        return [self._at_hand[page.id] for page in pages]

    def _fork(
        self, path: Path, pages: list[Path], *, limit: Callable[[], None] | None = None, read_only: bool = False,
        at_hand: bool = False,
    ) -> int:  # fmt: skip
        """A child that reads the pages into a record, with all that this process has loaded; its id."""
        child = os.fork()
        if child:
            return child
        said = os.open(path.with_name(f"{path.name}.said"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 2)
        code = 3
        try:
            if at_hand:
                setattr(local, "read_batch", self._from_hand)  # noqa: B010
            if limit:
                limit()
            code = read(pages, path, read_only=read_only)
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _run(
        self, path: Path, *,  extra: tuple[str, ...] = (), at_hand: bool = False,
        limit: Callable[[], None] | None = None, env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        """A run to its end: in a child of this process, or in one of its own where workers or locales are tried."""
        if not any(word.startswith(("--workers", "--shuffle")) for word in extra):
            pages, read_only = sorted(self.pages.iterdir()), "--read-only" in extra
            child = self._fork(path, pages, limit=limit, read_only=read_only, at_hand=at_hand)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said = path.with_name(f"{path.name}.said").read_text(encoding="utf-8", errors="replace")
            return subprocess.CompletedProcess([], code, "", said)
        command = [*READER, str(self.pages), str(path), *extra]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False,
                              env=os.environ | (env or {}))  # fmt: skip

    def _checked(self, name: str, path: Path, *, again: bool = True) -> Outcome:
        """What holds after a disturbance, and what a second run makes of it."""
        pages = 0
        if path.exists() and path.stat().st_size:
            try:
                with Record.create_or_open(path) as record:
                    pages = record.connection.execute("SELECT count(*) FROM pages").fetchone()[0]
                    faults = [str(fault) for fault in record.verify()]
            except OnrecordError as error:
                return Outcome(name, pages, f"does not open: {error}")
            if faults:
                return Outcome(name, pages, faults[0])
        if again:
            done = self._run(path, at_hand=True)
            if done.returncode:
                return Outcome(name, pages, f"the second run ends with {done.stderr.strip()[-200:]}")
        same = export_digest(path, self._folder / "out") == self.wanted
        for leftover in self._folder.glob(f"{path.name}*"):
            leftover.unlink()
        return Outcome(name, pages, "" if same else "the export differs from the undisturbed one")


def make_pages(folder: Path, count: int) -> Path:
    """Pages made from the examples: each variant has a line of its own, so that each is another page."""
    folder.mkdir(parents=True)
    examples = sorted(EXAMPLES.iterdir())
    for number in range(count):
        source = examples[number % len(examples)]
        page = source.read_bytes()  # in whatever charset it is written
        mark = b"Reference %d-%d." % (number // len(examples), number)
        html = source.suffix == ".html"
        changed = page.replace(b"</p>", b"</p><p>%b</p>" % mark, 1) if html else b"%b\n%b\n" % (page, mark)
        (folder / f"page-{number:04d}{source.suffix}").write_bytes(changed)
    return folder


def export_digest(path: Path, out: Path) -> str:
    """The digest of a record's export: every table, every byte."""
    shutil.rmtree(out, ignore_errors=True)
    with Record.open(path, read_only=True) as record:
        files = sorted(file for file, _ in FORMATS["jsonl"][0](record, out))
    return digest(b"".join(file.name.encode() + file.read_bytes() for file in files))


def _limit(most: int) -> None:
    """No file of this process may grow beyond ``most`` bytes; the write fails instead of a signal."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def main() -> int:
    """Runs all disturbances; prints a line each and the figures; 1 where anything did not hold."""
    parser = argparse.ArgumentParser(description="What a run survives.")
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--kills", type=int, default=50, help="so many while reading, and as many while writing")
    parser.add_argument("--many", type=int, default=200, help="pages of the test of orders, workers and locales")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    failed = total = 0
    with tempfile.TemporaryDirectory(prefix="onrecord-faults-") as folder:
        faults = Faults(Path(folder) / "few", given.pages, given.seed)
        print(f"{given.pages} pages read undisturbed in {faults.seconds:.1f} s, {faults.seconds_at_hand:.1f} s of it "
              "writing and linking", flush=True)  # fmt: skip
        kinds = [faults.kills(given.kills), faults.kills(given.kills, at_hand=True), faults.full_disk(5),
                 faults.read_only(), faults.dead_worker(), faults.deadly_page()]  # fmt: skip
        if given.many:
            kinds.append(Faults(Path(folder) / "many", given.many, given.seed).orders())
        for outcome in (outcome for kind in kinds for outcome in kind):
            total, failed = total + 1, failed + bool(outcome.fault)
            print(f"{'FAILED' if outcome.fault else 'holds '}  {outcome.name}: {outcome.pages} pages were there"
                  f"{'; ' + outcome.fault if outcome.fault else ''}", flush=True)  # fmt: skip
    print(f"{total - failed} of {total} disturbances left a sound record that ended the same")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
