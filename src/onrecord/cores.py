"""One core a process: the threads that matrix libraries would start on their own.

A page's matrices are small, so that a second thread wins nothing and spins while it waits; two workers on two cores
took longer than one. Many pages are read by many processes instead.
"""

from __future__ import annotations

import os

# What OpenBLAS, OpenMP (LightGBM, BLIS) and MKL ask for, once, when they are loaded.
VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def keep_to_one_core() -> None:
    """Have this process, where nothing is loaded yet, and those that it starts use one thread; a user's own choice
    stands."""
    for name in VARIABLES:
        os.environ.setdefault(name, "1")
