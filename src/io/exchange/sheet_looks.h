// SPDX-License-Identifier: Apache-2.0
/// The formats behind Look and Mark, made once a workbook.
#pragma once

#include <map>
#include <utility>

#include <xlsxwriter.h>

#include "io/exchange/sheet_writer.h"

namespace junheng {

class SheetLooks {
public:
    explicit SheetLooks(lxw_workbook* book) : book_(book) {}
    lxw_format* format(Look look, Mark mark);

private:
    lxw_workbook* book_;
    std::map<std::pair<Look, Mark>, lxw_format*> formats_;
};

}  // namespace junheng
