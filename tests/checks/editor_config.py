#!/usr/bin/env python3
""".editorconfig and .clang-format say the same about C++."""

import configparser
import re

from common import close, read


def find_faults(root):
    style = dict(re.findall(r"^(\w+):\s*(\S+)", read(root / ".clang-format"), re.M))
    editor = configparser.ConfigParser()
    editor.read_string("[top]\n" + read(root / ".editorconfig"))
    if not editor.has_section("*.{h,cpp}"):
        return [".editorconfig: no section [*.{h,cpp}]"]
    cpp = editor["*.{h,cpp}"]
    pairs = [("indent_size", "IndentWidth"), ("max_line_length", "ColumnLimit")]
    faults = [f".editorconfig {ours} = {cpp.get(ours)}, .clang-format {theirs}: {style.get(theirs)}"
              for ours, theirs in pairs if cpp.get(ours) is not None and cpp[ours] != style.get(theirs)]
    if cpp.get("indent_size") is None:
        faults.append(".editorconfig: no indent_size for C++")
    if cpp.get("indent_style") != ("space" if style.get("UseTab", "Never") == "Never" else "tab"):
        faults.append(f".editorconfig indent_style = {cpp.get('indent_style')}, .clang-format UseTab")
    return faults


if __name__ == "__main__":
    close(find_faults)
