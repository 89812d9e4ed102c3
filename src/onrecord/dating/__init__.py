"""When a document was published, and what the times in its text name.

``date_document`` takes a document before the parse and gives its date as an interval with evidence; ``find_times`` and
``date_of`` take the parse and say what its time expressions name and when a statement was made.
"""

from onrecord.dating.offices import NoOffices, OfficeLookup
from onrecord.dating.solve import date_document
from onrecord.dating.statements import date_of
from onrecord.dating.times import find_times

__all__ = ["NoOffices", "OfficeLookup", "date_document", "date_of", "find_times"]
