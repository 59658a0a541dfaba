"""Every sentence that vbparse says to a person, in one place.

One clear sentence: what happened, to what, and what to do. Names of fields on cards and tables
are not here but in `present/labels.py`: they are the Vietnamese terms.
"""

from __future__ import annotations

# The command line
JSON_OR_CSV = "--json and --csv exclude each other."
JSON_OR_JSONL = "--json and --jsonl exclude each other: --json is one array, --jsonl an object a line."
JSON_OR_WHY = "--why excludes --json and --jsonl, where each value has its evidence anyway."
ONE_OUTPUT = "--html excludes --json, --jsonl and --why; the page says why by itself."
ONE_VIEW = "--json, --text, --why and --open exclude each other."
INTERRUPTED = "Interrupted."
STDOUT_FAILED = "Cannot write the output: {why}."
SYSTEM_REFUSED = "The system refuses access: {why}."
SYSTEM_FAILED = "Input or output failed: {why}."
OUR_BUG = (
    "This is a bug of vbparse, not of yours ({kind}: {text}). Please report it with the command that "
    "you typed; VBPARSE_DEBUG=1 shows where it happened."
)

NO_PATH_EXISTS = "No such file or folder: {paths}."
IS_EMPTY = "{where} is empty; say {what}."
AN_ARGUMENT = "An argument"
A_FILE, A_FOLDER, A_NAME = "the name of a file", "the name of a folder", "a name"
A_DOCUMENT, A_DOCUMENT_OR_TAG = "a number or an id", "a number, an id, +TAG or -TAG"

# parse
SOME_FILES_FAILED = "{failed} of {total} failed; the others were read."
PAGE_NOT_MADE = "Cannot make {path}: {why}."
IS_A_FOLDER = "it is a folder; name a file in it"
NOT_OUR_PAGE = "there is a file of another kind; give another name, or remove it"
UNSURE = "confidence below {sure}"
NO_FILE_READ = "Nothing was read: {total} given, none of them text that vbparse reads."

# --why: what was not taken for a field, and the reason
NOT_TAKEN = "not {value}: {reason}"
NOT_FOUND = "not found"
IN_STAMP = "in an arrival stamp"
SIGNED_ON = "the time of an electronic signature"
OF_A_FORM = "the blank of a form"
OF_THE_APPENDIX = "of the appendix"
BELOW_THE_HEAD = "below the letterhead"
OF_THE_COPIED = "of the document that is copied"
LATER = "a later one of the page"
SUPERIOR = "the superior's line"
OUTVOTED = "{ground} decides"
GROUNDS = {
    "type.title": "the title",
    "type.copy": "the copy's own note",
    "type.code": "the number's code",
    "issuer.letterhead": "the letterhead",
    "issuer.joint": "the number's list of bodies",
}

# search
EMPTY_QUERY = "Say what to look for, for example: vbparse search \"Chỉ thị 32\"."
NOTHING_FOUND = "Nothing in the archive answers {query}."
DID_YOU_MEAN = "Did you mean: {nearest}?"
PAGE = "{shown} of {total}."
NEXT_PAGE = "{shown} of {total}; --offset {last} shows the next."
BEHIND_THE_LAST = "{total} in all; --offset {offset} is behind the last."
NO_DATE_IN_QUERY = (
    "{term}: no date, so its words were looked for; say 2019, 2019-06, 21/6/2019, 2019..2021 or 2020.. there."
)
BRACKET_IN_QUERY = (
    "{field}: does not reach into brackets, so what is in them was looked for everywhere; "
    "say ({field}:… OR {field}:…)."
)
ONLY_CITED = "{named} is cited by {count} of this archive, but is not in it."

# export
NOTHING_TO_EXPORT = "No record of the archive answers."
EXPORTED = "{count} written to {path}."
NOT_ON_A_TERMINAL = "A terminal shows no {format}; name a file with --output."
CELLS_CUT = "{count} of the sheet {sheet} held more than Excel's 32,767 characters: cut, and marked […]."
CLASSIFIED_EXPORTED = "{count} marked MẬT, TỐI MẬT or TUYỆT MẬT: see whether they may leave this machine."

# graph
NOTHING_TO_DRAW = "The archive holds no document, so there is nothing to draw."
DRAWN = "{nodes} ({missing} not in the archive) and {edges} written to {path}."

# list
NOTHING_LISTED = "The archive holds no such document."

# Narrowing
NO_VALUE = "{option} {value}: there is no word in it."
NO_YEAR = "{option} {value}: no year; say 2019."
NO_DATE = "{option} {value}: no date; say 2019, 2019-06, 2019-06-21 or 21/6/2019."

