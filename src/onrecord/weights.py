"""The one door to trained weights.

In comes the name of a model folder below ``weights/`` (``attributions-v2``) and a file in it; out come its bytes or its
path. Each folder holds a model card (``CARD.md``). Nothing is fetched, and nothing is unpickled.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
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


class Trees:
    """Gradient-boosted trees from LightGBM's text form, asked through its library's own C interface.

    LightGBM's Python side loads scikit-learn, scipy and pandas where they stand, for parts that nothing here uses:
    seconds at the start of each worker, and a hundred megabytes.
    """

    def __init__(self, text: bytes) -> None:
        self._library, self._handle = _lightgbm(), ctypes.c_void_p()
        self._names = text.partition(b"\nfeature_names=")[2].partition(b"\n")[0].decode()
        self._call("LGBM_BoosterLoadModelFromString", text, ctypes.byref(ctypes.c_int()), ctypes.byref(self._handle))
        classes = ctypes.c_int()
        self._call("LGBM_BoosterGetNumClasses", self._handle, ctypes.byref(classes))
        self._classes = classes.value

    def feature_name(self) -> list[str]:
        """Names of the columns that the trees want, in order."""
        return self._names.split()

    def predict(self, rows: NDArray[Any], num_threads: int = 1) -> NDArray[np.float64]:
        """What the trees make of each row; of several classes a column each. A worker is one process on one core."""
        table = np.ascontiguousarray(rows, dtype=np.float64)
        found, count = np.empty(len(table) * self._classes), ctypes.c_int64()
        self._call(
            "LGBM_BoosterPredictForMat", self._handle, table.ctypes.data_as(ctypes.c_void_p), ctypes.c_int(_FLOAT64),
            ctypes.c_int32(table.shape[0]), ctypes.c_int32(table.shape[1]), ctypes.c_int(_BY_ROWS),
            ctypes.c_int(_AS_TAUGHT), ctypes.c_int(0), ctypes.c_int(_ALL), f"num_threads={num_threads}".encode(),
            ctypes.byref(count), found.ctypes.data_as(ctypes.c_void_p),
        )  # fmt: skip
        return found if self._classes == 1 else found.reshape(-1, self._classes)

    def _call(self, name: str, *arguments: Any) -> None:
        if getattr(self._library, name)(*arguments):
            raise WeightsError(f"LightGBM: {self._library.LGBM_GetLastError().decode()}; install onrecord again")


# How LightGBM's C interface numbers kinds of numbers, order of a table, and what to tell: of all trees, as taught.
_FLOAT64, _BY_ROWS, _AS_TAUGHT, _ALL = 1, 1, 0, -1


@cache
def _lightgbm() -> ctypes.CDLL:
    """LightGBM's library, from where its package keeps it."""
    found = find_spec("lightgbm")
    folders = [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []
    ending = {"win32": "dll", "darwin": "dylib"}.get(sys.platform, "so")
    for folder in folders:
        for place in (folder.parent, folder / "bin", folder / "lib"):
            path = place / f"lib_lightgbm.{ending}"
            if path.is_file():
                library = ctypes.CDLL(str(path))
                library.LGBM_GetLastError.restype = ctypes.c_char_p
                return library
    raise WeightsError("lightgbm: its library is not where its package keeps it; install onrecord again")


@cache
def load_trees(model: str, name: str = "trees.txt") -> Trees:
    """Trees from their text form; ``predict`` takes a matrix of the features that the card lists."""
    return Trees(read_weights(model, name))


@cache
def load_arrays(model: str, name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file of a model, by name."""
    with np.load(BytesIO(read_weights(model, name)), allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}
