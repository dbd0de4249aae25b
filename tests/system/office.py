"""LibreOffice without a screen, as the clerk's spreadsheet."""

import pathlib
import shutil
import subprocess
import xml.etree.ElementTree as xml

from program import missing_data

SPACES = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
          "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
          "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
          "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"}
SECONDS = 180


def name(short):
    space, word = short.split(":")
    return f"{{{SPACES[space]}}}{word}"


class Office:
    """Converts between forms of workbooks; keeps its profile in the scratch folder."""

    def __init__(self, place):
        self.program = shutil.which("soffice")
        if self.program is None:
            missing_data("LibreOffice (soffice) is not installed")
        self.place = place

    def convert(self, source, form):
        """The same workbook in another form: xlsx, xls, fods."""
        target = self.place.folder(f"as-{form}")
        done = subprocess.run(
            [self.program, f"-env:UserInstallation=file://{self.place.path}/office", "--headless", "--norestore",
             "--convert-to", form, "--outdir", str(target), str(source)],
            env=self.place.env, capture_output=True, timeout=SECONDS)
        made = target / f"{pathlib.Path(source).stem}.{form}"
        if not made.exists():
            raise AssertionError(f"soffice made no {made.name}: {done}")
        return made


class FlatSheets:
    """A flat OpenDocument workbook that can be changed cell by cell."""

    def __init__(self, path):
        self.path = path
        for short, space in SPACES.items():
            xml.register_namespace(short, space)
        self.tree = xml.parse(path)

    def rows(self, sheet):
        table = next(table for table in self.tree.iter(name("table:table"))
                     if table.get(name("table:name")) == sheet)
        return list(table.iter(name("table:table-row")))

    def cells(self, row):
        """The cells of a row one by one; runs of equal ones are taken apart."""
        for at, cell in reversed(list(enumerate(row))):
            times = int(cell.get(name("table:number-columns-repeated"), 1))
            if 1 < times < 200:
                cell.attrib.pop(name("table:number-columns-repeated"))
                for _ in range(times - 1):
                    row.insert(at, xml.fromstring(xml.tostring(cell)))
        return list(row)

    @staticmethod
    def text(cell):
        return "\n".join("".join(part.itertext()) for part in cell.findall(name("text:p")))

    def column(self, sheet, head):
        """The number of the column whose head begins so."""
        for row in self.rows(sheet):
            for number, cell in enumerate(self.cells(row)):
                if self.text(cell).startswith(head):
                    return number
        raise AssertionError(f"no head {head} in {sheet}")

    def set_number(self, sheet, key, head, value):
        """Writes a number under the head into the row that holds the key."""
        column = self.column(sheet, head)
        for row in self.rows(sheet):
            cells = self.cells(row)
            if key in map(self.text, cells):
                self.write(cells[column], value)
                return
        raise AssertionError(f"no row {key} in {sheet}")

    @staticmethod
    def write(cell, value):
        for child in list(cell):
            cell.remove(child)
        cell.set(name("office:value-type"), "float")
        cell.set(name("calcext:value-type"), "float")
        cell.set(name("office:value"), str(value))
        xml.SubElement(cell, name("text:p")).text = str(value)

    def save(self):
        self.tree.write(self.path, encoding="utf-8", xml_declaration=True)
        return self.path
