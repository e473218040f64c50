"""Three judges of what is built that nobody here chose the rules of: python -m tests.judges SITE FOLDER.

The Nu HTML checker reads every page; IBM's Equal Access engine looks at a page of each kind, narrow by night and
wide by day; EPUBCheck reads the book. Each fault is a line: page, place, rule, what it says. What is let pass stands
in exceptions.yml with its reason, which docs/about/accessibility.md argues; one that meets nothing any more is a fault
as well.
"""
