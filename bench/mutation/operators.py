"""The small wrong changes that are made to a module, one at a time.

Only what runs inside a function is changed. Left alone are texts, annotations, default values and what a ``raise``
says: a changed message is no wrong answer.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}
_PAIRS = (
    ("min", "max"),
    ("any", "all"),
    ("earliest", "latest"),
    ("start", "until"),
    ("first", "last"),
    ("YES", "NO"),
    ("bisect_left", "bisect_right"),
)
NAMES = dict(_PAIRS) | {after: before for before, after in _PAIRS}
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the function it is in, its line, the place in the tree and which change of that place."""

    module: str
    function: str
    first: int
    line: int
    place: int
    variant: int
    what: str

    @property
    def name(self) -> str:
        """A name that is stable as long as the module is."""
        return f"{self.module}:{self.line}:{self.place}:{self.variant}"


def changes(node: ast.AST) -> list[tuple[str, ast.AST | None]]:
    """What ``node`` can be replaced by, each with its description; None stands for a removed statement."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=right):
            return [
                (
                    f"{type(op).__name__} → {new.__name__}",
                    ast.Compare(left, [*ops[:at], new(), *ops[at + 1 :]], right),
                )
                for at, op in enumerate(ops)
                for new in COMPARISONS[type(op)]
            ]
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [(f"{type(op).__name__} → {type(other).__name__}", ast.BoolOp(other, values))]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [("not removed", operand)]
        case ast.UnaryOp(op=ast.Invert(), operand=operand):
            return [("~ removed", operand)]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            new_op = ARITHMETIC[type(op)]
            return [(f"{type(op).__name__} → {new_op.__name__}", ast.BinOp(left, new_op(), right))]
        case ast.Constant(value=bool(value)):
            return [(f"{value} → {not value}", ast.Constant(not value))]
        case ast.Constant(value=int(value)):
            return [(f"{value} → {new}", ast.Constant(new)) for new in (value + 1, value - 1)]
        case ast.Return(value=value) if value is not None and not _is_none(value):
            return [("returns None", ast.Return(ast.Constant(None)))]
        case ast.IfExp(test=test, body=body, orelse=orelse) if not _changes_itself(test):
            return [("condition negated", ast.IfExp(_negated(test), body, orelse))]
        case ast.If(test=test, body=then, orelse=otherwise) if not _changes_itself(test):
            return [("condition negated", ast.If(_negated(test), then, otherwise))]
        case ast.comprehension(target=target, iter=source, ifs=[_, *_] as tests, is_async=is_async):
            return [
                (
                    "filter removed",
                    ast.comprehension(target, source, [*tests[:at], *tests[at + 1 :]], is_async),
                )
                for at in range(len(tests))
            ]
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            return [("statement removed", None)]
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            return [("statement removed", None)]
        case ast.Name(id=name, ctx=ast.Load()) if name in NAMES:
            return [(f"{name} → {NAMES[name]}", ast.Name(NAMES[name], ast.Load()))]
        case ast.Attribute(value=value, attr=name, ctx=ast.Load()) if name in NAMES:
            return [(f".{name} → .{NAMES[name]}", ast.Attribute(value, NAMES[name], ast.Load()))]
    return []


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _changes_itself(test: ast.expr) -> bool:
    """A single comparison and a *not* are negated by their own changes."""
    return isinstance(test, ast.UnaryOp) or (isinstance(test, ast.Compare) and len(test.ops) == 1)


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def mutants(module: str, text: str) -> list[Mutant]:
    """Every change that can be made to the functions of ``module``, in the order of its text."""
    tree = ast.parse(text)
    places = {id(node): place for place, node in enumerate(ast.walk(tree))}
    found = [
        Mutant(module, name, first, getattr(node, "lineno", first), places[id(node)], variant, what)
        for name, function in _functions(tree, "")
        for first in (min([function.lineno, *(one.lineno for one in function.decorator_list)]),)
        for node in _inside(function)
        for variant, (what, _) in enumerate(changes(node))
    ]
    return sorted(found, key=lambda one: (one.line, one.place, one.variant))


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTION):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _inside(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.AST]:
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, ast.Raise):
            continue
        if isinstance(node, ast.AnnAssign):
            stack.extend([node.value] if node.value else [])
        elif isinstance(node, _FUNCTION):
            stack.extend(node.body)
        else:
            stack.extend(ast.iter_child_nodes(node))


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, variant: int) -> None:
        self.target, self.variant = target, variant

    def visit(self, node: ast.AST) -> ast.AST:
        if node is not self.target:
            return self.generic_visit(node)
        new = changes(node)[self.variant][1] or ast.Pass()
        return ast.copy_location(new, node) if hasattr(node, "lineno") else new


def compiled(mutant: Mutant, text: str, path: str) -> CodeType:
    """The code of the changed function, as the whole changed module would define it."""
    tree = ast.parse(text)
    target = list(ast.walk(tree))[mutant.place]
    changed = ast.fix_missing_locations(_Replace(target, mutant.variant).visit(tree))
    stack = [compile(changed, path, "exec", dont_inherit=True)]
    while stack:
        code = stack.pop()
        if code.co_qualname == mutant.function and code.co_firstlineno == mutant.first:
            return code
        stack.extend(part for part in code.co_consts if isinstance(part, CodeType))
    raise LookupError(mutant.name)
