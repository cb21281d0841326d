"""Builds that are disturbed in every way one can think of, and what they must leave behind all the same."""
