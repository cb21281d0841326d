"""Jinja environments: where templates come from, what they may do, and how their lines are remembered."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import BuiltinMethodType, CodeType, MethodType
from typing import Any, ClassVar

import jinja2
import jinja2.ext
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.lexer import Token as LexerToken
from jinja2.lexer import TokenStream
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from pipeline.base import characters, files, program
from pipeline.base.assets import Assets
from pipeline.base.problems import Problems
from pipeline.document.elements import AT
from pipeline.reading import sources
from pipeline.rendering import views
from pipeline.rendering.views import MappingView, NoView, View

_FOLDER = "templates"


class TemplateLoader(jinja2.BaseLoader):
    """The templates of a project and the program, without their front matter but with their line numbers."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
        """The text of a template, with its path. Raises TemplateNotFound, Problems."""
        name = f"{_FOLDER}/{template}"
        try:
            path = files.real(self.assets.path(name))
            homes = [files.real(folder / _FOLDER) for folder in self.assets.folders]
            there = any(path.is_relative_to(home) for home in homes) and path.is_file()
        except (OSError, ValueError):
            there = False
        if not there:
            raise jinja2.TemplateNotFound(template)
        text = characters.composed(sources.text(path, name))
        unwanted = characters.unwanted(text, name)
        if unwanted:
            raise Problems(unwanted)
        return sources.split_front_matter(text)[1], str(path), None


class _Places(jinja2.ext.Extension):
    """Marks every element that a template writes with the template and line it stands in.

    It also has each turn of a loop and each call of a macro counted.
    """

    _TAG = re.compile(r"<[a-z][a-z0-9]*(?=[\s>/])")
    _TURN = (("variable_begin", "{{"), ("name", "_turn"), ("lparen", "("), ("rparen", ")"), ("variable_end", "}}"))

    def filter_stream(self, stream: TokenStream) -> Iterator[LexerToken]:
        before = block = ""
        for token in stream:
            if token.type == "data":
                yield LexerToken(token.lineno, "data", self._marked(token.value, token.lineno, stream.name or ""))
            elif token.type == "tilde":
                message = "texts are not joined with a tilde; write them one after another"
                raise jinja2.TemplateSyntaxError(message, token.lineno, stream.name)
            else:
                yield token
            if before == "block_begin":
                block = token.value
            if token.type == "block_end" and block in ("for", "macro"):
                for kind, value in self._TURN:
                    yield LexerToken(token.lineno, kind, value)
            before = token.type

    def _marked(self, text: str, first: int, name: str) -> str:
        def mark(match: re.Match[str]) -> str:
            line = first + text.count("\n", 0, match.start())
            return f'{match[0]} {AT}="templates/{name}:{line}"'

        return self._TAG.sub(mark, text)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Compiled templates, shared by the languages and by later runs, in the user's own temporary folder.

    Jinja tells a changed template by its digest; what is compiled depends on the program as well, on its filters too.
    This process remembers the last that it used of each template.
    """

    _known: ClassVar[dict[str, tuple[str, CodeType]]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(name, f"{filename} {program.digest()}")

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        digest, code = self._known.get(bucket.key, ("", None))
        if digest == bucket.checksum:
            bucket.code = code
            return
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)
        self._remember(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._remember(bucket)
        # Where there is no room to keep it, it is compiled again next time.
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)

    def _remember(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.code is not None:
            self._known[bucket.key] = bucket.checksum, bucket.code


def compiled() -> jinja2.BytecodeCache | None:
    """The cache of compiled templates, or None where there is no safe place for it."""
    try:
        return _Compiled()
    except (RuntimeError, OSError):
        return None


class _Undefined(jinja2.StrictUndefined):
    """What a template speaks of and nobody has defined, by the name that the template gives it."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_hint or isinstance(self._undefined_obj, str | int | list | tuple):
            return super()._undefined_message
        owner = type(views.record(self._undefined_obj)).__name__.lower()
        return name if self._undefined_obj is missing else f"{owner}.{name}"


