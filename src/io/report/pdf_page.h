// SPDX-License-Identifier: Apache-2.0
/// A drawing page of a PDF: text by Pango, so that Chinese is embedded and copies out right.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace junheng {

struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
};

/// Units: points (1/72 inch), y downwards.
struct PdfBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct PdfText {
    double size = 9;
    bool bold = false;
    Colour colour = {};
    bool right = false;
    bool centred = false;
    int lines = 0;  // at most; 0: as many as it takes. What does not fit ends in …
};

class PdfPages {
public:
    /// Shape: A4, landscape. Errors: report.font_missing (unavailable); file.unwritable.
    static Result<PdfPages> open(const std::filesystem::path& file, const std::string& title);
    PdfPages(PdfPages&&) noexcept;
    PdfPages& operator=(PdfPages&&) noexcept;
    ~PdfPages();

    double width() const;
    double height() const;

    /// Wraps at the width; returns the height it took.
    double text(double x, double y, double width, std::string_view text, const PdfText& look);
    double text_height(double width, std::string_view text, const PdfText& look);
    void fill(const PdfBox& box, const Colour& colour);
    void frame(const PdfBox& box, const Colour& colour, double line);
    void line(double x1, double y1, double x2, double y2, const Colour& colour, double width);
    void next_page();

    /// The file appears under its name only when whole. Errors: file.unwritable.
    Result<void> close();

private:
    struct Canvas;
    explicit PdfPages(std::unique_ptr<Canvas> canvas);
    std::unique_ptr<Canvas> canvas_;
};

}  // namespace junheng
