// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/geojson.h"

#include <algorithm>
#include <fstream>

#include <rapidjson/error/en.h>
#include <rapidjson/istreamwrapper.h>

#include "io/exchange/geojson_geometry.h"
#include "io/exchange/import_cell.h"
#include "io/exchange/sheet_number.h"

namespace junheng {
namespace {

using Json = rapidjson::Value;

constexpr std::size_t kTownshipDigits = 9;
constexpr std::size_t kVillageDigits = 12;
constexpr std::string_view kDefaultCrs = "wgs84";

Cell cell_of(const Json& value) {
    if (value.IsString())
        return {CellKind::text, value.GetString()};
    if (value.IsInt64())
        return {CellKind::text, std::to_string(value.GetInt64())};
    if (value.IsNumber())
        return {CellKind::number, sheet_number(value.GetDouble())};
    if (value.IsBool())
        return {CellKind::boolean, value.GetBool() ? "1" : "0"};
    return {};
}

const Json* member(const Json& object, const char* name) {
    return object.IsObject() && object.HasMember(name) ? &object[name] : nullptr;
}

class GeoJsonReader {
public:
    GeoJsonReader(ImportRun& run, const std::filesystem::path& path)
        : run_(run),
          file_(path.filename().string()),
          named_(run.book.table_named(path.stem().string())) {
        year_ = year_in_name(file_).value_or(run.told_year.value_or(run.options.default_year));
        year_ = run.options.year.value_or(year_);
    }

    Result<void> read(const rapidjson::Document& document) {
        const Json* features = member(document, "features");
        if (features == nullptr || !features->IsArray())
            return failure(ErrorKind::data, "geojson.no_collection", {}, {file_});
        crs_ = crs_of_collection(document);
        for (rapidjson::SizeType i = 0; i < features->Size(); ++i) {
            row_ = static_cast<int>(i) + 1;
            ++run_.result.counts.rows;
            take((*features)[i]);
        }
        return {};
    }

private:
    static std::string crs_of_collection(const Json& document) {
        const Json* crs = member(document, "crs");
        const Json* properties = crs == nullptr ? nullptr : member(*crs, "properties");
        const Json* name = properties == nullptr ? nullptr : member(*properties, "name");
        return name != nullptr && name->IsString() ? name->GetString() : std::string(kDefaultCrs);
    }

    void report(std::string code, std::string value = {}, Args args = {}) {
        add_issue(
            run_,
            {std::move(code),
             Severity::error,
             {file_, {}, row_, 0},
             std::move(value),
             std::move(args)}
        );
    }

    std::string property(const Json& properties, std::string_view field) const {
        for (const auto& [name, value] : properties.GetObject())
            if (normal_head(name.GetString()) == field)
                return cell_of(value).text;
        return {};
    }

    TableId table_of(const Json& properties) const {
        if (named_ && *named_)
            return **named_;
        if (const auto told = table_by_name(property(properties, "table")))
            return *told;
        const std::string code = property(properties, "code");
        if (code.empty())
            return TableId::features;
        return code.size() == kTownshipDigits  ? TableId::townships
               : code.size() == kVillageDigits ? TableId::villages
                                               : TableId::schools;
    }

    void take(const Json& feature) {
        const Json* properties = member(feature, "properties");
        const Json* geometry = member(feature, "geometry");
        if (properties == nullptr || !properties->IsObject())
            return report("geojson.unknown_feature");
        const TableId table = table_of(*properties);
        StagedRow staged{Row(table_spec(table).fields.size(), Value(Missing::not_reported)), 0, {}};
        if (!take_properties(table, *properties, staged))
            return;
        if (table == TableId::features && std::holds_alternative<Missing>(staged.values.front()))
            if (const Json* id = member(feature, "id"))
                set(table, "id", cell_of(*id).text, staged);
        if (std::holds_alternative<Missing>(staged.values.front()))
            return report("geojson.unknown_feature");
        if (geometry != nullptr && !geometry->IsNull() &&
            !take_geometry(table, *geometry, *properties, staged))
            return;
        stage(table, std::move(staged));
    }

