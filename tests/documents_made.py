"""Documents as offices make them, and as somebody would who means harm."""

import zipfile

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


def word_xml(kind, inner):
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f'<w:{kind} xmlns:w="{W_NS}" xmlns:r="{R_NS}" {names}>{inner}</w:{kind}>'


def word_file(path, body, *, head="", main_type=MAIN_TYPE, outside="", more=None, **parts):
    """Write a DOCX of raw XML; `parts` by name without folder and ending, `more` whole members by name."""
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" '
        f'ContentType="{main_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{R_NS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": head + word_xml("document", f"<w:body>{body}<w:sectPr/></w:body>"),
    }
    if outside:
        members["word/_rels/settings.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{R_NS}/attachedTemplate" TargetMode="External" Target="{outside}"/></Relationships>'
        )
    members |= {f"word/{name}.xml": word_xml(name, inner) for name, inner in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (members | (more or {})).items():
            packed.writestr(name, content)
    return path


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(each if each.startswith('<') else run(each) for each in inner)}</w:p>"


def table(*rows, lines):
    borders = '<w:tblBorders><w:top w:val="single"/><w:insideV w:val="single"/></w:tblBorders>' if lines else ""
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODT = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "style", "text", "table", "meta", "manifest")},
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
ODT_KIND = "application/vnd.oasis.opendocument.text"


def odt_xml(kind, inner):
    names = " ".join(f'xmlns:{name}="{address}"' for name, address in _ODT.items())
    return f'<office:{kind} {names} office:version="1.2">{inner}</office:{kind}>'


def odt_file(path, text, *, automatic="", head="", linked="", more=None):
    """Write an ODT of raw XML inside ``office:text``; `linked` is the address of a picture that is not in it."""
    picture = f'<draw:image xlink:href="{linked}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
    frame = f'<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">{picture}</draw:frame>'
    body = text + (f"<text:p>{frame}</text:p>" if linked else "")
    styles = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    names = " ".join(f'xmlns:{name}="{address}"' for name, address in _ODT.items())
    entries = [("/", ODT_KIND), ("content.xml", "text/xml")]
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{at}" manifest:media-type="{kind}"/>' for at, kind in entries
    )
    members = {
        "mimetype": ODT_KIND,
        "content.xml": head
        + odt_xml("document-content", f"{styles}<office:body><office:text>{body}</office:text></office:body>"),
        "META-INF/manifest.xml": f"<manifest:manifest {names}>{listed}</manifest:manifest>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (members | (more or {})).items():
            packed.writestr(name, content)
    return path
