// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_template.h"

#include <algorithm>
#include <array>
#include <optional>

#include <toml++/toml.h>

#include "io/report/report_names.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCostFile = "unit_costs.toml";
constexpr std::array<std::string_view, 3> kForms{"docx", "xlsx", "pdf"};
constexpr std::array<std::string_view, 6>
    kKinds{"heading", "subheading", "text", "note", "sign", "table"};
constexpr std::array<std::string_view, 9> kReportKeys{
    "id",
    "form",
    "file",
    "title",
    "landscape",
    "each",
    "by_school",
    "on_request",
    "block"};
constexpr std::array<std::string_view, 3> kBlockKeys{"when", "each", "name"};

template <class Words>
bool one_of(const Words& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// Reads one file; the first fault is kept and reading goes on with defaults.
class TemplateReader {
public:
    explicit TemplateReader(std::string file) : file_(std::move(file)) {}

    const std::optional<Error>& fault() const { return fault_; }

    ReportTemplate report(const toml::table& root) {
        known_keys(root, kReportKeys);
        ReportTemplate report{
            .id = word(root, "id"),
            .landscape = root["landscape"].value_or(false),
            .on_request = root["on_request"].value_or(false),
            .by_school = root["by_school"].value_or(false)};
        report.form = static_cast<ReportForm>(place(root, "form", kForms));
        report.each_school = !word(root, "each").empty();
        if (report.each_school && word(root, "each") != "school_to_mend")
            add("report.unknown_list", root["each"].node(), {{"list", word(root, "each")}});
        of_school_ = report.each_school;
        if (report.id.empty())
            add("report.bad_value", &root, {{"key", "id"}});
        report.file = text(root, "file", {});
        if (report.file.zh.find('/') != std::string::npos ||
            report.file.en.find('/') != std::string::npos)
            add("report.bad_value", root["file"].node(), {{"key", "file"}});
        report.title = text(root, "title", scopes(nullptr));
        if (const toml::array* blocks = root["block"].as_array())
            for (const toml::node& node : *blocks)
                if (const toml::table* table = node.as_table())
                    report.blocks.push_back(block(*table));
        return report;
    }

    void costs(const toml::table& root, UnitCosts& costs) {
        for (const auto& [id, node] : root) {
            const toml::table* table = node.as_table();
            const auto yuan = table == nullptr ? std::nullopt : (*table)["yuan"].value<double>();
            const bool sourced = table != nullptr && !word(*table, "source").empty();
            if (!yuan || *yuan <= 0 || !sourced)
                add("report.bad_cost", &node, {{"indicator", std::string(id.str())}});
            else
                costs[std::string(id.str())] = *yuan;
        }
    }

private:
    void add(std::string code, const toml::node* at, Args args, std::size_t lines_below = 0) {
        if (fault_)
            return;
        Where where{.file = file_};
        if (at != nullptr)
            where.row = static_cast<int>(at->source().begin.line + lines_below);
        fault_ = Error{ErrorKind::data, std::move(code), std::move(args), where};
    }

    template <class Keys>
    void known_keys(const toml::table& table, const Keys& keys, std::string_view also = {}) {
        for (const auto& [key, node] : table)
            if (!one_of(keys, key.str()) && key.str() != also)
                add("report.unknown_key", &node, {{"key", std::string(key.str())}});
    }

    static std::string word(const toml::table& table, std::string_view key) {
        return table[key].value_or(std::string());
    }

    template <class Words>
    std::size_t place(const toml::table& table, std::string_view key, const Words& words) {
        const auto found = std::ranges::find(words, word(table, key));
        if (found != words.end())
            return static_cast<std::size_t>(found - words.begin());
        add("report.bad_value", &table, {{"key", std::string(key)}});
        return 0;
    }

    std::vector<FigureScope> scopes(const ListName* list) const {
        std::vector<FigureScope> scopes{FigureScope::county};
        if (list != nullptr)
            scopes.push_back(list->scope);
        if (of_school_)
            scopes.push_back(FigureScope::school);
        return scopes;
    }

    ReportBlock block(const toml::table& table) {
        ReportBlock block{.when = word(table, "when"), .each = word(table, "each")};
        const auto kind =
            std::ranges::find_if(kKinds, [&](std::string_view one) { return table.contains(one); });
        if (kind == kKinds.end()) {
            add("report.bad_value", &table, {{"key", "text"}});
            return block;
        }
        known_keys(table, kBlockKeys, *kind);
        block.kind = static_cast<BlockKind>(kind - kKinds.begin());
        const ListName* list = find_list(block.each);
        if (!block.each.empty() && list == nullptr)
            add("report.unknown_list", table["each"].node(), {{"list", block.each}});
        if (!block.when.empty() && !is_condition(block.when))
            add("report.unknown_condition", table["when"].node(), {{"condition", block.when}});
        if (block.kind == BlockKind::table)
            table_block(table, block);
        else
            block.text = text(table, *kind, scopes(list));
        return block;
    }

    void table_block(const toml::table& table, ReportBlock& block) {
        block.table = word(table, "table");
        const TableName* known = find_table(block.table);
        if (known == nullptr || (known->of_one_school && !of_school_))
            add("report.unknown_table", table["table"].node(), {{"table", block.table}});
        if (table.contains("name"))
            block.text = text(table, "name", scopes(nullptr));
    }

    BilingualName text(
        const toml::table& table,
        std::string_view key,
        const std::vector<FigureScope>& scopes
    ) {
        const toml::table* both = table[key].as_table();
        if (both == nullptr) {
            add("report.bad_value", &table, {{"key", std::string(key)}});
            return {};
        }
        for (const std::string_view language : {"zh", "en"}) {
            const toml::node* node = both->get(language);
            if (node == nullptr || !node->is_string())
                add("report.bad_value",
                    both,
                    {{"key", std::string(key) + "." + std::string(language)}});
            else
                check_slots(*node, scopes);
        }
        return {word(*both, "zh"), word(*both, "en")};
    }

    void check_slots(const toml::node& node, const std::vector<FigureScope>& scopes) {
        const std::string text = node.value_or(std::string());
        for (const ReportSlot& slot : report_slots(text)) {
            const auto above = static_cast<std::size_t>(std::count(
                text.begin(), text.begin() + static_cast<std::ptrdiff_t>(slot.begin), '\n'
            ));
            check_slot(node, slot, scopes, above + first_line_trimmed(node, text));
        }
    }

    /// A text in """ whose first line is empty begins on the next one.
    static std::size_t first_line_trimmed(const toml::node& node, std::string_view text) {
        const auto lines = node.source().end.line - node.source().begin.line;
        return lines > static_cast<std::size_t>(std::ranges::count(text, '\n')) ? 1 : 0;
    }

    void check_slot(
        const toml::node& node,
        const ReportSlot& slot,
        const std::vector<FigureScope>& scopes,
        std::size_t line
    ) {
        const std::string name(slot.name);
        const std::string unit(slot.unit);
        if (name.empty() || unit.empty())
            return add("report.bad_slot", &node, {{"slot", name}}, line);
        const FigureName* known = nullptr;
        for (const FigureScope scope : scopes)
            if (const FigureName* one = find_figure(scope, name))
                known = one;
        if (known == nullptr)
            return add("report.unknown_figure", &node, {{"figure", name}}, line);
        if (known->unit != slot.unit)
            add("report.wrong_unit",
                &node,
                {{"figure", name}, {"unit", unit}, {"right_unit", std::string(known->unit)}},
                line);
    }

    std::string file_;
    bool of_school_ = false;
    std::optional<Error> fault_;
};

Result<std::vector<fs::path>> files_of(const fs::path& folder) {
    std::error_code fault;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
        if (at->path().extension() == ".toml")
            files.push_back(at->path());
    if (fault)
        return failure(
            ErrorKind::unavailable,
            "report.folder_absent",
            {{"folder", folder.string()}},
            {.file = folder.string()}
        );
    std::ranges::sort(files);
    return files;
}

void put(ReportSet& set, ReportTemplate report) {
    const auto place = std::ranges::lower_bound(set.templates, report.id, {}, &ReportTemplate::id);
    if (place != set.templates.end() && place->id == report.id)
        *place = std::move(report);
    else
        set.templates.insert(place, std::move(report));
}

Result<void> read_file(const fs::path& file, ReportSet& set) {
    TemplateReader reader(file.filename().string());
    try {
        const toml::table root = toml::parse_file(file.string());
        if (file.filename() == kCostFile)
            reader.costs(root, set.costs);
        else
            put(set, reader.report(root));
    } catch (const toml::parse_error& fault) {
        return failure(
            ErrorKind::data,
            "report.unreadable",
            {{"reason", std::string(fault.description())}},
            {.file = file.filename().string(),
             .row = static_cast<int>(fault.source().begin.line),
             .column = static_cast<int>(fault.source().begin.column)}
        );
    }
    if (reader.fault())
        return tl::unexpected(*reader.fault());
    return {};
}

}  // namespace

std::vector<ReportSlot> report_slots(std::string_view text) {
    std::vector<ReportSlot> slots;
    for (std::size_t begin = text.find('{'); begin != std::string_view::npos;) {
        const std::size_t end = text.find('}', begin);
        if (end == std::string_view::npos) {
            slots.push_back({.begin = begin, .end = text.size()});
            break;
        }
        const std::string_view inner = text.substr(begin + 1, end - begin - 1);
        const std::size_t colon = inner.find(':');
        const bool whole = colon != std::string_view::npos;
        slots.push_back(
            {.name = inner.substr(0, colon),
             .unit = whole ? inner.substr(colon + 1) : std::string_view(),
             .begin = begin,
             .end = end + 1}
        );
        begin = text.find('{', end);
    }
    return slots;
}

Result<ReportSet> load_reports(std::span<const fs::path> folders) {
    ReportSet set;
    for (const fs::path& folder : folders) {
        const auto files = files_of(folder);
        if (!files)
            return tl::unexpected(files.error());
        for (const fs::path& file : *files)
            if (auto read = read_file(file, set); !read)
                return tl::unexpected(read.error());
    }
    return set;
}

}  // namespace junheng
