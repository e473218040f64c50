"""Tests of this handbook's own words, data and pages.

They count nothing that an editor may add, and say how to mend what they find. Tests of the machinery stand one folder
up and take the toy site.
"""
