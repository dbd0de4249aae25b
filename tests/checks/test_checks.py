#!/usr/bin/env python3
"""Each check finds the fault that it is there for. Trees are written to a scratch folder outside git."""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

import bare_thresholds
import data_files
import editor_config
import glossary
import messages
import own_machine
import pictures
import source_files

ROOT = pathlib.Path(__file__).parents[2]
HEAD = "// SPDX-License-Identifier: Apache-2.0\n"
TEXTS = '["area.bad"]\nzh = "坏 {what}"\nen = "bad {what}"\n'


class Check(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = pathlib.Path(scratch.name)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def assert_found(self, check, *parts):
        faults = check.find_faults(self.root)
        self.assertEqual(len(faults), 1, faults)
        for part in parts:
            self.assertIn(part, faults[0])


class Messages(Check):
    def test_texts_of_a_used_code_are_enough(self):
        self.write("data/messages/area.toml", TEXTS)
        self.write("src/x.cpp", HEAD + 'return failure(ErrorKind::data, "area.bad", {{"what", name}});')
        self.assertEqual(messages.find_faults(self.root), [])

    def test_a_slot_that_nothing_fills(self):
        self.write("data/messages/area.toml", TEXTS)
        self.write("src/x.cpp", HEAD + 'return failure(ErrorKind::data, "area.bad", {{"which", name}});')
        self.assert_found(messages, "area.bad", "{what}")

    def test_a_code_without_texts(self):
        self.write("data/messages/area.toml", TEXTS)
        self.write("src/x.cpp", HEAD + 'return failure(\n    ErrorKind::data, "other.bad");')
        self.assert_found(messages, "src/x.cpp", "other.bad")

    def test_a_code_of_a_known_area_anywhere(self):
        self.write("data/messages/area.toml", TEXTS)
        self.write("src/x.cpp", HEAD + 'constexpr auto kCode = "area.worse";  // not "area.in_comment"')
        self.assert_found(messages, "area.worse")

    def test_a_missing_language(self):
        self.write("data/messages/area.toml", '["area.bad"]\nzh = "坏"\n')
        self.assert_found(messages, "area.bad")

    def test_slots_that_differ(self):
        self.write("data/messages/area.toml", TEXTS.replace("bad {what}", "bad {that}"))
        self.assert_found(messages, "slots")

    def test_the_same_code_in_two_files(self):
        self.write("data/messages/area.toml", TEXTS)
        self.write("data/messages/other.toml", TEXTS)
        self.assert_found(messages, "another file")


class BareThresholds(Check):
    def test_a_number_of_a_document_in_an_engine(self):
        self.write("src/core/indicators/x.cpp", HEAD + "bool met = area / pupils >= 4.5;  // 5.8\n")
        self.assert_found(bare_thresholds, "src/core/indicators/x.cpp: 4.5")

    def test_neutral_numbers_and_tests_are_free(self):
        self.write("src/core/indicators/x.cpp", HEAD + 'double half = 0.5 * x; auto text = "4.5";\n')
        self.write("src/core/indicators/x_test.cpp", HEAD + "double limit = 4.5;\n")
        self.assertEqual(bare_thresholds.find_faults(self.root), [])


class Glossary(Check):
    """On the project's own schema, with one row of the real glossary broken."""

    def break_row(self, old, new):
        for name in ("schema.h", "records.h", "words.h"):
            self.write(f"{glossary.DOMAIN}/{name}", (ROOT / glossary.DOMAIN / name).read_text(encoding="utf-8"))
        text = (ROOT / glossary.GLOSSARY).read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.write(glossary.GLOSSARY, text.replace(old, new, 1))

    def test_a_column_without_a_row(self):
        self.break_row("\nownership = {", "\nowner = {")
        self.assert_found(glossary, "schools.ownership")

    def test_a_word_without_a_row(self):
        self.break_row("\ndense_centre = {", "\ndense = {")
        self.assert_found(glossary, "dense_centre")

    def test_a_row_without_english(self):
        self.break_row('en = "Villages"', 'english = "Villages"')
        self.assert_found(glossary, "tables.villages")


class EditorConfig(Check):
    def test_an_indent_that_differs(self):
        self.write(".clang-format", "IndentWidth: 4\nColumnLimit: 100\n")
        self.write(".editorconfig", "root = true\n\n[*.{h,cpp}]\nindent_style = space\nindent_size = 2\n")
        self.assert_found(editor_config, "indent_size = 2")


class OwnMachine(Check):
    def test_a_folder_of_somebodys_own(self):
        self.write("notes.md", "see /" + "home/wang/junheng\n")
        self.assert_found(own_machine, "notes.md:1")

    def test_paths_within_the_project_are_free(self):
        self.write("notes.md", "src/core/work/x and https://example.org/root/x and ~/work/x\n")
        self.assertEqual(own_machine.find_faults(self.root), [])


class SourceFiles(Check):
    def test_no_licence_line(self):
        self.write("src/x.cpp", "int x;\n")
        self.assert_found(source_files, "src/x.cpp:1")

    def test_a_header_that_does_not_say_what_it_is_for(self):
        self.write("src/x.h", HEAD + "#pragma once\n")
        self.assert_found(source_files, "src/x.h:2")

    def test_a_file_that_is_too_long(self):
        self.write("src/x.cpp", HEAD + "int x;\n" * 500)
        self.assert_found(source_files, "501 lines")


class DataFiles(Check):
    def test_a_file_that_does_not_parse(self):
        self.write("data/x.toml", "a = no\n")
        self.assert_found(data_files, "data/x.toml")


class Layers(Check):
    """The check that area() registers for each area."""

    def layers(self, include):
        self.write("src/core/base/x.h", f'{HEAD}/// X.\n#include "{include}"\n')
        return subprocess.run(
            [shutil.which("cmake"), "-DAREA=base", "-DDEPENDS=", "-DTEST_DEPENDS=", f"-DFOLDER={self.root}/src/core/base",
             f"-DSRC={self.root}/src", "-P", str(ROOT / "cmake/check_layers.cmake")], capture_output=True, text=True)

    def test_an_include_of_an_area_that_is_not_declared(self):
        answer = self.layers("app/cli/y.h")
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn("base may not include cli", answer.stderr)

    def test_an_include_not_written_from_src(self):
        self.assertNotEqual(self.layers("y.h").returncode, 0)

    def test_an_include_within_the_area(self):
        self.assertEqual(self.layers("core/base/y.h").returncode, 0)


class Pictures(Check):
    LISTED = '[{"file": "a.webp", "screen": "overview"}]'

    def setUp(self):
        super().setUp()
        self.write("docs/img/screens.json", self.LISTED)
        self.write("docs/img/a.webp", "picture")
        self.write("web/src/screens/overview/screen.ts", "{ id: 'overview' }")
        self.write("README.md", "![the county](docs/img/a.webp)")

    def test_nothing_to_find(self):
        self.assertEqual(pictures.find_faults(self.root), [])

    def test_a_picture_that_was_not_made(self):
        (self.root / "docs/img/a.webp").unlink()
        self.assert_found(pictures, "a.webp", "not made")

    def test_a_screen_that_is_gone(self):
        self.write("web/src/screens/overview/screen.ts", "{ id: 'other' }")
        self.assert_found(pictures, "overview")

    def test_a_picture_nobody_shows(self):
        self.write("README.md", "no picture")
        self.assert_found(pictures, "a.webp", "no document")

    def test_a_picture_nobody_lists(self):
        self.write("docs/img/b.webp", "picture")
        self.assert_found(pictures, "b.webp", "not in")

    def test_a_picture_too_large_for_the_repository(self):
        self.write("docs/img/a.webp", "x" * (pictures.MOST_BYTES + 1))
        self.assert_found(pictures, "a.webp", "at most")


if __name__ == "__main__":
    unittest.main()
