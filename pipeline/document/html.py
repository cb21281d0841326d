"""Document → HTML: the one text by which documents are compared; it reads back as the same tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from pipeline.document.tree import (
    Aside,
    Block,
    Break,
    Cell,
    Contents,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    ForeignWords,
    Heading,
    Inline,
    Link,
    List,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    Text,
    Time,
    Token,
)


def html(document: Document) -> str:
    """The document as well-formed HTML, in the vocabulary that the reader accepts."""
    head = [f"<title>{escape(document.property('title'))}</title>"]
    head += [
        f'<meta name="{_value(name)}" content="{_value(value)}"/>'
        for name, value in document.properties
        if name != "title"
    ]
    header = f"<header>{''.join(map(_block, document.header))}</header>"
    footer = f"<footer>{''.join(map(_block, document.footer))}</footer>"
    return (
        f'<html lang="{escape(document.language)}"><head>{"".join(head)}</head>\n'
        f"<body>{header}\n{body(document)}\n{footer}</body></html>\n"
    )


def _value(value: str) -> str:
    """A text as the value of an attribute: a parser would make a space of each tab and each end of a line."""
    return escape(value).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def _text(text: str) -> str:
    """A text between tags: a parser would make an end of a line of each carriage return."""
    return escape(text, quote=False).replace("\r", "&#13;")


def body(document: Document) -> str:
    """The blocks of the document, without its running head and foot."""
    return "\n".join(map(_block, document.blocks))


def _open(tag: str, **attributes: str) -> str:
    pairs = "".join(
        f' {name.strip("_").replace("_", "-")}="{_value(value)}"' for name, value in attributes.items() if value
    )
    return f"<{tag}{pairs}>"


def _block(block: Block) -> str:
    match block:
        case Heading(level, role, children):
            return f"{_open(f'h{level}', class_=role)}{_inlines(children)}</h{level}>"
        case Paragraph(role, children):
            return f"{_open('p', class_=role)}{_inlines(children)}</p>"
        case List(ordered, role, items):
            tag = "ol" if ordered else "ul"
            return f"{_open(tag, class_=role)}{''.join(f'<li>{_item(item)}</li>' for item in items)}</{tag}>"
        case DefinitionList(role, entries):
            inner = "".join(
                f"<dt>{_inlines(entry.term)}</dt>" + "".join(f"<dd>{_inlines(detail)}</dd>" for detail in entry.details)
                for entry in entries
            )
            return f"{_open('dl', class_=role)}{inner}</dl>"
        case Table():
            return "".join(_table(block))
        case Section(role, name, blocks):
            return f"{_open('section', class_=role, id=name)}\n{chr(10).join(map(_block, blocks))}\n</section>"
        case Aside(role, blocks):
            return f"{_open('aside', class_=role)}{''.join(map(_block, blocks))}</aside>"
        case Contents(title):
            return f"<nav>{_inlines(title)}</nav>"
        case Figure():
            return _figure(block)


def _figure(figure: Figure) -> str:
    caption = f"<figcaption>{_inlines(figure.caption)}</figcaption>" if figure.caption else ""
    picture = f'<img src="{_value(figure.picture)}" alt="{_value(figure.alt)}"/>'
    return f"{_open('figure', class_=figure.role)}{picture}{caption}</figure>"


def _item(item: tuple[Block, ...]) -> str:
    match item:
        case (Paragraph("", children),):
            return _inlines(children)
    return "".join(map(_block, item))


def _table(table: Table) -> Iterator[str]:
    yield _open("table", class_=table.role, aria_label=table.label)
    match table.caption:
        case Heading():
            yield f"<caption>{_block(table.caption)}</caption>"
        case Paragraph(_, children):
            yield f"<caption>{_inlines(children)}</caption>"
    if table.head:
        yield f"<thead>{''.join(map(_row, table.head))}</thead>"
    yield f"<tbody>{''.join(map(_row, table.rows))}</tbody></table>"


def _row(row: Row) -> str:
    return f"{_open('tr', class_=row.role)}{''.join(map(_cell, row.cells))}</tr>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.scope else "td"
    return f"{_open(tag, scope=cell.scope, class_=cell.role)}{_inlines(cell.children)}</{tag}>"


def _inlines(children: tuple[Inline, ...]) -> str:
    return "".join(_INLINE[type(child)](child) for child in children)


def _picture(node: Picture) -> str:
    size = {"width": f"{node.width:g}", "height": f"{node.height:g}"} if node.width else {}
    return _open("img", src=node.source, alt=node.alt, data_digest=node.digest, **size)[:-1] + "/>"


_INLINE: dict[type, Callable[..., str]] = {
    Text: lambda node: _text(node.text),
    Strong: lambda node: f"<strong>{_inlines(node.children)}</strong>",
    Emphasis: lambda node: f"<em>{_inlines(node.children)}</em>",
    Link: lambda node: f"{_open('a', href=node.href)}{_inlines(node.children)}</a>",
    Token: lambda node: f"<code>{_text(node.text)}</code>",
    Time: lambda node: f"{_open('time', datetime=node.value)}{_inlines(node.children)}</time>",
    ForeignWords: lambda node: f"{_open('span', lang=node.language)}{_inlines(node.children)}</span>",
    PageNumber: lambda node: f'<data value="{"pages" if node.total else "page"}"></data>',
    Picture: lambda node: _picture(node),
    Break: lambda node: "<br/>",
}