class _Whole(CodeGenerator):
    """Leaves what a template prints to the moment at which it does."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Environment(ImmutableSandboxedEnvironment):
    """A sandbox without anything by which a template could fill the memory or go on for ever."""

    # Compiled templates are kept for all languages: a filter whose result were compiled in would speak the first one's.
    code_generator_class = _Whole
    intercepted_binops = frozenset({"+", "*", "**", "%"})
    _FILTERS = frozenset(
        {
            "capitalize",
            "count",
            "default",
            "escape",
            "first",
            "items",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "max",
            "min",
            "reject",
            "rejectattr",
            "safe",
            "select",
            "selectattr",
            "sort",
            "trim",
            "upper",
        }
    )
    _ASKED: Mapping[type, frozenset[str]] = {
        str: frozenset({"startswith", "endswith", "upper", "lower"}),
        MappingView: frozenset({"items", "keys", "values", "get"}),
        LoopContext: frozenset({"index", "index0", "revindex", "first", "last", "length", "previtem", "nextitem"}),
        BlockReference: frozenset({"super"}),
    }
    """What a template may ask of a value that is no record; of a type that is not here, nothing."""
    _TURNS = 20_000
    _SIGNS = 2_000_000

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters = {name: self.filters[name] for name in self._FILTERS}
        for name in ("cycler", "dict", "joiner", "lipsum", "namespace", "range"):
            self.globals.pop(name)
        self.globals["_turn"] = self.turn
        self.direct: set[Callable[..., Any]] = {self.turn}
        self._safe: dict[tuple[type, str], bool] = {}
        self.begin()

    def begin(self) -> None:
        """A new document: nothing is counted yet."""
        self._taken = self._printed = 0

    def turn(self) -> str:
        """Counts one turn of a loop or one call of a macro; prints nothing."""
        self._taken += 1
        if self._taken > self._TURNS:
            raise jinja2.TemplateRuntimeError(f"more than {self._TURNS} turns of a loop")
        return ""

    def printing(self, text: str) -> str:
        """Counts what is printed, blocks that are kept for later as well."""
        self._printed += len(text)
        if self._printed > self._SIGNS:
            raise jinja2.TemplateRuntimeError(f"more than {self._SIGNS} characters")
        return text

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers; a text times a number is none."""
        if operator == "**" or not all(isinstance(side, int | Decimal) for side in (left, right)):
            raise SecurityError(f'"{operator}" is for numbers only' if operator != "**" else "no powers")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """No str.format, safe or not: a width alone could fill the memory."""

    def call(__self, __context: jinja2.runtime.Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa:N805
        """What a call in a template returns. `direct` are our own functions, which need no context."""
        if isinstance(__obj, MethodType) and __obj in __self.direct:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template sees of a value under a name."""
        if type(obj) is View:
            found = obj._seen.get(attribute, missing)
            if found is not missing:
                return found
            try:
                return views.value(obj, attribute)
            except (AttributeError, NoView):
                return self.undefined(obj=views.record(obj), name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """What a template sees of a value at a place."""
        return self.getattr(obj, argument) if type(obj) is View else super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may ask something of a value that is no record."""
        # Whether it may be asked hangs on the type alone, and the same is asked in every turn of every loop.
        asked = type(obj), attr
        if asked not in self._safe:
            known = [names for kind, names in self._ASKED.items() if isinstance(obj, kind)]
            self._safe[asked] = any(attr in names for names in known)
        return self._safe[asked]

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call something: macros, blocks, what messages are said by, and what texts answer."""
        # What is not defined says so when it is called.
        if isinstance(obj, Macro | BlockReference | LoopContext | jinja2.Undefined):
            return True
        if isinstance(obj, BuiltinMethodType | MethodType) and isinstance(obj.__self__, str | MappingView):
            return self.is_safe_attribute(obj.__self__, obj.__name__, obj)
        return any(obj is known for known in self.globals.values())


def environment(assets: Assets, compiled: jinja2.BytecodeCache | None) -> Environment:
    """A sandboxed environment over some templates, in which whatever is undefined is an error."""
    return Environment(
        loader=TemplateLoader(assets),
        extensions=["jinja2.ext.i18n", _Places],
        undefined=_Undefined,
        autoescape=True,
        auto_reload=False,
        optimized=False,
        bytecode_cache=compiled,
    )
