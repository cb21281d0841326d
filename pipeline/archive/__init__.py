"""Versions that never change: a subject comes in; one complete version, proofs and change notices go out."""
