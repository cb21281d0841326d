"""The faces of the theme as the writers need them, made once for all processes and kept between runs."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.base import temporary
from pipeline.model.font import Font
from pipeline.model.theme import Theme

_SPACE, _NO_BREAK, _NARROW = 0x20, 0xA0, 0x202F
_AXES = ["avar", "cvar", "fvar", "gvar", "HVAR", "MVAR", "STAT", "VVAR"]
"""The tables that make a face variable."""
_DIGESTS = "SHA256SUMS"
_CONFIGURATION = "fonts.conf"


def folder(theme: Theme) -> Path:
    """A folder with the theme's faces and nothing else, ready to be read by Typst."""

    def make(target: Path) -> None:
        for path in _faces(theme):
            if not (fix_axes(path, target) or tell_spaces_apart(path, target)):
                shutil.copy(path, target)

    return _kept("faces", _faces(theme), make)


def configuration(theme: Theme) -> Path:
    """A file by which fontconfig knows the theme's faces and no others."""
    faces = folder(theme)
    cache = Path(tempfile.gettempdir()) / f"briefs-fontconfig-cache-{temporary.user()}"
    said = f"<?xml version='1.0'?><fontconfig><dir>{faces}</dir><cachedir>{cache}</cachedir></fontconfig>"
    kept = _kept("fontconfig", _faces(theme), lambda target: _write(target / _CONFIGURATION, said), said)
    return kept / _CONFIGURATION


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def embedded(theme: Theme, beyond: Mapping[str, frozenset[int]] = MappingProxyType({})) -> dict[tuple[str, str], bytes]:
    """The faces that a DOCX carries inside, by family and face: the characters that the theme covers.

    `beyond` names characters that a font holds as well, by the font's name in the theme.
    """
    return {
        (font.family, face): content
        for name, font in theme.fonts.items()
        if font is not theme.emoji or name in beyond
        for face, content in _embedded(font, theme.embedded_faces(name), beyond.get(name, frozenset())).items()
    }


_BLOCKS = ((0xC0, 0x100), (0x100, 0x180), (0x180, 0x250), (0x400, 0x460), (0x460, 0x530))
_ALPHABETS = tuple(frozenset(range(*block)) for block in _BLOCKS)
"""Letters that a text needs all of, once it has one: fonts are made for few sets of letters, not for each text. Those
of Western Europe, of Central Europe, of further languages; those of Russian, of further languages in Cyrillic.
"""


def letters(theme: Theme, words: str) -> dict[str, frozenset[int]]:
    """The characters that the fonts of a file for screens hold, by their names: those that the theme covers, but no
    alphabet of which there is no letter. Screens have emoji of their own.
    """
    said = frozenset(map(ord, words))
    unused = frozenset[int]().union(*(alphabet for alphabet in _ALPHABETS if said.isdisjoint(alphabet)))
    return {name: font.covered - unused for name, font in theme.fonts.items() if font is not theme.emoji}


def web(theme: Theme, held: Mapping[str, frozenset[int]], *, slanted: bool) -> dict[tuple[str, str], bytes]:
    """The faces that a file for screens carries inside as WOFF2, by the font's name in the theme and the face; each
    font holds the characters that are named.
    """
    found = {}
    for name, characters in held.items():
        if characters:
            bold = {"bold"} if name == "text" else set()
            italic = {"italic"} if slanted and name == "text" else set()
            made = _woff2(theme.fonts[name], frozenset({"regular", *bold, *italic}), characters)
            found.update({(name, face): content for face, content in made.items()})
    return found


def _woff2(font: Font, faces: frozenset[str], characters: frozenset[int]) -> dict[str, bytes]:
    wanted = {face: path for face, path in font.files().items() if face in faces and path.is_file()}

    def make(target: Path) -> None:
        for path in wanted.values():
            (target / f"{path.stem}.woff2").write_bytes(_compressed(_subset(path, characters)))

    kept = _kept("web", sorted(wanted.values()), make, " ".join(map(str, sorted(characters))))
    return {face: (kept / f"{path.stem}.woff2").read_bytes() for face, path in wanted.items()}


