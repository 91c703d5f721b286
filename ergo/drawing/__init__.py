"""Small SVG drawings for screens and documents alike: text stays text, nothing is loaded from outside.

Every drawing is an `ergo.drawing.svg.Svg`: SVG text that carries the words which say the same to somebody who
cannot see it. The same input gives the same bytes.
"""
