// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/trailfolder.h"

#include "tests/fuzz/fuzzing.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>
#include <zlib.h>

namespace lpm::fuzz {

namespace fs = std::filesystem;

TrailFolder::TrailFolder()
{
    std::error_code error;
    const fs::path memory = "/dev/shm";
    const fs::path parent = fs::is_directory(memory, error) ? memory : fs::temp_directory_path();
    m_path = (parent / ("trail-fuzz-" + std::to_string(::getpid()))).string();
    fs::create_directory(m_path, error);
    require(!error, "a folder for the trail can be made");
}

TrailFolder::~TrailFolder()
{
    std::error_code error;
    fs::remove_all(m_path, error);
}

void TrailFolder::clear() const
{
    for (const auto &entry : fs::directory_iterator(m_path))
        fs::remove_all(entry.path());
}

void TrailFolder::write(const std::string &name, std::string_view bytes) const
{
    std::ofstream stream(m_path + '/' + name, std::ios::binary | std::ios::trunc);
    stream << bytes;
    require(stream.good(), "a trail file can be written");
}

void TrailFolder::writeCompressed(const std::string &name, std::string_view bytes) const
{
    gzFile file = gzopen((m_path + '/' + name).c_str(), "wb1");
    require(file != nullptr, "a compressed file can be made");
    const int written =
        bytes.empty() ? 0 : gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    require(written == static_cast<int>(bytes.size()) && gzclose(file) == Z_OK,
            "a compressed file can be written");
}

std::string TrailFolder::read(const std::string &name) const
{
    std::ifstream stream(m_path + '/' + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace lpm::fuzz
