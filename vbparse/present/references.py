"""What a document cites, or what cites it: a tree on a terminal, a line a reference on a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from vbparse.present.card import ABSENT, called
from vbparse.present.labels import MAY_BE, NOT_HELD, RELATIONS, SHOWN_ABOVE
from vbparse.present.terminal import draw, is_terminal, one_line, write

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

_LONGEST = 120  # of a mention


def show_references(document: dict[str, Any]) -> None:
    """The tree; on a pipe depth, relation, number, date, issuer, id and mention, with tabs between."""
    if is_terminal():
        _draw(document)
    else:
        for depth, reference in _each(document["references"]):
            write("\t".join(one_line(cell) for cell in (
                depth, RELATIONS[reference["relation"]], called(reference), reference["date"] or ABSENT,
                reference["issuer"] or ABSENT, reference["id"] or _why_not(reference),
                reference["mention"] or ABSENT,
            )))


def _each(references: Sequence[dict[str, Any]], depth: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
    for reference in references:
        yield depth, reference
        yield from _each(reference["references"], depth + 1)


def _why_not(reference: dict[str, Any]) -> str:
    """Why a reference leads to no record: it is not held, or can be one of several."""
    if reference["candidates"]:
        return MAY_BE.format(count=len(reference["candidates"]))
    return NOT_HELD


def _draw(document: dict[str, Any]) -> None:
    from rich.tree import Tree

    tree = Tree(_head(document), guide_style="dim")
    _grow(tree, document["references"])
    draw(tree)


def _grow(tree: Tree, references: Sequence[dict[str, Any]]) -> None:
    for reference in references:
        _grow(tree.add(_branch(reference)), reference["references"])


def _head(document: dict[str, Any]) -> Text:
    from rich.text import Text

    about = [one_line(part) for part in (document["date"], document["issuer"]) if part]
    return Text.assemble((one_line(called(document)), "bold"), *((f" · {part}") for part in about))


def _branch(reference: dict[str, Any]) -> Text:
    """`thực hiện  Chỉ thị 32-CT/TW · 2019-02-18 · Bộ Chính trị`, and below it the words that say so."""
    from rich.text import Text

    line = Text.assemble((f"{RELATIONS[reference['relation']]}  ", "cyan"), _head(reference))
    if reference["mentions"] > 1:
        line.append(f" · {reference['mentions']} lần", style="dim")
    if reference["id"] is None:
        line.append(f" · {_why_not(reference)}", style="yellow")
    if reference["again"]:
        line.append(f" · {SHOWN_ABOVE}", style="dim")
    if reference["mention"]:
        said = Text(f"\n{one_line(reference['mention'])}", style="dim")
        said.truncate(_LONGEST, overflow="ellipsis")
        line.append(said)
    return line
