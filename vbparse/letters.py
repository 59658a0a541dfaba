"""Letters for `re`, which has no `\\p{L}` and reads most patterns several times as fast as `regex`."""

from __future__ import annotations

import re
from typing import Final

LATIN: Final = "A-Za-zªµºÀ-ÖØ-öø-ɏḀ-ỿ"
"""Inside of a class: letters of Latin script, all of Vietnamese among them."""
CAPITALS: Final = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Inside of a class: the capitals of Vietnamese and of its neighbours in Latin-1."""

ALIKE: Final = str.maketrans("l1|!j0qucb", "iiiiiogneh")
"""Plain letters that a scan takes for one another made equal: `CÔNG DLỆN`, `KẾ H0ẠCH`, `quyết địnb`."""
# What a scan makes of I, O and B among capitals: `GlÁM ĐỐC`, `8Í THƯ`; `PHÒNG 10`, `TỔ A1` stay.
_MISREAD = str.maketrans("l1|08", "IIIOB")
_NO_CAPITAL = re.compile(
    rf"(?<![\w|])[l1|08](?=[{CAPITALS}])|(?<=[{CAPITALS}])(?:[l1|08](?=[{CAPITALS}])|[l|](?!\w))"
)


def mended_capitals(printed: str) -> str:
    """A line in capitals with those that a scan took for small letters, digits or strokes."""
    return _NO_CAPITAL.sub(lambda match: match.group().translate(_MISREAD), printed)
