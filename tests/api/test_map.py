"""The map is what the tables say, in WGS 84 and within scope."""

import math
import re
import unittest

from server import API, ServerTest

METRE = 1.1e-5  # degrees


def rows_of(client, name):
    table = client.get(f"{API}/tables/{name}").json
    names = [column["name"] for column in table["columns"]]
    return {row[0]: dict(zip(names, row)) for row in table["rows"]}


def gcj02(lon, lat):
    """The public formula of the offset, forward."""
    x, y = lon - 105, lat - 35
    waves = lambda s, *terms: sum(a * math.sin(b * math.pi * s) for a, b in terms) * 2 / 3
    north = (-100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
             + waves(x, (20, 6), (20, 2)) + waves(y, (20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30)))
    east = (300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
            + waves(x, (20, 6), (20, 2), (20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30)))
    e2, a = 0.00669342162296594323, 6378245.0
    magic = 1 - e2 * math.sin(math.radians(lat)) ** 2
    return (lon + east * 180 / (a / math.sqrt(magic) * math.cos(math.radians(lat)) * math.pi),
            lat + north * 180 / (a * (1 - e2) / (magic * math.sqrt(magic)) * math.pi))


def bd09(lon, lat):
    lon, lat = gcj02(lon, lat)
    z = math.hypot(lon, lat) + 0.00002 * math.sin(lat * math.pi * 3000 / 180)
    theta = math.atan2(lat, lon) + 0.000003 * math.cos(lon * math.pi * 3000 / 180)
    return z * math.cos(theta) + 0.0065, z * math.sin(theta) + 0.006


BACK = {"gcj02": gcj02, "bd09": bd09}


def flat(parts):
    if isinstance(parts[0], (int, float)):
        return [tuple(parts)]
    return [at for part in parts for at in flat(part)]


class Map(ServerTest):
    def near(self, geometry, crs, lon, lat, what):
        self.assertEqual(geometry["type"], "Point", what)
        found = BACK.get(crs, lambda *at: at)(*geometry["coordinates"])
        for a, b in zip(found, (float(lon), float(lat))):
            self.assertAlmostEqual(a, b, delta=METRE, msg=what)

    def outline(self, geometry, wkt, crs, what):
        """Every corner of the drawn outline is one of the table's, and none of the table's is far from a drawn one."""
        word, drawn = wkt.split("(")[0].strip(), flat(geometry["coordinates"])
        self.assertEqual(geometry["type"].upper(), word, what)
        told = [tuple(map(float, pair.split())) for pair in re.findall(r"-?[0-9.]+ -?[0-9.]+", wkt)]
        self.assertNotIn(crs, BACK, what)
        grid = {(round(x, 4), round(y, 4)) for x, y in drawn}
        for x, y in told:
            ways = {(round(x + dx, 4), round(y + dy, 4)) for dx in (-METRE, 0, METRE) for dy in (-METRE, 0, METRE)}
            self.assertTrue(ways & grid, f"{what}: {x} {y}")
        self.assertLessEqual(len(drawn), len(told), what)

    def test_it_is_what_the_tables_say(self):
        client = self.admin()
        features = client.get(f"{API}/map").json["features"]
        by_layer = {}
        for feature in features:
            by_layer.setdefault(feature["properties"]["layer"], {})[feature["properties"]["code"]] = feature
        schools = by_layer["school"] | by_layer.get("campus", {})
        for layer, table in (("township", "townships"), ("village", "villages"), ("feature", "features")):
            rows = rows_of(client, table)
            self.assertTrue(rows)
            self.assertEqual(set(by_layer[layer]), set(rows))
            for code, row in rows.items():
                found = by_layer[layer][code]
                self.assertEqual(found["properties"]["name"], row["name"] or "")
                shape = row.get("polygon") or row.get("geometry")
                if shape:
                    self.outline(found["geometry"], shape, row["crs"], code)
                elif row.get("lon"):
                    self.near(found["geometry"], row["crs"], row["lon"], row["lat"], code)
        rows = rows_of(client, "schools")
        self.assertEqual(set(schools), set(rows))
        for code, row in rows.items():
            told = schools[code]["properties"]
            self.assertEqual((told["name"], told["kind"], told.get("township")),
                             (row["name"], row["kind"], row["township"]))
            self.assertEqual((told["layer"] == "campus", told.get("campus_of")), (bool(row["campus_of"]), row["campus_of"]))
            if row["lon"] is None:
                self.assertIsNone(schools[code]["geometry"])
            else:
                self.near(schools[code]["geometry"], row["crs"], row["lon"], row["lat"], code)

    def test_coordinates_are_short_and_the_answer_is_known_again(self):
        client = self.admin()
        answer = client.get(f"{API}/map?year=2025")
        drawn = [x for f in answer.json["features"] if f["geometry"] for at in flat(f["geometry"]["coordinates"]) for x in at]
        self.assertEqual([x for x in drawn if x != round(x, 5)], [])
        again = client.get(f"{API}/map?year=2025", headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertNotEqual(client.get(f"{API}/map?year=2024").json["school_year"], answer.json["school_year"])

    def test_schools_are_those_within_scope(self):
        admin = self.admin()
        one = next(iter(rows_of(admin, "schools")))
        client = self.user("map_teacher", "teacher", f"school:{one}")
        features = client.get(f"{API}/map").json["features"]
        campuses = {c for c, row in rows_of(admin, "schools").items() if row["campus_of"] == one}
        self.assertEqual({f["properties"]["code"] for f in features
                          if f["properties"]["layer"] in ("school", "campus")}, {one} | campuses)
        self.assertEqual(sum(f["properties"]["layer"] == "township" for f in features),
                         len(rows_of(admin, "townships")))


if __name__ == "__main__":
    unittest.main()
