"""Trees asked through LightGBM's C interface say what its Python side says, without what that would load."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from onrecord.errors import WeightsError
from onrecord.weights import Trees, load_trees, read_weights

MODEL, NAME = "attributions-v2", "cues.txt"


def test_trees_say_what_lightgbm_says() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    theirs, ours = lightgbm.Booster(model_str=read_weights(MODEL, NAME).decode()), load_trees(MODEL, NAME)
    rows = np.random.default_rng(1).normal(scale=5, size=(40, theirs.num_feature()))
    rows[rows < -9] = np.nan
    found = ours.predict(rows)
    assert (found == theirs.predict(rows, num_threads=1)).all()
    assert (ours.predict(np.asfortranarray(rows)) == found).all(), "the order in memory does not matter"
    assert len(set(found.tolist())) > 5
    assert ours.feature_name() == theirs.feature_name()


def test_text_that_is_no_trees_is_told_in_a_sentence() -> None:
    with pytest.raises(WeightsError, match=r"LightGBM: .*; install onrecord again"):
        Trees(b"no trees")


def test_a_table_of_another_width_is_told_in_a_sentence() -> None:
    with pytest.raises(WeightsError, match="number of features"):
        load_trees(MODEL, NAME).predict(np.zeros((2, 3)))


def test_trees_load_no_library_that_they_do_not_need() -> None:
    code = (
        f"import sys; from onrecord.weights import load_trees; load_trees({MODEL!r}, {NAME!r}); "
        "print(sorted({'lightgbm', 'pandas', 'scipy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
