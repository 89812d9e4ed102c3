"""Who is who: mentions to actors, sources to speakers, offices on a day."""

from onrecord.resolve.door import Resolution, resolve
from onrecord.resolve.gazetteer import Gazetteer

__all__ = ["Gazetteer", "Resolution", "resolve"]
