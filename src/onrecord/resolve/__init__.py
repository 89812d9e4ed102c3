"""Who is who: mentions to actors, sources to speakers, offices on a day."""

from onrecord.resolve.across import Alike, Known, alike
from onrecord.resolve.door import Resolution, resolve
from onrecord.resolve.gazetteer import Gazetteer
from onrecord.resolve.newer import COLUMNS, Checked, check, difference, key_of

__all__ = [
    "COLUMNS", "Alike", "Checked", "Gazetteer", "Known", "Resolution",
    "alike", "check", "difference", "key_of", "resolve",
]  # fmt: skip
