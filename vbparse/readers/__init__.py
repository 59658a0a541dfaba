"""Files into sources: what is found, whether it is text, and how its bytes are decoded.

    find(["ho-so/"])                  the files of a folder, each once, in a stable order
    read(Path("ho-so/001.txt"), …)    its Source
    read_bytes(sys.stdin.buffer.read(), "-")

A format has its module here (so far `plain`: text and Markdown, whose ornament `normalize`
removes) and its rows in `formats`, which tell a file by its content and then by its suffix.
Files are opened for reading only, and only after lstat says that they are regular files.
"""

from vbparse.readers.opening import MAX_BYTES, printable, read, read_bytes, up_to
from vbparse.readers.walking import Files, Found, Together, find, folders

__all__ = [
    "MAX_BYTES", "Files", "Found", "Together", "find", "folders", "printable", "read", "read_bytes", "up_to",
]
