"""A company's own layer, laid over the handbook: values, items, pages, what is left out, words, law.

It is laid where files are found and read: the result is a folder of pages and data like the handbook's own, with a
configuration beside it, so that checks, exports, search and every engine see one handbook.
"""

from . import command, status
from .project import DEFAULT, FOLDER, Missing, Project, chosen, prepare

__all__ = ["DEFAULT", "FOLDER", "Missing", "Project", "chosen", "command", "prepare", "status"]
