"""Shell completion: the scripts that `vbparse completion` prints, and what answers them.

A script calls the program with the line as far as it is typed (`_VBPARSE_LINE`) and the name of the
shell (`_VBPARSE_COMPLETE`), and gets a line for each thing to offer: `=VALUE`, with a tab and a word
about it where the shell shows that, or `files`, `dirs`, `nospace`. It gets nothing where anything is
wrong: whoever presses the tab key has not asked for a message.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Annotated, NamedTuple

import click
import typer
from click.shell_completion import CompletionItem, ShellComplete

from vbparse.present.terminal import flush, one_line, write

VARIABLE = "_VBPARSE_COMPLETE"

app = typer.Typer()


class Shell(StrEnum):
    """A shell that a script is known for."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


@app.command()
def completion(shell: Annotated[Shell, typer.Argument(metavar="SHELL", hidden=True)]) -> None:
    """Print the script that completes commands, fields, numbers and tags in bash, zsh or fish.

    \b
    eval "$(vbparse completion bash)"                       in ~/.bashrc
    eval "$(vbparse completion zsh)"                        in ~/.zshrc, behind compinit
    vbparse completion fish > ~/.config/fish/completions/vbparse.fish
    """
    write(_SCRIPTS[shell].strip("\n"))


class Typed(NamedTuple):
    """A line as far as it is typed: its words, and the last, which goes on.

    Of the last word the shell keeps `kept` code points, up to a character at which it breaks words or to a
    quotation mark that is open, and puts what is offered in the place of the rest.
    """

    words: list[str]
    last: str
    kept: int
    is_quoted: bool


def read(line: str, breaks: Collection[str] = ()) -> Typed:
    """A line read as a shell reads it."""
    words: list[str] = []
    last, kept, quote, escaped, begun = "", 0, "", False, False
    for char in line:
        if escaped:
            last, escaped = last + char, False
        elif char == "\\" and quote != "'":
            escaped = begun = True
        elif quote:
            last, quote = (last, "") if char == quote else (last + char, quote)
        elif char in "'\"":
            quote, kept, begun = char, len(last), True
        elif char.isspace():
            if begun:
                words.append(last)
            last, kept, begun = "", 0, False
        else:
            last, begun = last + char, True
            kept = len(last) if char in breaks else kept
    return Typed(words, last, kept, bool(quote))


def answer(shell: str) -> int:
    """What can go on the line; the exit code, which is always 0."""
    from vbparse.cli.root import app

    try:
        breaks = set(os.environ.get("_VBPARSE_BREAKS", "")) if shell == Shell.bash else set()
        # readline breaks words at these two too, and leaves them to what it breaks off.
        typed = read(os.environ.get("_VBPARSE_LINE", ""), breaks - {"$", "@"})
        for line in _lines(typer.main.get_command(app), typed, shell):
            write(line)
        flush()
    except Exception:
        return 0
    return 0


def _lines(command: click.Command, typed: Typed, shell: str) -> Iterator[str]:
    # `cd x; vbparse show 8` or `sudo vbparse show 8`: what stands before the program is not ours.
    at = next((at for at, word in enumerate(typed.words) if os.path.basename(word) == "vbparse"), 0)
    items = ShellComplete(command, {}, "vbparse", VARIABLE).get_completions(typed.words[at + 1:], typed.last)
    option = re.match(r"--[\w-]+=", typed.last)
    for item in items:
        if item.type != "plain":
            yield "files" if item.type == "file" else "dirs"
            continue
        # click leaves out the option that stands before the value.
        value = one_line(option.group() + item.value if option else item.value)
        if value.endswith((":", "=")):
            yield "nospace"
        yield _offered(value, item, typed, shell)


def _offered(value: str, item: CompletionItem, typed: Typed, shell: str) -> str:
    if shell == Shell.bash:
        rest = value[typed.kept:]
        return "=" + (rest if typed.is_quoted else re.sub(r"([^\w@%+=:,./-])", r"\\\1", rest))
    about = one_line(item.help or "")
    return f"={value}\t{about}" if about else f"={value}"


_SCRIPTS = {
    Shell.bash: r"""
_vbparse() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            files) compopt -o default 2>/dev/null ;;
            dirs) compopt -o dirnames 2>/dev/null ;;
            nospace) compopt -o nospace 2>/dev/null ;;
            =*) COMPREPLY+=("${line#=}") ;;
        esac
    done < <(_VBPARSE_COMPLETE=bash _VBPARSE_LINE="${COMP_LINE:0:COMP_POINT}" \
        _VBPARSE_BREAKS="$COMP_WORDBREAKS" "$1" 2>/dev/null)
}
complete -F _vbparse vbparse
""",
    Shell.zsh: r"""
#compdef vbparse
_vbparse() {
    local line
    local -a values shown open
    local typed="${(j: :)words[1,CURRENT]}"
    for line in "${(@f)$(_VBPARSE_COMPLETE=zsh _VBPARSE_LINE=$typed ${words[1]} 2>/dev/null)}"; do
        case $line in
            files) _files ;;
            dirs) _files -/ ;;
            '='*:) open+=("${line#=}") ;;
            '='*) line="${line#=}"; values+=("${line%%$'\t'*}"); shown+=("${line/$'\t'/  -- }") ;;
        esac
    done
    (( $#open )) && compadd -U -S '' -- $open
    (( $#values )) && compadd -U -V vbparse -l -d shown -- $values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _vbparse "$@"
else
    compdef _vbparse vbparse
fi
""",
    Shell.fish: r"""
function __vbparse_complete
    set -l typed (commandline -cp | string collect)
    for line in (env _VBPARSE_COMPLETE=fish _VBPARSE_LINE="$typed" vbparse 2>/dev/null)
        switch $line
            case files
                __fish_complete_path (commandline -ct)
            case dirs
                __fish_complete_directories (commandline -ct)
            case '=*'
                string sub --start 2 -- $line
        end
    end
end
complete --command vbparse --no-files --arguments '(__vbparse_complete)'
""",
}
