// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xlsx_book.h"

#include <map>

#include "io/exchange/xlsx_xml.h"

namespace junheng {
namespace {

struct Relation {
    std::string type;
    std::string target;
};

using Relations = std::map<std::string, Relation, std::less<>>;

Result<void> read_part(const ZipFile& zip, const std::string& name, XmlEvents& events) {
    auto part = zip.part(name);
    if (!part)
        return tl::unexpected(part.error());
    return read_xml(*part, events);
}

/// Targets are relative to the folder of the part that names them; a leading slash starts at the
/// root of the zip.
std::string resolved(std::string_view folder, std::string_view target) {
    if (target.starts_with('/'))
        return std::string(target.substr(1));
    return (std::filesystem::path(folder) / target).lexically_normal().generic_string();
}

class RelationEvents final : public XmlEvents {
public:
    explicit RelationEvents(std::string folder) : folder_(std::move(folder)) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        const auto id = attributes.find("Id");
        const auto type = attributes.find("Type");
        const auto target = attributes.find("Target");
        if (name != "Relationship" || !id || !type || !target)
            return;
        const auto kind = type->substr(type->rfind('/') + 1);
        relations.insert_or_assign(
            std::string(*id), Relation{std::string(kind), resolved(folder_, *target)}
        );
    }

    Relations relations;

private:
    std::string folder_;
};

Result<Relations> read_relations(const ZipFile& zip, const std::string& part) {
    const std::filesystem::path path(part);
    RelationEvents events(path.parent_path().generic_string());
    const auto name =
        (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
    if (const auto done = read_part(zip, name, events); !done)
        return tl::unexpected(done.error());
    return std::move(events.relations);
}

std::string target_of_type(const Relations& relations, std::string_view type) {
    for (const auto& [id, relation] : relations)
        if (relation.type == type)
            return relation.target;
    return {};
}

class BookEvents final : public XmlEvents {
public:
    BookEvents(const Relations& relations, XlsxBook& book) : relations_(relations), book_(book) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr")
            book_.since_1904 = attributes.flag("date1904");
        if (name == "sheet")
            add_sheet(attributes);
    }

private:
    void add_sheet(const XmlAttributes& attributes) {
        const auto id = attributes.find("id");
        const auto relation = id ? relations_.find(*id) : relations_.end();
        // Chart and dialog sheets hold no rows.
        if (relation == relations_.end() || relation->second.type != "worksheet")
            return;
        const auto state = attributes.find("state").value_or("visible");
        book_.sheets.push_back(
            {std::string(attributes.find("name").value_or("")),
             relation->second.target,
             state != "visible"}
        );
    }

    const Relations& relations_;
    XlsxBook& book_;
};

std::string workbook_part(const ZipFile& zip) {
    if (const auto root = read_relations(zip, ""))
        if (auto part = target_of_type(*root, "officeDocument"); !part.empty())
            return part;
    return "xl/workbook.xml";
}

class StyleEvents final : public XmlEvents {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "cellXfs")
            in_cell_formats_ = true;
        const auto id = attributes.number("numFmtId");
        if (name == "numFmt" && id)
            own_.insert_or_assign(
                *id, form_of_format_code(attributes.find("formatCode").value_or(""))
            );
        if (name == "xf" && in_cell_formats_)
            ids_.push_back(id.value_or(0));
    }

    void end(std::string_view name) override {
        if (name == "cellXfs")
            in_cell_formats_ = false;
    }

    std::vector<NumberForm> forms() const {
        std::vector<NumberForm> forms;
        for (const int id : ids_) {
            const auto own = own_.find(id);
            forms.push_back(own == own_.end() ? form_of_format_id(id) : own->second);
        }
        return forms;
    }

private:
    std::map<int, NumberForm> own_;
    std::vector<int> ids_;
    bool in_cell_formats_ = false;
};

class TextEvents final : public XmlEvents {
public:
    TextEvents(SharedTexts& texts, const SheetLimits& limits) : texts_(texts), limits_(limits) {}

    void start(std::string_view name, const XmlAttributes& /*attributes*/) override {
        if (name == "si")
            current_.clear();
        if (name == "rPh")
            in_reading_aid_ = true;
        in_text_ = name == "t" && !in_reading_aid_;
    }

    void end(std::string_view name) override {
        in_text_ = false;
        if (name == "rPh")
            in_reading_aid_ = false;
        if (name != "si")
            return;
        undo_text_escapes(current_);
        texts_.add(current_);
        if (texts_.bytes() + texts_.size() * sizeof(std::size_t) > limits_.shared_text_bytes)
            refuse("sheet.too_large", "sharedStrings");
    }

    void text(std::string_view piece) override {
        if (!in_text_)
            return;
        current_ += piece;
        if (current_.size() > limits_.cell_bytes)
            refuse("sheet.cell_too_long", "sharedStrings");
    }

private:
    SharedTexts& texts_;
    const SheetLimits& limits_;
    std::string current_;
    bool in_text_ = false;
    bool in_reading_aid_ = false;
};

}  // namespace

Result<XlsxBook> read_xlsx_book(const ZipFile& zip) {
    const std::string part = workbook_part(zip);
    if (!zip.has(part) || !part.ends_with(".xml"))
        return failure(ErrorKind::data, "sheet.unknown_form");
    const auto relations = read_relations(zip, part);
    if (!relations)
        return tl::unexpected(relations.error());
    XlsxBook book;
    BookEvents events(*relations, book);
    if (const auto done = read_part(zip, part, events); !done)
        return tl::unexpected(done.error());
    book.texts_part = target_of_type(*relations, "sharedStrings");
    book.styles_part = target_of_type(*relations, "styles");
    return book;
}

Result<std::vector<NumberForm>> read_xlsx_styles(const ZipFile& zip, const std::string& part) {
    StyleEvents events;
    if (part.empty() || !zip.has(part))
        return events.forms();
    if (const auto done = read_part(zip, part, events); !done)
        return tl::unexpected(done.error());
    return events.forms();
}

std::string_view SharedTexts::at(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(block_).substr(begin, ends_[i] - begin);
}

void SharedTexts::add(std::string_view text) {
    block_ += text;
    ends_.push_back(block_.size());
}

Result<SharedTexts> read_xlsx_texts(
    const ZipFile& zip,
    const std::string& part,
    const SheetLimits& limits
) {
    SharedTexts texts;
    if (part.empty() || !zip.has(part))
        return texts;
    TextEvents events(texts, limits);
    if (const auto done = read_part(zip, part, events); !done)
        return tl::unexpected(done.error());
    return texts;
}

}  // namespace junheng
