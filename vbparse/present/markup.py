"""What every page of ours shares: its first lines, its policy, and the one gate for text.

A paper may carry anything, markup and scripts too. `visible` is the one function that text passes on
its way into a page: it escapes what HTML would obey and shows what a reader could not see. Should it
ever fail, the page's own policy still forbids every script and style but ours, and every resource.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator

from vbparse.present.terminal import UNSAFE

OPENING = """\
<!DOCTYPE html>
<html lang="vi">
<meta charset="utf-8">
<meta name="generator" content="vbparse">
"""
"""What every page begins with, by which one is known for a page of ours."""


def head(title: str, style: str, *scripts: str) -> Iterator[str]:
    """The head of a page that stands alone: it may use this style and run these scripts, and load nothing.

    A script stands in the page as `<script>` and the very text given here; the policy knows it by its hash.
    """
    policy = f"default-src 'none'; style-src {_own(style)}; base-uri 'none'; form-action 'none'"
    if scripts:
        policy += f"; script-src {' '.join(map(_own, scripts))}"
    yield OPENING
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>{visible(title)}</title>\n<style>{style}</style>\n"


def _own(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def visible(text: str, marked: bool = False) -> str:
    r"""The text as HTML of it, within quotation marks too; what nobody would see is spelt out.

    `<b>\u202e` is `&lt;b&gt;⟨U+202E⟩`; `marked` sets the latter off and says its name.
    """
    text = html.escape(text)
    return UNSAFE.sub(_set_off, text) if marked else spelt(text)


def spelt(text: str) -> str:
    r"""The text with what nobody would see spelt out: `\u202e` is `⟨U+202E⟩`."""
    return UNSAFE.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def _set_off(match: re.Match[str]) -> str:
    name = unicodedata.name(match.group(), "CONTROL CHARACTER")
    return f'<span class="control" title="{name}">{spelt(match.group())}</span>'
