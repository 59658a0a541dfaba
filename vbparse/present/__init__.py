"""How records, hits and reports look: on a terminal, as plain lines, as JSON.

Everything here takes the record as its JSON says it (a dictionary), so that a search or a card
does not load the models that only the parser needs.
"""
