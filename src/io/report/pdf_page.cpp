// SPDX-License-Identifier: Apache-2.0
#include "io/report/pdf_page.h"

#include <array>
#include <fstream>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace junheng {
namespace {

constexpr double kPageWidth = 841.89;
constexpr double kPageHeight = 595.28;
/// Asked for in this order; the first that has Chinese characters is taken.
constexpr std::array kFaces{
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "WenQuanYi Micro Hei"};
constexpr gunichar kSample = 0x5747;  // 均

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(PangoFontDescription* face) const { pango_font_description_free(face); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

bool has_chinese(PangoFontMap* map, PangoContext* context, const char* family) {
    const Owned<PangoFontDescription> face(pango_font_description_from_string(family));
    const Owned<PangoFont> font(pango_font_map_load_font(map, context, face.get()));
    if (font == nullptr)
        return false;
    const Owned<PangoCoverage> coverage(
        pango_font_get_coverage(font.get(), pango_language_from_string("zh-cn"))
    );
    return pango_coverage_get(coverage.get(), kSample) == PANGO_COVERAGE_EXACT;
}

/// Empty where no face of the system has Chinese characters.
std::string chinese_face() {
    PangoFontMap* map = pango_cairo_font_map_get_default();
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(map, &families, &count);
    const std::unique_ptr<PangoFontFamily*, decltype(&g_free)> owner(families, g_free);
    if (count == 0)
        return {};
    const Owned<PangoContext> context(pango_font_map_create_context(map));
    for (const char* face : kFaces)
        if (has_chinese(map, context.get(), face))
            return face;
    for (int i = 0; i < count; ++i)
        if (const char* name = pango_font_family_get_name(families[i]);
            has_chinese(map, context.get(), name))
            return name;
    return {};
}

Error unwritable(const std::filesystem::path& file, std::string reason) {
    return {
        ErrorKind::unavailable,
        "file.unwritable",
        {{"reason", std::move(reason)}},
        {.file = file.string()}};
}

std::filesystem::path part_name(const std::filesystem::path& file) {
    return file.string() + ".part";
}

}  // namespace

struct PdfPages::Canvas {
    std::filesystem::path file;
    std::string face;
    Owned<cairo_surface_t> surface;
    Owned<cairo_t> cairo;
    bool done = false;

    ~Canvas() {
        std::error_code ignored;
        if (!done)
            std::filesystem::remove(part_name(file), ignored);
    }

    Owned<PangoLayout> layout(double width, std::string_view text, const PdfText& look) const {
        Owned<PangoLayout> layout(pango_cairo_create_layout(cairo.get()));
        const Owned<PangoFontDescription> font(pango_font_description_from_string(face.c_str()));
        pango_font_description_set_absolute_size(font.get(), look.size * PANGO_SCALE);
        if (look.bold)
            pango_font_description_set_weight(font.get(), PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        if (look.lines > 0) {
            pango_layout_set_height(layout.get(), -look.lines);
            pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        }
        pango_layout_set_alignment(
            layout.get(),
            look.right     ? PANGO_ALIGN_RIGHT
            : look.centred ? PANGO_ALIGN_CENTER
                           : PANGO_ALIGN_LEFT
        );
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return layout;
    }

    void colour(const Colour& c) const {
        cairo_set_source_rgb(cairo.get(), c.red, c.green, c.blue);
    }
};

PdfPages::PdfPages(std::unique_ptr<Canvas> canvas) : canvas_(std::move(canvas)) {}
PdfPages::PdfPages(PdfPages&&) noexcept = default;
PdfPages& PdfPages::operator=(PdfPages&&) noexcept = default;
PdfPages::~PdfPages() = default;

Result<PdfPages> PdfPages::open(const std::filesystem::path& file, const std::string& title) {
    auto canvas = std::make_unique<Canvas>();
    canvas->file = file;
    canvas->face = chinese_face();
    if (canvas->face.empty())
        return failure(ErrorKind::unavailable, "report.font_missing", {}, {.file = file.string()});
    if (!std::ofstream(part_name(file), std::ios::binary | std::ios::trunc))
        return tl::unexpected(unwritable(file, "open"));
    canvas->surface.reset(cairo_pdf_surface_create(part_name(file).c_str(), kPageWidth, kPageHeight)
    );
    cairo_surface_t* surface = canvas->surface.get();
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    // Without a date of its own cairo writes the clock's.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z");
    canvas->cairo.reset(cairo_create(surface));
    return PdfPages(std::move(canvas));
}

double PdfPages::width() const {
    return kPageWidth;
}

double PdfPages::height() const {
    return kPageHeight;
}

double PdfPages::text(
    double x,
    double y,
    double width,
    std::string_view text,
    const PdfText& look
) {
    const auto layout = canvas_->layout(width, text, look);
    canvas_->colour(look.colour);
    cairo_move_to(canvas_->cairo.get(), x, y);
    pango_cairo_show_layout(canvas_->cairo.get(), layout.get());
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

double PdfPages::text_height(double width, std::string_view text, const PdfText& look) {
    const auto layout = canvas_->layout(width, text, look);
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

void PdfPages::fill(const PdfBox& box, const Colour& colour) {
    canvas_->colour(colour);
    cairo_rectangle(canvas_->cairo.get(), box.x, box.y, box.width, box.height);
    cairo_fill(canvas_->cairo.get());
}

void PdfPages::frame(const PdfBox& box, const Colour& colour, double line) {
    canvas_->colour(colour);
    cairo_set_line_width(canvas_->cairo.get(), line);
    cairo_rectangle(canvas_->cairo.get(), box.x, box.y, box.width, box.height);
    cairo_stroke(canvas_->cairo.get());
}

void PdfPages::line(
    double x1,
    double y1,
    double x2,
    double y2,
    const Colour& colour,
    double width
) {
    canvas_->colour(colour);
    cairo_set_line_width(canvas_->cairo.get(), width);
    cairo_move_to(canvas_->cairo.get(), x1, y1);
    cairo_line_to(canvas_->cairo.get(), x2, y2);
    cairo_stroke(canvas_->cairo.get());
}

void PdfPages::next_page() {
    cairo_show_page(canvas_->cairo.get());
}

Result<void> PdfPages::close() {
    canvas_->cairo.reset();
    cairo_surface_finish(canvas_->surface.get());
    const cairo_status_t status = cairo_surface_status(canvas_->surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return tl::unexpected(unwritable(canvas_->file, cairo_status_to_string(status)));
    std::error_code moved;
    std::filesystem::rename(part_name(canvas_->file), canvas_->file, moved);
    if (moved)
        return tl::unexpected(unwritable(canvas_->file, moved.message()));
    canvas_->done = true;
    return {};
}

}  // namespace junheng