# stats
JSON_OR_PAGE = "--html and --json exclude each other."
NOTHING_TO_COUNT = "No document of the archive answers; there is nothing to count."

# cites, missing, duplicates
CITES_NOTHING = "{name} cites no document."
CITED_BY_NONE = "No document of this archive cites {name}."
NOTHING_MISSING = "The archive holds every document that is cited in it."
MORE_MISSING = "{shown} of {total} shown; --limit shows more."
NOTHING_TWICE = "No document is in the archive twice."

# show
SEVERAL = "{key} is {count} documents; give the id of one:"
SEVERAL_TO_NARROW = "{key} is {count} documents; narrow with --date, --place or --issuer, or give the id:"
SEVERAL_MISSING = "{key} is not in the archive; {count} documents that are cited here may be meant:"

CLASSIFIED = "Marked {mark}: see whether it may be on this machine at all."

# --open
OPENS_ONE = "--open excludes --json, --jsonl and --facet; on a pipe it prints path and line."
NO_SUCH_HIT = "There is no hit {number}; {total} in all."
SOURCE_GONE = "{path} is not there any more; `vbparse show {id} --text` prints the text as it was read."
SOURCE_CHANGED = (
    "{path} has changed since it was read, so the line may be another; `vbparse show {id} --text` prints"
    " the text as it was."
)
NO_PROGRAM = "Cannot run {program}: {why}; see VISUAL, EDITOR and PAGER."
NO_EDITOR = "There is no editor to open it with; say which in EDITOR."
PROGRAM_FAILED = "{program} ended with code {code}."

# tag, searches
NO_NAME = "{name} cannot be a tag or a name: letters, digits, - and _, beginning with a letter or a digit."
NOTHING_TO_TAG = "Name the documents before the tags: vbparse tag 84-KH/BTGTU +cần-đọc -cũ."
TAGGED_AND_NOT = "{name} cannot be put on and taken off at once."
NO_TAGS = "No document has a tag."
NO_SEARCHES = "No search has been saved."
NO_SAVED_SEARCH = "There is no saved search {name}; `vbparse searches` lists those that there are."
NOTHING_TO_SAVE = "Say what to save, for example: vbparse search --save {name} \"Chỉ thị 32\"."
SAVED = "Saved; `vbparse search @{name}` asks it again."

# fix, review
NO_SUCH_FIELD = "{name} is no field that can be corrected; there are {names}."
NOT_PRINTABLE = "{field}: there is a character in it that nobody can see."
NO_NUMBER = "{value} is no number of a document; say 84-KH/BTGTU or 30/2020/NĐ-CP."
NO_DOC_TYPE = "No table knows the type {value}; say \"kế hoạch\" or KH, or add it to your tables (--tables)."
SEVERAL_TYPES = "{value} stands for {names}; say which."
NOT_ONE_OF = "{field}={value}: it is one of {values}, or nothing."
NO_SIGNER = "{value}: no names; say \"Nông Văn Thắm, Trưởng ban\", with ; between two."
NO_VALUE_GIVEN = "{word} gives no field a value; say date=21/6/2019, or date= for none."
TWICE_GIVEN = "{field} is given two values."
NOT_CORRECTED = "{field} of {name} is not corrected."
NOTHING_CORRECTED = "Nothing of {name} is corrected."
BY_PERSON = "a person corrected it"
NOTHING_TO_REVIEW = "No record has a warning or an unsure value that nobody has looked at."
NO_ORPHANS = "Every correction is where its document is."
ASKED = "A value for {field}; Enter: it is right as it is, -: there is none, s: skip it, q: quit"

# reparse
REPARSED = "{records} of {files} read anew; {changed} changed."
WOULD_REPARSE = "{records} of {files} would be read anew; {changed} would change."
NOTHING_TO_REPARSE = "Every document was read by these rules; --all reads them all the same."
READ_WITH_GAP = "a document of it was forgotten, and the others are divided otherwise now"
NO_LONGER_READ = "{count} could not be read anew; their records are as they were."

