"""Foreign libraries without parts of theirs that nothing here uses and that take most of their import.

In come names of modules with what others take from them; while the import lasts, empty modules stand in their place.
Afterwards whoever imports one gets the real one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any


@contextmanager
def standing_for(parts: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """A time in which modules that hold only the given names stand for those that are not loaded yet."""
    standing = {name: ModuleType(name) for name in parts if name not in sys.modules}
    for name, module in standing.items():
        vars(module).update(parts[name])
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name in standing:
            del sys.modules[name]
