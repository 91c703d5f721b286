"""Reading a drawing back, as an XML parser sees it."""

from xml.etree import ElementTree

from ergo.drawing.svg import Svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def words(svg: Svg) -> list[str]:
    """Every text element, in order."""
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def assert_sound(svg: Svg) -> None:
    """Well-formed, named, described, and free of anything that is loaded or run."""
    root = parsed(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert root[1].tag == f"{SVG}desc"
    assert root[1].text
    assert svg.alt.startswith(root[0].text)
    allowed = {"svg", "title", "desc", "rect", "line", "path", "circle", "text", "g", "defs", "pattern"}
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in allowed
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert "url(" not in value or value == "url(#ergo-hatch)"
            assert "nan" not in value
            assert "inf" not in value
