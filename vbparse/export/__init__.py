"""Taking it out: the records of an archive as a file for other programs, other people, another archive.

    exports   a record as every format begins with it: its path relative to the folder that was given
    as_jsonl  the record's JSON, a line each
    columns   the record flattened: a row of text; its citations and recipients, a row each
    as_csv    rows for a spreadsheet, in which no cell is a formula
    as_xlsx   the same as a workbook of three sheets
    as_tt02   the elements of a document by Thông tư 02/2019/TT-BNV
    as_html   a register: one page that is searched and sorted in a browser
    schemas   what these promise, as JSON Schemas

The same documents give the same bytes: no clock, no locale, no path of a machine is in them. Each format
writes bytes to a file as records come, and gives back sentences of what it had to leave out.
"""
