// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a fuzzer on every file of a folder: the committed corpus, in every build and by every
// compiler. An input that breaks a rule ends the program with its name.
#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

std::vector<std::filesystem::path> filesOf(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void run(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(stream), {}};
    std::fprintf(stderr, "%s\n", path.filename().c_str());
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.data()), input.size());
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 2) {
        std::fprintf(stderr, "usage: %s FOLDER\n", arguments[0]);
        return 2;
    }
    const auto files = filesOf(arguments[1]);
    for (const auto &path : files)
        run(path);
    LLVMFuzzerTestOneInput(nullptr, 0);
    std::printf("%zu inputs held\n", files.size());
    return files.empty() ? 1 : 0; // a corpus that is not there proves nothing
}
