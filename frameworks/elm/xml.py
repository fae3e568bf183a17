"""ELM in XML (the schemas of learning opportunities and qualifications) as the nodes that JSON-LD gives.

An element is a property of the one around it, and a thing if it has parts or an id. `idref` leads to another
thing, `uri` to a concept, `language` is that of a text. XML that declares a document type is refused: it may
declare entities, and nothing in ELM needs one.
"""

from xml.parsers import expat

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.ctdl.graph import local
from skillsgraph.frameworks.ctdl.node import Node, Text
from skillsgraph.model.text import language_of

_DEEPEST = 64
_PUBLISHED = "Give the XML as its publisher offers it."
_TYPES = {  # property -> class, where this is not the property's name with a capital letter
    **dict.fromkeys(("homepage", "supplementaryDocument", "contactForm"), "WebResource"),
    **dict.fromkeys(("additionalNote", "entryRequirement", "learningOutcomeSummary"), "Note"),
    **dict.fromkeys(("admissionProcedure", "scheduleInformation", "fullAddress"), "Note"),
    **dict.fromkeys(("eidasLegalIdentifier", "registration", "vatIdentifier"), "LegalIdentifier"),
    **dict.fromkeys(("bannerImage", "logo"), "MediaObject"),
    "temporal": "PeriodOfTime",
    "taxIdentifier": "LegalIdentifier",
    "hasPart": "Concept",
}


def nodes_of(data: bytes, file: str) -> list[Node]:
    """The things of a document that have an id, in the order written.

    Raises:
        SourceError: It is no well-formed XML, is nested too deep, or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator="#")
    builder = _Builder(parser, file)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"This is not XML: {expat.errors.messages[error.code]}."
        raise SourceError(message, where=Where(file, error.lineno), hint=_PUBLISHED) from error
    return [node for node in builder.things if node.uri]


class _Builder:
    """Puts elements together: a stack of those that are open."""

    def __init__(self, parser: expat.XMLParserType, file: str) -> None:
        self.parser = parser
        self.file = file
        self.things: list[Node] = []
        self.open: list[tuple[str, dict[str, str], Node, list[str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= _DEEPEST:
            raise self._refused(f"Elements are nested more than {_DEEPEST} deep.")
        own = {local(key): value for key, value in attributes.items()}
        uri = own.get("id") or own.get("uri")
        self.open.append((local(name), own, Node(uri, self.parser.CurrentLineNumber), []))

    def text(self, words: str) -> None:
        if self.open:
            self.open[-1][3].append(words)

    def end(self, _: str) -> None:
        name, attributes, node, words = self.open.pop()
        if "id" in attributes:
            self.things.append(node)
        if node.values or "id" in attributes:
            node.types = (
                _TYPES.get(name, name[:1].upper() + name[1:]) if "uri" not in attributes else "Concept",
            )
        text = "".join(words).strip()
        value: Node | Text | str | None = attributes.get("idref") or attributes.get("uri")
        if node.values:
            value = node
        elif value is None and text:
            language = attributes.get("language")
            value = Text(text, language_of(language) if language else None)
        if self.open and value is not None and "id" not in attributes:
            self.open[-1][2].values.setdefault(name, []).append(value)

    def doctype(self, *_: object) -> None:
        raise self._refused("The XML declares a document type.")

    def _refused(self, message: str) -> SourceError:
        return SourceError(message, where=Where(self.file, self.parser.CurrentLineNumber), hint=_PUBLISHED)
