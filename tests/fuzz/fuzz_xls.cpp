// SPDX-License-Identifier: Apache-2.0
// Any bytes behind the magic of OLE: xls, locked and foreign files.
#include "fuzz_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const junheng::MemoryFile file(data, size);
    junheng::open_and_read(file.path());
    return 0;
}
