// SPDX-License-Identifier: Apache-2.0
/// The command line: names, options and help; the library that reads it stays in command_line.cpp.
#pragma once

namespace junheng {

/// Returns the exit code; never throws.
int run_command_line(int argc, char** argv);

}  // namespace junheng