def _compressed(content: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(content), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()


def _embedded(font: Font, faces: frozenset[str], beyond: frozenset[int]) -> dict[str, bytes]:
    wanted = {face: path for face, path in font.files().items() if face in faces and path.is_file()}
    held = font.covered | beyond

    def make(target: Path) -> None:
        for path in wanted.values():
            (target / path.name).write_bytes(_subset(path, held))

    kept = _kept("embedded", sorted(wanted.values()), make, " ".join(map(str, sorted(held))))
    return {face: (kept / path.name).read_bytes() for face, path in wanted.items()}


def _faces(theme: Theme) -> list[Path]:
    return sorted({path for font in theme.fonts.values() for path in font.files().values() if path.is_file()})


def _kept(purpose: str, sources: list[Path], make: Callable[[Path], None], said: str = "") -> Path:
    """The folder that `make` fills from some files; one that is there already is not filled again.

    It is kept in the user's temporary folder under the digest of the files; one that is damaged, or
    that others may write to, is not used but made anew. Raises Problems where there is no room for it.
    """
    name = f"briefs-{purpose}-{temporary.user()}"
    with temporary.named():
        kept = Path(tempfile.gettempdir()) / f"{name}-{_digest([Path(__file__), *sources], said)[:32]}"
        if _is_whole(kept):
            temporary.used(kept)
            return kept
        with temporary.unfinished(name) as made:
            make(made)
            digests = "".join(f"{_digest([path])}  {path.name}\n" for path in sorted(made.iterdir()))
            (made / _DIGESTS).write_text(digests, encoding="ascii")
            placed = _placed(made, kept)
    temporary.sweep(name, placed)
    return placed


def _placed(made: Path, kept: Path) -> Path:
    """Where a finished folder stands now. Raises OSError."""
    try:
        if kept.exists() and temporary.is_ours(kept):
            shutil.rmtree(kept)
        made.rename(kept)
    except OSError:
        # Somebody else's, or another process was quicker.
        if not _is_whole(kept):
            return made.rename(made.with_suffix(""))
    return kept


def _subset(path: Path, characters: frozenset[int]) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=["*"], recalc_timestamp=False)
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.drop_tables += _AXES
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=characters)
        subsetter.subset(font)
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()


def fix_axes(path: Path, target: Path) -> bool:
    """Whether a face is variable; if so, a copy in `target` is the one that it is by default.

    Bytes of a PDF with a variable face differ from run to run.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        if "fvar" not in font:
            return False
        for table in _AXES:
            if table in font:
                del font[table]
        font.save(target / path.name)
        return True


def tell_spaces_apart(path: Path, target: Path) -> bool:
    """Whether a face draws both spaces with one glyph; if so, a copy in `target` draws them with two.

    A PDF maps each glyph to one character: with one glyph for both, whoever copies or reads its
    text gets no-break spaces everywhere. The second glyph is that of the narrow no-break space, as
    wide as a space; documents have none of its own.
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        drawn = font.getBestCmap()
        spare = drawn.get(_NARROW)
        if drawn.get(_NO_BREAK) != drawn.get(_SPACE) or spare is None:
            return False
        for table in font["cmap"].tables:
            if table.isUnicode() and _NO_BREAK in table.cmap:
                table.cmap[_NO_BREAK] = spare
        font["hmtx"].metrics[spare] = font["hmtx"].metrics[drawn[_SPACE]]
        font.save(target / path.name)
        return True


def _is_whole(kept: Path) -> bool:
    """Whether a kept folder is ours alone and holds just what was put there."""
    try:
        lines = (kept / _DIGESTS).read_text(encoding="ascii").splitlines()
        said = {line[66:]: line[:64] for line in lines}
        found = {path.name for path in kept.iterdir()} - {_DIGESTS}
        return (
            temporary.is_ours(kept)
            and found == set(said)
            and all(_digest([kept / name]) == said[name] for name in found)
        )
    except (OSError, ValueError):
        return False


def _digest(paths: Iterable[Path], said: str = "") -> str:
    digest = hashlib.sha256(said.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