# doctor: what is wrong, and what is to be done about it
_FIX = "vbparse doctor --fix "
_ANEW = f"{_FIX}makes it anew"
FINDINGS = {
    "catalog-unreadable": ("{why}", f"{_FIX}takes over all that can be read of it"),
    "catalog-pages": ("pages of the catalog are damaged: {why}", f"{_FIX}takes over all that can be read"),
    "catalog-rows": (
        "belong to what is not there: {rows} ({names})", f"{_FIX}drops them and says which they were"
    ),
    "file-changed": (
        "not kept as written: {files} ({names})",
        f"{_FIX}reads them again, or what is stored of their text where they are gone",
    ),
    "record-changed": (
        "not kept as written: records of {files} ({names})", f"{_FIX}makes them anew from the stored text"
    ),
    "record-missing": (
        "without some of their records: {files} ({names})", f"{_FIX}makes them anew from the stored text"
    ),
    "table-changed": (
        "not kept as written: the table {names}", f"{_FIX}makes it anew if it can, else leaves it and says so"
    ),
    "record-stale": (
        "with columns, citations or corrections that are not their records': {files} ({names})",
        f"{_FIX}mends them",
    ),
    "links-stale": ("mean other documents than they should: {citations}", f"{_FIX}resolves them again"),
    "index-unusable": ("the search index is missing or cannot be used", _ANEW),
    "index-behind": ("the search index is that of another state of the catalog", _ANEW),
    "index-records": ("otherwise in the search index than in the catalog: {records} ({names})", _ANEW),
    "source-gone": (
        "not where they were read: {files} ({names})", "nothing is lost; vbparse ingest follows moved files"
    ),
    "source-changed": ("changed since they were read: {files} ({names})", "vbparse ingest reads them again"),
    "not-compared": (
        "the search index was not looked at: another vbparse is writing", "try again when it is done"
    ),
}
ROW_DROPPED = "Row {row} of {table} belonged to what is not there, and was dropped."
TABLE_LEFT = (
    "Something in the table {table} has rotted or is another hand's, and nothing says what; it was left as it"
    " is. Compare it with a backup."
)
ROW_ILLEGIBLE = "A row of the table {table} cannot be read any more and was dropped: {row}."
SUMS_LOST = "The sums of the catalog cannot be read any more, so nothing says whether all else is as it was."
TEXT_UNPROVEN = (
    "{name}: the source is gone, and the stored text may differ from it; the records were made from it."
)
FILE_DROPPED = "{name}: the source is gone, and what is stored of it cannot be made out; it was dropped."
FILE_LOST = "{name}: the source is gone, and what was stored of it cannot be read any more."
ROWS_LOST = "Rows of the table {table} cannot be read any more; those that can were taken over."
NOTHING_SALVAGED = (
    "Nothing can be read of the catalog in {folder} ({why}). It was left as it is: move it away, then restore"
    " a backup, or ingest your files into a new archive."
)
SOUND = "The archive is sound: {documents} in {files}."
NOT_SOUND = "The archive is not sound."
NOT_ALL_MENDED = "Not everything could be mended; the copy of the catalog has what was there."
MENDED = "mended"
COPY_KEPT = "The catalog as it was before is kept in {path}."

# backup, restore
NO_BACKUP = "This is no backup of vbparse, or it is damaged: {why}."
NEWER_BACKUP = "The backup was made by a newer vbparse; restore it with that one."
BACKUP_ROW = "The backup cannot be taken in: line {number} of {kind}: {why}."
NO_BACKUP_THERE = "No backup at {path}: {why}."
TAKEN = {"added": "added", "held": "there already", "differs": "otherwise there, and left so"}
RESTORED_KEPT = "{path}: the archive has another version of it, which stays."

# rebuild
REBUILT = "Index rebuilt: {count}."

# Reading a file: the reasons in the list of skipped and failed files
NO_READER = "{kind}: no reader yet"
NOT_REGULAR = "not a regular file"
IS_LINK = "a link; links inside a folder are not followed"
EMPTY_FILE = "nothing in it"
TOO_LARGE = "larger than {limit} MB"
TOO_MUCH_MEMORY = "reading it would take more than {limit} MB of memory"
TOO_SLOW = "reading it takes more than {seconds} seconds of the processor"
BINARY = "binary data, not text"
LEGACY_ENCODING = (
    "neither UTF-8 nor UTF-16 (byte 0x{byte:02X} at {at}); legacy encodings such as TCVN3, VNI "
    "and windows-1258 have no reader yet"
)
BROKEN_ENCODING = "broken {encoding} at byte {at}"

# The archive
NO_ARCHIVE = "There is no archive in {folder}; `vbparse ingest PATH` makes one."
NO_CATALOG = "The catalog of the archive is no vbparse catalog, or its head is damaged."
NEWER_ARCHIVE = "The archive was made by a newer vbparse; use that one, or another archive (--archive)."
RECORD_UNREADABLE = "a record cannot be read"
DAMAGED_ARCHIVE = "The catalog of the archive in {folder} is damaged: {why}."
ARCHIVE_IN_USE = (
    "Another vbparse (process {process}) has been writing to the archive since {since}; try again later."
)
WAITING = "Waiting for another vbparse (process {process}), which has been writing since {since} …"
ARCHIVE_LOCKED = "Another program holds the catalog of the archive in {folder}; try again later."
ARCHIVE_REFUSED = "The system refuses access to {path}: {why}."
ARCHIVE_STORAGE = "Input or output failed on {path}: {why}."
CANNOT_CREATE = "Cannot make the archive's folder {path}: {why}."
NO_DATA_FOLDER = "The system names no folder for your data; say where the archive is to lie with --archive."

