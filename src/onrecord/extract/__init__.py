"""A page as a document: ``extract`` cuts it into segments; ``bytes_of`` and ``check_span`` lead back to its bytes."""

from onrecord.extract.read import extract
from onrecord.textmap import bytes_of, check_span

__all__ = ["bytes_of", "check_span", "extract"]