    bool take_properties(TableId table, const Json& properties, StagedRow& staged) {
        const TableSpec& spec = table_spec(table);
        for (const auto& [name, value] : properties.GetObject()) {
            const auto* refs = run_.book.find(read_head(name.GetString()).plain);
            const auto ref = refs == nullptr ? std::vector<FieldRef>() : *refs;
            const auto ours = std::ranges::find(ref, std::optional(table), &FieldRef::table);
            if (ours == ref.end() || value.IsNull())
                continue;
            const Cell cell = cell_of(value);
            CellValue read = read_cell(cell, table, spec.fields[ours->field], {}, run_.book);
            if (!read.ok()) {
                report(
                    read.fault, cell.text, cell_args(table, spec.fields[ours->field], cell.text)
                );
                return false;
            }
            staged.values[ours->field] = std::move(read.value);
            staged.given |= 1U << ours->field;
        }
        return true;
    }

    static void set(TableId table, std::string_view field, Value value, StagedRow& staged) {
        const auto index = field_by_name(table_spec(table), field);
        if (!index)
            return;
        staged.values[*index] = std::move(value);
        staged.given |= 1U << *index;
    }

    bool take_geometry(
        TableId table,
        const Json& geometry,
        const Json& properties,
        StagedRow& staged
    ) {
        const std::string named = property(properties, "crs");
        const std::string crs = crs_word(named.empty() ? crs_ : named);
        if (crs.empty())
            return report("geojson.unknown_crs", named.empty() ? crs_ : named), false;
        set(table, "crs", crs, staged);
        const auto point = point_of(geometry);
        if (point && table != TableId::features) {
            set(table, "lon", point->first, staged);
            set(table, "lat", point->second, staged);
            return true;
        }
        auto wkt = wkt_of(geometry);
        if (!wkt || table == TableId::schools)
            return report("geojson.bad_geometry"), false;
        set(table, table == TableId::features ? "geometry" : "polygon", std::move(*wkt), staged);
        return true;
    }

    void stage(TableId table, StagedRow staged) {
        const auto [sheet, fresh] = sheets_.try_emplace(table, -1);
        if (fresh)
            sheet->second = add_sheet(
                run_, {file_, {}, table, std::vector<int>(table_spec(table).fields.size())}
            );
        run_.staging.mention(year_, table, false, sheet->second);
        staged.parts.push_back({sheet->second, row_, staged.given});
        const std::string key = key_text(table_spec(table), staged.values);
        if (run_.staging.add(year_, table, std::move(staged), Twin::join) != nullptr)
            report(
                "import.duplicate_row",
                key,
                {{"first_file", file_}, {"first_sheet", ""}, {"first_row", "–"}}
            );
    }

    ImportRun& run_;
    std::string file_;
    std::optional<std::optional<TableId>> named_;
    SchoolYear year_;
    std::string crs_;
    int row_ = 0;
    std::map<TableId, int> sheets_;
};

}  // namespace

Result<void> read_geojson(ImportRun& run, const std::filesystem::path& file) {
    const std::string shown = file.filename().string();
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return failure(ErrorKind::unavailable, "file.unreadable", {{"file", shown}}, {shown});
    rapidjson::IStreamWrapper stream(in);
    rapidjson::Document document;
    // Iterative: a file of nothing but brackets must not end the program.
    document.ParseStream<rapidjson::kParseIterativeFlag>(stream);
    if (document.HasParseError())
        return failure(
            ErrorKind::data,
            "geojson.broken",
            {{"detail", rapidjson::GetParseError_En(document.GetParseError())}},
            {shown}
        );
    run.result.files.push_back({shown, file});
    return GeoJsonReader(run, file).read(document);
}

}  // namespace junheng
