"""The one door to trained weights.

In comes the name of a model folder below ``weights/`` (``attributions-v2``) and a file in it; out come its bytes or its
path. Each folder holds a model card (``CARD.md``). Nothing is fetched, and nothing is unpickled.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import WeightsError


def read_weights(model: str, name: str) -> bytes:
    """Bytes of a file of a model; ``WeightsError`` where it is missing."""
    return weights_path(model, name).read_bytes()


def weights_path(model: str, name: str) -> Path:
    """Path of a file of a model, for libraries that read files only."""
    with as_file(files("onrecord").joinpath("weights", model, name)) as path:
        if not path.is_file():
            raise WeightsError(f"weights/{model}/{name}: not found; install onrecord again")
        return path


@cache
def load_trees(model: str, name: str = "trees.txt") -> Any:
    """A LightGBM booster from its text form; ``predict`` takes a matrix of the features that the card lists.

    Give ``num_threads=1`` to ``predict``: a worker is one process on one core.
    """
    import lightgbm

    return lightgbm.Booster(model_str=read_weights(model, name).decode("utf-8"))


@cache
def load_arrays(model: str, name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file of a model, by name."""
    with np.load(BytesIO(read_weights(model, name)), allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}
