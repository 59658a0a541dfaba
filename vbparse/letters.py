"""Letters for `re`, which has no `\\p{L}` and reads most patterns several times as fast as `regex`."""

from __future__ import annotations

from typing import Final

LATIN: Final = "A-Za-zªµºÀ-ÖØ-öø-ɏḀ-ỿ"
"""Inside of a class: letters of Latin script, all of Vietnamese among them."""
CAPITALS: Final = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Inside of a class: the capitals of Vietnamese and of its neighbours in Latin-1."""
