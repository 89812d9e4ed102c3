"""Parts of libraries that are not needed are not loaded, and come back for whoever wants them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from onrecord.lean import standing_for


def test_what_stands_in_goes_when_the_import_is_done() -> None:
    assert "onrecord_nowhere.part" not in sys.modules
    with standing_for({"onrecord_nowhere": {}, "onrecord_nowhere.part": {"one": 1}}):
        assert import_module("onrecord_nowhere.part").one == 1
    assert "onrecord_nowhere.part" not in sys.modules
    with pytest.raises(ModuleNotFoundError):
        import_module("onrecord_nowhere")


def test_a_module_that_is_loaded_stays() -> None:
    import json

    with standing_for({"json": {"loads": None}}):
        assert json.loads("1") == 1
    assert sys.modules["json"] is json


HEAVY = {"feedparser", "httpx", "jinja2", "onrecord.link", "onrecord.store", "requests", "typer"}


def test_a_worker_loads_no_more_than_it_needs() -> None:
    """A worker has neither what writes and links nor the clients of the web that two libraries bring."""
    code = (
        "import sys, onrecord.run.local\n"
        "assert 'onrecord.pipeline' not in sys.modules and 'numpy' not in sys.modules\n"
        "import onrecord.pipeline\n"
        "from onrecord.parse.door import _load\n"
        "_load()\n"
        "from onrecord.extract.language import _detector\n"
        "_detector()\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))\n"
        "import spacy\n"
        "assert spacy.info()['spacy_version'] == spacy.__version__\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "[]"
