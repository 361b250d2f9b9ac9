// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/traildamage.h"

#include <algorithm>
#include <numeric>

namespace lpm::fuzz {

namespace {

std::string joined(const std::vector<std::string> &lines)
{
    return std::accumulate(lines.begin(), lines.end(), std::string());
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.emplace_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

void damageBytes(DayFile &file, std::size_t kind, Bytes &bytes)
{
    std::string text = joined(file.lines);
    const std::size_t at = text.empty() ? 0 : bytes.number(2) % text.size();
    switch (kind) {
    case 0:
        if (!text.empty())
            text[at] = static_cast<char>(text[at] ^ static_cast<char>(bytes.byte()));
        break;
    case 1:
        text.resize(at);
        break;
    case 2:
        text.insert(at, bytes.text(bytes.below(64)));
        break;
    case 3:
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), '\0');
        break;
    default:
        text.erase(at, bytes.below(256));
        break;
    }
    file.lines = split(text);
}

void damageLines(DayFile &file, std::size_t kind, Bytes &bytes)
{
    if (file.lines.empty())
        return;
    const std::size_t one = bytes.below(file.lines.size());
    const std::size_t other = bytes.below(file.lines.size());
    switch (kind) {
    case 0:
        std::swap(file.lines[one], file.lines[other]);
        break;
    case 1:
        file.lines.erase(file.lines.begin() + static_cast<std::ptrdiff_t>(one));
        break;
    default:
        file.lines.insert(file.lines.begin() + static_cast<std::ptrdiff_t>(one),
                          std::string(file.lines[other]));
        break;
    }
    file.lines = split(joined(file.lines)); // a last line without its end joined the next
}

} // namespace

Damaged damage(std::vector<DayFile> files, Bytes &bytes)
{
    Damaged damaged{std::move(files), {}, {}};
    for (std::size_t left = bytes.below(4); left > 0 && !damaged.files.empty(); --left) {
        const std::size_t at = bytes.below(damaged.files.size());
        const std::size_t kind = bytes.below(10);
        if (kind < 5)
            damageBytes(damaged.files[at], kind, bytes);
        else if (kind < 8)
            damageLines(damaged.files[at], kind - 5, bytes);
        else if (kind == 8)
            damaged.files.erase(damaged.files.begin() + static_cast<std::ptrdiff_t>(at));
        else if (at + 1 < damaged.files.size()) // only a day that is over is compressed
            damaged.compressed.insert(at);
    }
    std::erase_if(damaged.compressed, [&](std::size_t i) { return i + 1 >= damaged.files.size(); });
    if (!damaged.compressed.empty() && bytes.below(3) == 1)
        damaged.flip = {*damaged.compressed.begin(), bytes.number(2), bytes.byte()};
    return damaged;
}

void store(MemoryDisk &disk, const Damaged &damaged)
{
    for (std::size_t i = 0; i < damaged.files.size(); ++i) {
        const DayFile &file = damaged.files[i];
        if (!damaged.compressed.contains(i)) {
            disk.write(file.name, joined(file.lines));
            continue;
        }
        const std::string name = file.name + ".gz";
        disk.writeCompressed(name, joined(file.lines));
        if (!damaged.flip || damaged.flip->file != i)
            continue;
        std::string &packed = disk.bytesOf(name);
        char &hit = packed[damaged.flip->at % packed.size()];
        hit = static_cast<char>(hit ^ static_cast<char>(damaged.flip->bits));
    }
}

} // namespace lpm::fuzz
