from __future__ import annotations

import pytest

from pipeline.base.problems import Refusal
from pipeline.build.cluster import address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tcp://10.0.0.7:8786", "tcp://10.0.0.7:8786"),
        ("tls://scheduler.example:443", "tls://scheduler.example:443"),
        (" scheduler:8786 ", "tcp://scheduler:8786"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_an_address_is_what_dask_takes_with_or_without_its_protocol(typed: str, meant: str) -> None:
    assert str(address.parse(typed)) == meant


@pytest.mark.parametrize(
    "typed",
    ["scheduler", "http://scheduler:8786", "tcp://scheduler", "tcp://:8786", "tcp://scheduler:0", "tcp://scheduler:65536",
     "tcp://scheduler:8786/status", "inproc://1/2/3", "tcp://a b:8786", "tcp://::1:8786"],
)  # fmt: skip
def test_anything_else_is_refused_with_the_form_of_one(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        address.parse(typed)
    assert str(refused.value) == f'"{typed}" is no address of a scheduler (write it as tcp://host:8786)'
