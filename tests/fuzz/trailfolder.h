// SPDX-License-Identifier: GPL-3.0-or-later
// A folder for an input's trail files, in memory where the system has such a place; emptied for
// each input and gone with the process.
#pragma once

#include <string>
#include <string_view>

namespace lpm::fuzz {

class TrailFolder
{
public:
    TrailFolder();
    ~TrailFolder();
    TrailFolder(const TrailFolder &) = delete;
    TrailFolder &operator=(const TrailFolder &) = delete;

    const std::string &path() const { return m_path; }
    void clear() const;
    void write(const std::string &name, std::string_view bytes) const;
    void writeCompressed(const std::string &name, std::string_view bytes) const;
    std::string read(const std::string &name) const; // "" without such a file

private:
    std::string m_path;
};

} // namespace lpm::fuzz
