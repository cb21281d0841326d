from __future__ import annotations

import pytest

from pipeline.document.qr_codes import QrCode, qr_code


def test_a_qr_code_is_its_link_and_the_width_of_the_text() -> None:
    code = QrCode("https://northlight.example/vera", 459.25)
    assert code.reference == 'qr:{"link":"https://northlight.example/vera","width":459.25}'
    assert qr_code(code.reference) == code


@pytest.mark.parametrize(
    "reference", ["qr:", "qr:[]", 'qr:{"link":"https://a.example"}', 'qr:{"link":"a","width":"b"}']
)
def test_a_code_without_its_data_is_refused(reference: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        qr_code(reference)
