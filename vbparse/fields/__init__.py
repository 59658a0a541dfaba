"""Recognisers: one field of the record a module, named as the law names the parts of a document.

Each looks at the zones of one document and yields what it found; none knows another. Absence is
silence: a recogniser never raises and never guesses.
"""
