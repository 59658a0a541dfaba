"""A network of documents as a file: for other programs (dot, GraphML, JSON) and to look at (SVG, HTML).

    as_text.py    dot, GraphML, JSON
    as_svg.py     a drawing that stands still
    as_page.py    a page whose drawing moves (page.css, drawing.js, panel.js)
    layout.py     where each document stands
    look.py       its size, colour and name

The only place that knows networkx (layout, GraphML) and gravis (which brings the d3 of the page).
"""
