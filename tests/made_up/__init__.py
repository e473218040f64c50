"""Kinds that are made up: a test puts one into a copy of the package, and it has to be found everywhere."""
