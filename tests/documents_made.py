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
