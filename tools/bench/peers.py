"""Briefs as people make them today, in processes for all CPUs: peers.py PEER DOCUMENTS FOLDER [script | warm].

Each peer prints the same words on the same paper in the same fonts, in the simplest way that its
documentation shows. With `script` the documents are made in this process, one after the other; with
`warm`, too, and the CPU time of each is printed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

FONTS = Path(str(files("rendercv_fonts"))) / "Source Sans 3"
CSS = f"""
@font-face {{ font-family: Sans; src: url(file://{FONTS}/SourceSans3-Regular.ttf) }}
@font-face {{ font-family: Sans; font-weight: bold; src: url(file://{FONTS}/SourceSans3-Bold.ttf) }}
@page {{ size: PAPER; margin: 16mm 18mm; @bottom-right {{ content: counter(page) ' / ' counter(pages) }} }}
body {{ font: 10pt/1.35 Sans }} h1 {{ font-size: 20pt }} h2 {{ font-size: 12pt; border-top: .75pt solid }}
table {{ width: 100%; border-collapse: collapse }} td, th {{ text-align: left; border-bottom: .5pt solid #aaa;
  padding: 2pt 6pt 2pt 0 }}
"""
TYPST = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: if data.paper == "A4" { "a4" } else { "us-letter" }, margin: (x: 18mm, y: 16mm), numbering: "1 / 1")
#set text(font: "Source Sans 3", size: 10pt, lang: data.language)
#set document(title: data.id)
#show heading: set block(sticky: true)
#for block in data.blocks {
  if block.kind == "table" {
    let columns = calc.max(..(block.head + block.rows).map(row => row.len()))
    table(columns: (1fr,) * columns, stroke: (bottom: .5pt + gray),
      ..if block.head.len() > 0 { (table.header(..block.head.flatten().map(strong)),) }, ..block.rows.flatten())
  } else if block.kind == "p" { par(block.text) } else { heading(level: int(block.kind.at(1)), block.text) }
}
"""


def html(document: dict[str, Any]) -> str:
    """A document as HTML."""
    parts = []
    for block in document["blocks"]:
        if block["kind"] == "table":
            head = "".join(f"<tr>{''.join(f'<th>{escape(c)}</th>' for c in row)}</tr>" for row in block["head"])
            rows = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in block["rows"])
            parts.append(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")
        else:
            parts.append(f"<{block['kind']}>{escape(block['text'])}</{block['kind']}>")
    paper = "A4" if document["paper"] == "A4" else "Letter"
    style = CSS.replace("PAPER", paper)
    return (
        f'<html lang="{document["language"]}"><head><style>{style}</style></head><body>{"".join(parts)}</body></html>'
    )


def weasyprint_pdf(document: dict[str, Any], folder: Path) -> None:
    """Writes a PDF by WeasyPrint."""
    import weasyprint

    weasyprint.HTML(string=html(document)).write_pdf(folder / f"{document['id']}.pdf", pdf_variant="pdf/ua-1")


def html4docx_docx(document: dict[str, Any], folder: Path) -> None:
    """Writes a DOCX by html4docx."""
    from html4docx import HtmlToDocx

    body = html(document)
    made = HtmlToDocx().parse_html_string(body[body.index("<body>") :])
    made.save(folder / f"{document['id']}.docx")


def typst_pdf(document: dict[str, Any], folder: Path) -> None:
    """Writes a PDF by Typst."""
    import typst

    pdf: bytes = typst.compile(  # type: ignore[misc]
        TYPST.encode(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(document)},
    )
    (folder / f"{document['id']}.pdf").write_bytes(pdf)


def docxtpl_docx(document: dict[str, Any], folder: Path) -> None:
    """Writes a DOCX by docxtpl, from the template in the folder."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(folder / "template.docx")
    template.render({"blocks": document["blocks"]}, autoescape=True)
    template.save(folder / f"{document['id']}.docx")


def docx_template(path: Path) -> None:
    """The template that docxtpl fills: headings, paragraphs, tables of any number of columns."""
    import docx

    made = docx.Document()
    for text, style in (
        ("{%p for b in blocks %}", None),
        ("{%p if b.kind == 'p' %}", None),
        ("{{ b.text }}", None),
        ("{%p elif b.kind == 'h1' %}", None),
        ("{{ b.text }}", "Heading 1"),
        ("{%p elif b.kind != 'table' %}", None),
        ("{{ b.text }}", "Heading 2"),
        ("{%p else %}", None),
    ):
        made.add_paragraph(text, style=style)
    table = made.add_table(rows=3, cols=3)
    table.cell(0, 0).text = "{%tr for row in b.head + b.rows %}"
    for index, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, index).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    made.add_paragraph("{%p endif %}")
    made.add_paragraph("{%p endfor %}")
    made.save(str(path))


PEERS = {
    "WeasyPrint + html4docx": (weasyprint_pdf, html4docx_docx),
    "Typst + docxtpl": (typst_pdf, docxtpl_docx),
    "docxtpl + LibreOffice": (docxtpl_docx,),
}


def make(peer: str, document: dict[str, Any], folder: Path) -> None:
    """All files of one document."""
    for maker in PEERS[peer]:
        maker(document, folder)


def main(peer: str, documents: list[dict[str, Any]], folder: Path, how: str) -> None:
    """Makes every document; `how` is empty, or script or warm."""
    if "docxtpl" in peer:
        docx_template(folder / "template.docx")
    if how == "warm":
        make(peer, documents[0], folder)
        for maker in PEERS[peer]:
            begun = time.process_time()
            for document in documents:
                maker(document, folder)
            sys.stdout.write(f"{maker.__name__} {(time.process_time() - begun) / len(documents):.4f}\n")
        return
    if how == "script":
        for document in documents:
            make(peer, document, folder)
    else:
        with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            list(pool.map(make, [peer] * len(documents), documents, [folder] * len(documents), chunksize=5))
    if "LibreOffice" in peer:
        files = sorted(str(path) for path in folder.glob("*.docx") if path.name != "template.docx")
        # Kept for the next run, as LibreOffice keeps it for whoever uses it.
        profile = f"-env:UserInstallation=file://{folder.parent}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    loaded = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    main(sys.argv[1], loaded, Path(sys.argv[3]), "".join(sys.argv[4:]))
