#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times two imports of the real program, checks included: 1,000,000 pupil rows of csv, and 100,000 rows x 12 columns of
xlsx. Prints seconds and peak memory of the whole process.

usage: bench/import_bench.py BINARY [--pupils N] [--rows N]
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import zipfile

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
SCHOOLS = 1000


def identity_number(number):
    """A valid number, another one for each argument."""
    day, order = divmod(number, 1000)
    month_day = day % 336
    year = 2010 + (day // 336) % 9
    area = 990000 + day // 3024
    body = f"{area:06d}{year:04d}{1 + month_day // 28:02d}{1 + month_day % 28:02d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS))
    return body + CHECK[total % 11], f"{year:04d}-{1 + month_day // 28:02d}-{1 + month_day % 28:02d}"


def school_code(index):
    return f"2141{index % SCHOOLS:06d}"


def write_registry(folder):
    with open(folder / "schools.csv", "w", encoding="utf-8") as out:
        out.write("code,name,kind,area_class\n")
        for index in range(SCHOOLS):
            out.write(f"{school_code(index)},第{index}小学,211,220\n")


def write_pupils(file, count):
    with open(file, "w", encoding="utf-8") as out:
        out.write("student_no,identity_no,name,sex,birth,code,grade,class\n")
        for number in range(count):
            identity, birth = identity_number(number)
            sex = "male" if int(identity[16]) % 2 else "female"
            out.write(
                f"G{identity},{identity},张小{number % 97},{sex},{birth},{school_code(number)},"
                f"{1 + number // SCHOOLS % 6},{1 + number // 6000 % 9}班\n"
            )


def write_teachers_xlsx(file, count):
    """The plainest workbook: inline strings, one sheet named as the table."""
    heads = ("id", "code", "stage", "subject", "degree", "title", "honour", "honour_until", "certificate",
             "birth_year", "in_post_since", "contract")
    rng = random.Random(1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml",
                      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      '<Default Extension="xml" ContentType="application/xml"/>'
                      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
        book.writestr("_rels/.rels",
                      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml",
                      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
                      '<sheet name="teachers" sheetId="1" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels",
                      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                      '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            rows = [heads] + [None] * count
            for number, row in enumerate(rows):
                if row is None:
                    row = (f"T{number:07d}", school_code(number), "primary", rng.choice(("13", "14", "22", "24")),
                           rng.choice(("21", "31", "41")), rng.choice(("senior", "first", "second")), "", "",
                           "primary", 1965 + number % 35, 2000 + number % 25, "in_quota")
                cells = "".join(
                    f'<c r="{chr(65 + i)}{number + 1}"><v>{value}</v></c>' if isinstance(value, int) else
                    f'<c r="{chr(65 + i)}{number + 1}" t="inlineStr"><is><t>{value}</t></is></c>'
                    for i, value in enumerate(row) if value != "")
                sheet.write(f'<row r="{number + 1}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


def timed(command, environment):
    """Seconds, peak MiB and exit code of the whole process."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    output = child.stdout.read() + child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    return time.monotonic() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), output.decode()


def measure(name, binary, database, file, environment, limit):
    seconds, mebibytes, code, output = timed([binary, "import", str(database), str(file), "--json"], environment)
    print(f"{name}: {seconds:.2f} s (limit {limit} s), peak {mebibytes:.0f} MiB, exit {code}")
    if code != 0:
        print(output[:2000])
    return code == 0 and seconds < limit and mebibytes < 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--pupils", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        environment = dict(os.environ, JUNHENG_KEY_FILE=str(folder / "key"), JUNHENG_LANG="en")
        database = folder / "county.db"
        subprocess.run([options.binary, "init", str(database), "--code", "419901"], env=environment, check=True)
        registry = folder / "registry"
        registry.mkdir()
        write_registry(registry)
        subprocess.run([options.binary, "import", str(database), str(registry), "--quiet"], env=environment, check=True,
                       stdout=subprocess.DEVNULL)
        write_pupils(folder / "pupils.csv", options.pupils)
        write_teachers_xlsx(folder / "teachers.xlsx", options.rows)
        good = measure(f"{options.pupils} pupil rows of csv", options.binary, database, folder / "pupils.csv",
                       environment, 15)
        good &= measure("the same file again", options.binary, database, folder / "pupils.csv", environment, 15)
        good &= measure(f"{options.rows} x 12 of xlsx", options.binary, database, folder / "teachers.xlsx",
                        environment, 10)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
