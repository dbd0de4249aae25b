"""Reads a docx with nothing but zip and xml: its texts, its tables, and whether its parts keep the order of the schema."""

import posixpath
import re
import xml.etree.ElementTree as xml
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# Source: ECMA-376 part 1, CT_TblPr, CT_TcPr, CT_TrPr (a choice), CT_PPr, CT_RPr, CT_SectPr, as far as used here.
ORDER = {
    "tbl": ["tblPr", "tblGrid", "tr"],
    "tblPr": ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook"],
    "tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],
    "tr": ["trPr", "tc"],
    "tc": ["tcPr", "p"],
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"],
    "p": ["pPr", "r"],
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "spacing", "ind", "jc", "outlineLvl"],
    "r": ["rPr", "t", "br", "fldChar", "instrText"],
    "rPr": ["rFonts", "b", "i", "color", "sz", "szCs", "lang"],
    "sectPr": ["headerReference", "footerReference", "pgSz", "pgMar"],
    "style": ["name", "basedOn", "qFormat", "pPr", "rPr", "tblPr"],
    "styles": ["docDefaults", "style"],
    "body": ["p", "tbl", "sectPr"],
}
# Their members may stand in any order, but nothing else may stand there.
ANY_ORDER = {"body", "r"}


def text_of(node):
    parts = []
    for child in node.iter():
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag == f"{W}br":
            parts.append("\n")
    return "".join(parts)


class Document:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.stamps = {info.date_time for info in archive.infolist()}
            self.parts = {info.filename: archive.read(info.filename) for info in archive.infolist()}
        self.trees = {name: xml.fromstring(data) for name, data in self.parts.items()}
        self.body = self.trees["word/document.xml"].find(f"{W}body")
        self.paragraphs = [text_of(p) for p in self.body.findall(f"{W}p")]
        self.tables = [[[text_of(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
                       for table in self.body.findall(f"{W}tbl")]
        self.text = "\n".join(text_of(node) for node in self.body)

    def pages(self):
        """The children of the body, cut at page breaks."""
        page = []
        for node in self.body:
            if any(br.get(f"{W}type") == "page" for br in node.iter(f"{W}br")):
                yield page
                page = []
            else:
                page.append(node)
        yield page

    def faults(self):
        faults = []
        for name, tree in self.trees.items():
            for node in tree.iter():
                faults += [f"{name}: {fault}" for fault in faults_of(node)]
            if name.endswith(".rels"):
                base = posixpath.dirname(posixpath.dirname(name))
                faults += [f"{name}: {link.get('Target')} is not there" for link in tree.findall(RELATION)
                           if posixpath.join(base, link.get("Target")) not in self.parts]
        declared = {node.get("PartName") for node in self.trees["[Content_Types].xml"].findall(f"{TYPES}Override")}
        faults += [f"{part} is declared and not there" for part in declared if part.lstrip("/") not in self.parts]
        for table in self.body.iter(f"{W}tbl"):
            faults += faults_of_table(table)
        return faults


def faults_of(node):
    tag = node.tag.removeprefix(W)
    if not node.tag.startswith(W):
        return []
    if tag == "rFonts" and not node.get(f"{W}eastAsia"):
        return ["rFonts without eastAsia"]
    if tag == "tc" and (len(node) == 0 or node[-1].tag != f"{W}p"):
        return ["a cell must end in a paragraph"]
    order = ORDER.get(tag)
    if order is None:
        return []
    children = [child.tag.removeprefix(W) for child in node]
    unknown = [child for child in children if child not in order]
    if unknown:
        return [f"{tag} may not hold {unknown}"]
    places = [order.index(child) for child in children]
    return [] if tag in ANY_ORDER or places == sorted(places) else [f"{tag} out of order: {children}"]


def faults_of_table(table):
    grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    rows = table.findall(f"{W}tr")
    faults = [f"a row of {len(row.findall(f'{W}tc'))} cells on a grid of {grid}" for row in rows
              if len(row.findall(f"{W}tc")) != grid]
    if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
        faults.append("the head does not repeat")
    return faults


def number(text):
    """The first number of a text, its thousands taken together."""
    found = re.search(r"-?\d[\d,]*(\.\d+)?", text)
    return None if found is None else float(found[0].replace(",", ""))
