// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_line.h"

int main(int argc, char** argv) { return junheng::run_command_line(argc, argv); }
