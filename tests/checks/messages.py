#!/usr/bin/env python3
"""Every message code used in src/ has Chinese and English texts in data/messages, with the same slots."""

import re
import tomllib
from pathlib import Path

from common import allowed, close, project_files, read, unexplained, without_comments

NOT_CODES = Path(__file__).parent / "not_messages.txt"
CODE = r'"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"'
# Where a code stands for certain, whatever its first word is.
RAISED = re.compile(r'(?:failure\([^;"]*?|Issue\{\s*(?:\.code = )?|FieldFault\{|\.code = )' + CODE)
FILE_NAME = re.compile(r"\.(csv|db|docx|et|geojson|json|sql|toml|txt|xls|xlsx|xml|zip)$")
TEST = re.compile(r"_test(_|$)|_(fixture|benchmark)$")
FIELDS = ("", "expected_", "advice_")


def load(root):
    """{code: texts}, and the faults of the files themselves."""
    texts, faults = {}, []
    for path in project_files(root, ".toml"):
        if path.parts[:2] != ("data", "messages"):
            continue
        for code, entry in tomllib.loads(read(root / path)).items():
            if code in texts:
                faults.append(f"{path}: {code} is in another file too")
            texts[code] = entry
    return texts, faults


def slots(text):
    return sorted(set(re.findall(r"\{([^}]*)\}", text)))


def faults_of_texts(code, entry):
    if not isinstance(entry, dict):
        return [f"{code}: not a table; write [\"{code}\"]"]
    faults = []
    for field in FIELDS:
        zh, en = entry.get(field + "zh", ""), entry.get(field + "en", "")
        if not (zh and en) and (field == "" or zh or en):
            faults.append(f"{code}: {field}zh and {field}en must both be there")
        elif slots(zh) != slots(en):
            faults.append(f"{code}: slots of {field}zh {slots(zh)} and {field}en {slots(en)} differ")
    known = {field + language for field in FIELDS for language in ("zh", "en")}
    return faults + [f"{code}: unknown field {name}" for name in sorted(set(entry) - known)]


def used_codes(root, areas):
    """{code: first place}: raised ones, and any text that looks like a code and begins with a known area."""
    used = {}
    for path in project_files(root, ".h", ".cpp"):
        if path.parts[0] != "src" or TEST.search(path.stem):
            continue
        text = without_comments(read(root / path))
        raised = {match[1] for match in RAISED.finditer(text)}
        looks = {code for code in re.findall(CODE, text) if code.split(".")[0] in areas
                 and not FILE_NAME.search(code)}
        for code in raised | looks:
            used.setdefault(code, path)
    return used


# Slots that stand in every finding of a check, those that the glossary adds beside others (issue_terms.h), and calls whose
# slots are put together elsewhere.
OF_FINDINGS = {"table", "key", "field", "value"}
BESIDE = {"parts": "part_name", "wholes": "whole_name", "field": "choices"}
ELSEWHERE = re.compile(r"\b(args|arguments|cell_args|and_then|std::move\(more\))\b|Args\b")
CODE_OF_MESSAGE = re.compile(CODE)


def statement_around(text, start, end):
    """From the statement's beginning to its semicolon, as far as signs tell."""
    first = max(text.rfind(sign, 0, start) for sign in ";}")
    last = text.find(";", end)
    return text[first + 1:last if last >= 0 else len(text)]


def faults_of_slots(root, texts):
    """A slot that no argument at the place of raising fills is printed as {slot}."""
    faults = []
    for path in project_files(root, ".cpp"):
        if path.parts[0] != "src" or TEST.search(path.stem):
            continue
        text = without_comments(read(root / path))
        for match in CODE_OF_MESSAGE.finditer(text):
            entry = texts.get(match[1])
            if entry is None:
                continue
            around = statement_around(text, match.start(), match.end())
            given = set(re.findall(r'\{"([a-z_0-9]+)",', around))
            if "report(" in around:
                given |= OF_FINDINGS
            elif not re.search(r"\b(failure|fail)\(", around) or ELSEWHERE.search(around):
                continue
            given |= {f"{name}_name" for name in given} | {BESIDE[name] for name in given if name in BESIDE}
            wanted = {slot for sentence in entry.values() for slot in slots(sentence)}
            faults += [f"{path}: {match[1]} is raised without {{{slot}}}" for slot in sorted(wanted - given)]
    return faults


def find_faults(root):
    texts, faults = load(root)
    for code, entry in texts.items():
        faults += faults_of_texts(code, entry)
    not_codes = allowed(NOT_CODES)
    faults += unexplained(not_codes, NOT_CODES)
    if not faults:
        faults += faults_of_slots(root, texts)
    used = used_codes(root, {code.split(".")[0] for code in texts})
    faults += [f"{path}: {code} has no texts in data/messages"
               for code, path in sorted(used.items()) if code not in texts and code not in not_codes]
    unused = sorted(set(texts) - set(used))
    if unused:
        print("never named in full in src/ (put together there, or left over): " + ", ".join(unused))
    return faults


if __name__ == "__main__":
    close(find_faults)
