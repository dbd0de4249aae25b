"""The tables of the contract: columns of `export --tables`, and the way there and back."""

import random
import unittest

from program import (AMPLE_SHARED, AMPLE_STAGE, ROOT, SystemTest, ample_tables, digest_of_folder, export, head_of,
                     read_table, row_of, say, school, write_table)

# contract.md 3, typed from the page.
CONTRACT = {
    "county.csv": "key,value,unit,period",
    "schools.csv": "code,name,kind,area_class,ownership,township,village,lon,lat,crs,built_year,central_school,"
                   "campus_of,merged_into,flags",
    "stages.csv": "code,stage,pupils,above_degree_teachers,backbone_teachers,pe_art_teachers,added_pe_art_teachers",
    "shared.csv": "code,teaching_area_m2,indoor_sports_m2,sports_ground_m2,added_sports_m2,equipment_yuan,"
                  "multimedia_rooms",
    "classes.csv": "code,grade,class,pupils",
    "rooms.csv": "code,kind,area_m2,count",
    "teachers.csv": "id,code,stage,subject,degree,title,honour,honour_until,certificate,birth_year,in_post_since,"
                    "contract",
}
CODE = "2141000001"


class Columns(SystemTest):
    def test_the_columns_of_the_contract_come_first(self):
        folder = export(self.place, self.demo())
        for name, columns in CONTRACT.items():
            head = head_of(folder / name)
            self.assertEqual(head[:len(columns.split(","))], columns.split(","), name)

    def test_every_table_is_in_the_documents(self):
        page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
        folder = export(self.place, self.demo())
        for path in folder.glob("*.csv"):
            self.assertTrue(f"`{path.name}`" in page, f"docs/tables.md does not name {path.name}")

    def test_form_of_the_files(self):
        for path in export(self.place, self.demo()).iterdir():
            content = path.read_bytes()
            content.decode("utf-8")
            self.assertFalse(content.startswith(b"\xef\xbb\xbf"), path.name)
            self.assertNotIn(b"\r", content, path.name)
            self.assertTrue(content.endswith(b"\n"), path.name)

    def test_rows_stand_in_the_order_of_the_key(self):
        folder = export(self.place, self.demo())
        for name, keys in {"schools.csv": ("code",), "shared.csv": ("code",), "teachers.csv": ("id",)}.items():
            found = [tuple(row[key] for key in keys) for row in read_table(folder / name)]
            self.assertGreater(len(found), 20)
            self.assertEqual(found, sorted(found), name)

    def test_no_identity_numbers_among_the_teachers(self):
        folder = export(self.place, self.demo())
        self.assertFalse([name for name in head_of(folder / "teachers.csv") if "identity" in name])
        self.assertFalse(list(folder.glob("pupils*")), "children are never in these tables")


class ThereAndBack(SystemTest):
    def import_into_new(self, folder, name="again.db", code="000000"):
        county = self.place.path / name
        self.must("init", county, "--code", code, "--force")
        self.must("import", county, folder, "--json")
        return county

    def test_export_import_export_is_the_same(self):
        demo = self.demo()
        folder = export(self.place, demo)
        again = self.import_into_new(folder)
        self.assertEqual(digest_of_folder(export(self.place, again)), digest_of_folder(folder))
        self.assertEqual(self.must("assess", again, "--json").out, self.must("assess", demo, "--json").out)
        say(f"{sum(len(read_table(path)) for path in folder.glob('*.csv'))} rows there and back")

    def test_an_earlier_year_too(self):
        demo = self.demo()
        folder = export(self.place, demo, "--year", "2024")
        again = self.import_into_new(folder)
        self.assertEqual(self.assess(again)["school_year"], 2024)
        self.assertEqual(digest_of_folder(export(self.place, again)), digest_of_folder(folder))

    def test_any_order_of_columns_and_rows(self):
        folder = export(self.place, self.demo())
        shuffled = self.place.folder("shuffled")
        order = random.Random(1)
        for path in folder.glob("*.csv"):
            rows = read_table(path)
            names = head_of(path)
            order.shuffle(rows)
            order.shuffle(names)
            if rows:
                write_table(shuffled / path.name, [{name: row[name] for name in names} for row in rows])
        again = self.import_into_new(shuffled)
        self.assertEqual(digest_of_folder(export(self.place, again)), digest_of_folder(folder))

    def test_empty_is_not_reported_and_0_is_none(self):
        tables = ample_tables(CODE)
        tables["shared"][0] |= {"indoor_sports_m2": 0, "multimedia_rooms": ""}
        folder = export(self.place, self.new_county(tables=tables))
        row = row_of(read_table(folder / "shared.csv"), code=CODE)
        self.assertEqual((row["indoor_sports_m2"], row["multimedia_rooms"]), ("0", ""))

    def test_numbers_are_not_rounded(self):
        tables = ample_tables(CODE)
        tables["shared"][0] |= {"teaching_area_m2": "1234567.89", "equipment_yuan": "8123456789.01"}
        folder = export(self.place, self.new_county(tables=tables))
        row = row_of(read_table(folder / "shared.csv"), code=CODE)
        self.assertEqual((row["teaching_area_m2"], row["equipment_yuan"]), ("1234567.89", "8123456789.01"))

    def test_names_with_commas_quotes_and_line_breaks(self):
        name = '一小, "实验"\n东校'
        county = self.new_county(tables={
            "schools": [school(CODE) | {"name": name}],
            "stages": [{"code": CODE, "stage": "primary"} | AMPLE_STAGE], "shared": [{"code": CODE} | AMPLE_SHARED]})
        folder = export(self.place, county)
        again = self.import_into_new(folder)
        self.assertEqual(digest_of_folder(export(self.place, again)), digest_of_folder(folder))
        self.assertEqual(self.assess(again)["schools"][0]["name"].replace("\n", " "), name.replace("\n", " "))

    def test_the_bare_minimum_is_enough(self):
        folder = self.place.folder("bare")
        for name, rows in ample_tables(CODE).items():
            write_table(folder / f"{name}.csv", rows)
        answer = self.assess(self.import_into_new(folder))
        self.assertEqual(answer["schools"][0]["verdict"], "pass")

    def test_a_head_without_rows_is_no_error(self):
        folder = self.place.folder("bare")
        for name, rows in ample_tables(CODE).items():
            write_table(folder / f"{name}.csv", rows)
        (folder / "classes.csv").write_text(CONTRACT["classes.csv"] + "\n")
        run = self.must("import", self.new_county(), folder, "--json")
        self.assertEqual([issue for issue in run.json["issues"] if issue["severity"] == "error"], [])


if __name__ == "__main__":
    unittest.main()
