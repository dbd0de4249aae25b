// SPDX-License-Identifier: Apache-2.0
#include <csignal>

#include "app/cli/command_line.h"

int main(int argc, char** argv) {
    // A file that may not grow is a full disk, which is reported, and no reason to die without a
    // word.
    std::signal(SIGXFSZ, SIG_IGN);
    return junheng::run_command_line(argc, argv);
}
