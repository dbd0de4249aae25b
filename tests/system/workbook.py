"""Reads and writes the least of xlsx that the tests need, with nothing but zip and xml."""

import re
import xml.etree.ElementTree as xml
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FAULT_FILL = "FFFF9999"


def column_number(reference):
    number = 0
    for letter in re.match(r"[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Workbook:
    """A workbook read whole: per sheet the texts of its cells and the fill behind each."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self._archive = archive
            self._texts = self._shared_texts()
            self._fills = self._fill_of_styles()
            self._parts = self._sheet_parts()
            self.sheets = {name: self._read(part) for name, part in self._parts.items()}
            self.comments = sum(len(self._xml(name).findall(f".//{MAIN}comment")) for name in archive.namelist()
                                if re.fullmatch(r"xl/comments\d*\.xml", name))

    def _xml(self, name):
        return xml.fromstring(self._archive.read(name))

    def _shared_texts(self):
        if "xl/sharedStrings.xml" not in self._archive.namelist():
            return []
        return ["".join(part.text or "" for part in item.iter(f"{MAIN}t"))
                for item in self._xml("xl/sharedStrings.xml").findall(f"{MAIN}si")]

    def _fill_of_styles(self):
        if "xl/styles.xml" not in self._archive.namelist():
            return [""]
        styles = self._xml("xl/styles.xml")
        colours = []
        for fill in styles.findall(f"{MAIN}fills/{MAIN}fill"):
            colour = fill.find(f"{MAIN}patternFill/{MAIN}fgColor")
            colours.append("" if colour is None else colour.get("rgb", ""))
        return [colours[int(look.get("fillId", 0))] for look in styles.findall(f"{MAIN}cellXfs/{MAIN}xf")]

    def _sheet_parts(self):
        targets = {each.get("Id"): each.get("Target") for each in self._xml("xl/_rels/workbook.xml.rels")}
        return {sheet.get("name"): "xl/" + targets[sheet.get(RELATION)].removeprefix("/xl/").removeprefix("xl/")
                for sheet in self._xml("xl/workbook.xml").findall(f"{MAIN}sheets/{MAIN}sheet")}

    def _read(self, part):
        sheet = Sheet()
        for cell in self._xml(part).iter(f"{MAIN}c"):
            at = cell.get("r")
            place = (int(re.search(r"\d+", at)[0]), column_number(at))
            text = self._text(cell)
            if text != "":
                sheet.cells[place] = text
            sheet.fills[place] = self._fills[int(cell.get("s", 0))]
        return sheet

    def _text(self, cell):
        value = cell.findtext(f"{MAIN}v", "")
        if cell.get("t") == "s":
            return self._texts[int(value)]
        if cell.get("t") == "inlineStr":
            return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
        return value

    def red_cells(self):
        """Places of all cells that are filled as faults: (sheet, row, column)."""
        return [(name, *place) for name, sheet in self.sheets.items()
                for place, fill in sheet.fills.items() if fill == FAULT_FILL]


class Sheet:
    def __init__(self):
        self.cells = {}
        self.fills = {}

    def find(self, text):
        """The first place, by rows, whose text contains this; None if there is none."""
        return next((place for place in sorted(self.cells) if text in self.cells[place]), None)

    def row(self, number):
        return {column: text for (row, column), text in self.cells.items() if row == number}


# Writing


class Formula(str):
    """A cell that holds a formula and no value that was ever computed."""


def write_workbook(path, sheets, extra=()):
    """sheets: {name: rows of values}; extra: further parts of the archive as (name, bytes)."""
    names = list(sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(names)))
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        archive.writestr("xl/workbook.xml", _book(names))
        archive.writestr("xl/_rels/workbook.xml.rels",
                         _relations([("worksheet", f"worksheets/sheet{i + 1}.xml") for i in range(len(names))]))
        for i, rows in enumerate(sheets.values()):
            archive.writestr(f"xl/worksheets/sheet{i + 1}.xml", _sheet(rows))
        for name, content in extra:
            archive.writestr(name, content)
    return path


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"


def _content_types(count):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{kind}.worksheet+xml"/>'
                     for i in range(count))
    return (f'{_HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{sheets}</Types>')


def _relations(targets):
    rows = "".join(f'<Relationship Id="rId{i + 1}" Type="{_SCHEMAS}/officeDocument/2006/relationships/{kind}" '
                   f'Target="{target}"/>' for i, (kind, target) in enumerate(targets))
    return f'{_HEAD}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships">{rows}</Relationships>'


def _book(names):
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{i + 1}" r:id="rId{i + 1}"/>'
                     for i, name in enumerate(names))
    return (f'{_HEAD}<workbook xmlns="{_SCHEMAS}/spreadsheetml/2006/main" '
            f'xmlns:r="{_SCHEMAS}/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>')


def _sheet(rows):
    body = "".join(f'<row r="{number}">{"".join(_cell(number, i + 1, value) for i, value in enumerate(row))}</row>'
                   for number, row in enumerate(rows, 1))
    return (f'{_HEAD}<worksheet xmlns="{_SCHEMAS}/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>')


def _cell(row, column, value):
    at = f"{column_letters(column)}{row}"
    if value is None or value == "":
        return ""
    if isinstance(value, Formula):
        return f'<c r="{at}"><f>{escape(value)}</f></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
