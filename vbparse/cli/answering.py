"""A page of what the archive answers: a table, lines or JSON, what all is counted by, which page it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vbparse import messages
from vbparse.cli.options import CountBy, one_of
from vbparse.errors import NothingFound
from vbparse.present.as_json import line, pretty
from vbparse.present.terminal import is_terminal, say, write_json

if TYPE_CHECKING:
    from vbparse.index.found import Counts
    from vbparse.query import Facet


@dataclass(frozen=True, slots=True)
class Form:
    """How answers were asked for: as JSON, as lines of it, counted by the facets `chosen`."""

    as_json: bool
    as_lines: bool
    chosen: Sequence[CountBy]

    def __post_init__(self) -> None:
        one_of(messages.JSON_OR_JSONL, self.as_json, self.as_lines)

    @property
    def facets(self) -> tuple[Facet, ...]:
        """The facets that were chosen; on a terminal all, unless others were."""
        from vbparse.query import FACETS

        names = {one.value for one in self.chosen or ([CountBy.all] if is_terminal() else [])}
        if CountBy.none in names:
            return ()
        return tuple(facet for facet in FACETS if facet in names or CountBy.all in names)

    def show(
        self, name: str, answers: list[dict[str, Any]], table: Callable[[list[dict[str, Any]]], None],
        total: int, facets: Mapping[Facet, Counts],
    ) -> None:
        """The answers, which JSON calls by a name, and what they are counted by where that was asked for.

        A table has the counts below it in any case, as far as there is something to narrow by.
        """
        counted = self._counted
        if self.as_json:
            shown = {"total": total, name: answers, "facets": _as_objects(facets)}
            write_json(pretty(shown if counted else answers))
        elif self.as_lines:
            of_facets = [
                {"facet": facet, **value} for facet, values in _as_objects(facets).items() for value in values
            ]
            for one in of_facets if counted else answers:
                write_json(line(one))
        elif answers or counted:
            from vbparse.present.facets import show_facets

            if answers and (is_terminal() or not counted):
                table(answers)
            show_facets({
                facet: values for facet, values in facets.items() if counted or len(values) > 1
            })


    def say_page(self, shown: int, total: int, offset: int) -> None:
        """Which of all answers are shown, where these are not all of them; NothingFound behind the last.

        Counts that stand in place of the answers are of all of them.
        """
        if self._counted and not self.as_json and (self.as_lines or not is_terminal()):
            return
        if not shown:
            raise NothingFound(messages.BEHIND_THE_LAST.format(total=total, offset=offset))
        if shown < total:
            last = offset + shown
            sentence = messages.NEXT_PAGE if last < total else messages.PAGE
            say(sentence.format(shown=f"{offset + 1}-{last}" if shown > 1 else last, last=last, total=total))

    @property
    def _counted(self) -> bool:
        return bool(self.chosen and self.facets)


def _as_objects(facets: Mapping[Facet, Counts]) -> dict[Facet, list[dict[str, Any]]]:
    return {
        facet: [{"value": value, "count": count} for value, count in values]
        for facet, values in facets.items()
    }
