"""Whether an archive is sound, and what mends it.

    findings.py     what can be wrong, and what is to be done about it
    examining.py    the catalog against itself, the index against the catalog, the files against their sources
    treating.py     the mending, after a copy of the catalog was kept
"""

from __future__ import annotations

from vbparse.doctor.examining import examined
from vbparse.doctor.findings import Diagnosis, Finding
from vbparse.doctor.treating import treated

__all__ = ["Diagnosis", "Finding", "examined", "treated"]
