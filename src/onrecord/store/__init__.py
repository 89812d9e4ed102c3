"""The embedded record: ``Record`` writes readings and links, each in one transaction, and checks what it holds."""

from onrecord.store.linked import Links
from onrecord.store.record import Record
from onrecord.store.verify import Fault

__all__ = ["Fault", "Links", "Record"]
