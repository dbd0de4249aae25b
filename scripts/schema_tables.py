"""The tables of the program as src/core/domain/schema.h and words.h declare them, for documents and checks."""

import re
from dataclasses import dataclass, field

DOMAIN = "src/core/domain"


@dataclass
class Column:
    name: str
    type: str
    unit: str = ""
    words: tuple = ()
    key: bool = False
    comment: str = ""  # of the member in records.h


@dataclass
class Table:
    name: str
    record: str
    comment: str = ""
    columns: list = field(default_factory=list)


def word_lists(root):
    text = (root / DOMAIN / "words.h").read_text(encoding="utf-8")
    lists = re.findall(r"std::array<std::string_view,\s*\d+>\s+(\w+)\s*\{(.*?)\}", text, re.S)
    return {name: tuple(re.findall(r'"(\w+)"', words)) for name, words in lists}


def record_comments(root):
    """({record: its comment}, {(record, member): the comment at its line})"""
    text = (root / DOMAIN / "records.h").read_text(encoding="utf-8")
    records, members = {}, {}
    pattern = r"((?:^/// [^\n]*\n)*)^struct (\w+) \{\n(.*?)^\};"
    for comment, record, body in re.findall(pattern, text, re.S | re.M):
        records[record] = " ".join(line[4:] for line in comment.splitlines())
        for member, note in re.findall(r"(\w+)(?: = [^;]*)?;\s*// ([^\n]*)", body):
            members[record, member] = note
    return records, members


def tables(root):
    text = (root / DOMAIN / "schema.h").read_text(encoding="utf-8")
    words = word_lists(root)
    records, members = record_comments(root)
    found = []
    blocks = re.findall(r"struct Schema<(\w+)> \{(.*?)^\};", text, re.S | re.M)
    for record, body in blocks:
        name = re.search(r'name = "(\w+)"', body)[1]
        keys = int(re.search(r"key_fields = (\d+)", body)[1])
        table = Table(name, record, records.get(record, ""))
        specs = re.findall(r"(?:field|nested)<&\w+::(\w+)(?:,\s*&\w+::\w+)?>\(\s*\{(.*?)\}\s*\)(?=[,\s])", body, re.S)
        for index, (member, spec) in enumerate(specs):
            parts = [part.strip().strip('"') for part in spec.replace("{}", "").split(",")] + ["", ""]
            column, kind, unit, word_list = parts[:4]
            table.columns.append(Column(
                column, kind.rpartition("::")[2], unit, words.get(word_list, ()), index < keys,
                members.get((record, member), "")))
        for column in table.columns:
            if column.type in ("word", "flags") and not column.words:
                raise ValueError(f"schema.h: the words of {name}.{column.name} were not found in words.h")
        if len(table.columns) != body.count("field<") + body.count("nested<"):
            raise ValueError(f"schema.h: a field of {name} is written in a way this script does not read")
        found.append(table)
    if not found:
        raise ValueError("schema.h: no tables found")
    return found
