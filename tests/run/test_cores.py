"""Matrix libraries start no threads of their own: several workers would wait for each other."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from onrecord.cores import VARIABLES
from onrecord.run.local import _pool

# What the command line has set by the time that it begins, and whether a library had been loaded before.
ASK = """
import os, sys
import onrecord.cli
sys.modules["onrecord.cli.app"] = type(sys)("app")
sys.modules["onrecord.cli.app"].app = lambda: print(os.environ["OPENBLAS_NUM_THREADS"], "numpy" in sys.modules)
onrecord.cli.main()
"""


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in VARIABLES} | more


@pytest.mark.usefixtures("free")
def test_a_worker_uses_one_thread() -> None:
    with _pool(1) as pool:
        assert [pool.submit(os.getenv, name).result() for name in VARIABLES] == ["1"] * len(VARIABLES)


@pytest.mark.parametrize(("given", "expected"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "4"}, "4")])
def test_the_command_line_uses_one_thread_unless_told_otherwise(given: dict[str, str], expected: str) -> None:
    ran = subprocess.run([sys.executable, "-c", ASK], env=environment(**given), capture_output=True, text=True)
    assert ran.stdout.split() == [expected, "False"], ran.stderr
