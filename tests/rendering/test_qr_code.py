from __future__ import annotations

from pipeline.document.qr_codes import qr_code
from pipeline.reading.project import Project
from pipeline.rendering.qr_code import filters


def test_a_link_of_other_letters_is_coded_as_machines_write_it(project: Project) -> None:
    made = qr_code(filters(project.theme)["qr_code"]("https://свет.example/дом", "A4"))
    assert made.link.isascii()
    assert made.width == round(project.theme.papers["A4"].text_width, 2)
