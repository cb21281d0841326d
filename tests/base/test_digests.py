from __future__ import annotations

from pipeline.base.digests import of_bytes, of_texts


def test_the_digest_of_bytes_is_their_sha_256() -> None:
    # The test vector of FIPS 180-4 for "abc".
    assert of_bytes(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_parts_do_not_run_into_each_other() -> None:
    assert of_texts("ab", "c") != of_texts("a", "bc")