# The index
INDEX_REBUILT = "The search index was missing, out of date or damaged, and was made anew from the catalog."
INDEX_BEHIND = "Another vbparse is writing to the archive; what it has just added may be missing here."
INDEX_NOT_USABLE = "The search index cannot be used now; the catalog answered, which takes longer."
INDEX_NOT_WRITABLE = (
    "The search index cannot be made anew ({why}); the catalog answered, which takes longer."
)
INDEX_NOT_PRIVATE = (
    "The file system cannot keep others out of the archive's folder, so there is no search index; "
    "the catalog answers, which takes longer."
)

# ingest
EVERY_FILE_FAILED = "{total} found, and every one failed."
BUG_AT_FILE = "a bug of vbparse ({kind}: {text}); please report it"
NO_DOCUMENT = "no document in it"
PROCESS_DIED = "the process that read it has died, twice"

NO_PATH = "Missing argument 'PATH...': say which files or folders to read."
FILES_MISSING = (
    "{count} gone, whose documents stay in the archive: `vbparse status --missing` lists them,"
    " `vbparse ingest --prune` takes them out."
)
SAFE_SO_FAR = "Interrupted; what was read is kept, and running it again goes on from there."

FORGOTTEN = "forgotten; `vbparse ingest --recall` takes it in again"

# forget
TO_FORGET = "To be forgotten for good:"
FORGET_REALLY = "Take {count} out of catalog and index, and out of the copy of an upgrade? [y/N]"
NOT_FORGOTTEN = "Nothing was forgotten."
FORGOTTEN_NOW = "{count} forgotten; the files that they were read from are as they were."
SAY_YES = "Nobody can be asked here; --yes forgets without asking."
BACKUP_REMOVED = "{path}, the copy that an upgrade had left, was damaged and has been removed whole."
NOT_YET_CLEAN = (
    "Another program is reading the catalog, so bytes of what was forgotten may still lie in its files; once"
    " that has ended, `vbparse forget --yes {ids}` writes over them."
)

# status, log
NO_SUCH_RUN = "There is no run {run}; `vbparse log` lists those that there are."
NO_RUN_YET = "Nothing has been ingested into this archive."
NOTHING_UNREAD = "Every file that was tried has been read."
NONE_VANISHED = "Every file of the archive was where it is known to be when it was last looked for."
ONE_LIST = "--failed and --missing exclude each other."

# show
NO_SUCH_DOCUMENT = "No document in the archive has the number or id {key}."
NONE_SO_NARROWED = "{key} is {count}, none of that date, place or issuer."


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"

# Tables
NO_TABLES = "No tables in {path}: {why}."
NO_TABLE_IN_IT = "no file that ends in .csv or .toml"
NO_SUCH_TABLE = "no table has that name; there are {names}"
NO_UTF8 = "not UTF-8"
NO_ROWS = "{section} is no list of rows"
NO_WORDS = "{name} holds something besides lists of trimmed words (homoglyphs: besides single letters)"
UNKNOWN_SECTION = "unknown section {names}"
UNKNOWN_COLUMN = "unknown column {names}"
CELLS_AND_NAMES = "{cells} cells under {names} names"
ROW_STANDS_TWICE = "the same row stands above"
ROW_REPLACES = "replaces a row that vbparse has"
EXAMPLE_NOT_KNOWN = "its example is not recognised: {text}"
TRAP_NOT_SEEN = "its counterexample is recognised: {text}"
BAD_PATTERN = "its pattern does not compile: {why}"
ROW_BREAKS = "with these rows, vbparse's own {row} fails: {why}"
TABLES_CHECKED = "{rows} read, {replacing} of them in place of one of vbparse's."
TABLES_WRONG = "{wrong} in the tables of {path}."

# Warnings of a record
MARKED = "The document is marked {mark}."
SERIAL_UNREADABLE = "The serial before {symbol} is blank or cannot be read."
NUMBER_MISSING = "No number of the document's own was found."
DATE_MISSING = "No date line was found."
DATE_PARTIAL = "The date is known only as {date}."
FIELD_MISSING = "The {field} was not found."
FIELD_INFERRED = "The {field} is not printed; it is concluded by {rule}."
SIGNER_MISSING = "No signer's name was found."
