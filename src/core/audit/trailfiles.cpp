// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/trailfiles.h"

#include "core/audit/chain.h"
#include "core/base/timestamp.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>

namespace lpm::audit {

namespace {

constexpr std::string_view Prefix = "audit-";
constexpr std::string_view Plain = ".jsonl";
constexpr std::string_view Gzip = ".gz";
constexpr std::size_t DayLength = 10;
constexpr std::size_t MostBaseBytes = 256;

bool cut(std::string_view &text, std::string_view ending)
{
    if (!text.ends_with(ending))
        return false;
    text.remove_suffix(ending.size());
    return true;
}

// "" is the first; ".2" and so on are those behind it. One form only.
std::optional<unsigned> readSegment(std::string_view text)
{
    if (text.empty())
        return 1;
    unsigned segment = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), segment);
    const bool isWhole = error == std::errc{} && end == text.data() + text.size();
    const bool isUsual = text.front() == '.' && segment >= 2 && text.at(1) != '0';
    return isWhole && isUsual ? std::optional(segment) : std::nullopt;
}

std::optional<TrailFile> asTrailFile(const std::string &directory, const DirectoryEntry &entry)
{
    std::string_view rest = entry.name;
    if (!rest.starts_with(Prefix) || rest.size() < Prefix.size() + DayLength)
        return std::nullopt;
    rest.remove_prefix(Prefix.size());
    TrailFile file;
    file.path = directory + "/" + entry.name;
    file.name = entry.name;
    file.day = rest.substr(0, DayLength);
    file.size = entry.size;
    rest.remove_prefix(DayLength);
    file.isCompressed = cut(rest, Gzip);
    if (!cut(rest, Plain) || !base::parseRfc3339(file.day + "T00:00:00Z"))
        return std::nullopt;
    const auto segment = readSegment(rest);
    if (!segment)
        return std::nullopt;
    file.segment = *segment;
    return file;
}

base::Result<std::string> readSmall(Disk &disk, const std::string &path)
{
    const auto source = disk.read(path, 0);
    if (!source)
        return base::failure(source.error());
    std::string text;
    std::array<char, MostBaseBytes> buffer{};
    while (text.size() <= MostBaseBytes) {
        const auto got = (*source)->read(buffer.data(), buffer.size());
        if (!got)
            return base::failure(got.error());
        if (*got == 0)
            break;
        text.append(buffer.data(), *got);
    }
    return text;
}

base::Result<Head> readBase(Disk &disk, const std::string &path)
{
    const auto text = readSmall(disk, path);
    if (!text)
        return base::failure(text.error());
    static constexpr std::string_view opening = "{\"base\":true,\"seq\":";
    const auto corrupt = [] {
        return base::failure(base::ErrorCode::Corrupt,
                             std::string(BaseRecordName) + " is not a base record");
    };
    if (!text->starts_with(opening))
        return corrupt();
    Head head = emptyHead();
    std::from_chars(text->data() + opening.size(), text->data() + text->size(), head.seq);
    const auto at = text->find(",\"hash\":\"");
    if (at == std::string::npos)
        return corrupt();
    head.hash = text->substr(at + 9, head.hash.size());
    // Written in one way only, so it is right exactly when it is equal to that.
    return *text == baseRecordText(head) ? base::Result<Head>(head) : corrupt();
}

} // namespace

bool isBefore(const TrailFile &a, const TrailFile &b)
{
    return std::tuple(std::string_view(a.day), a.segment, !a.isCompressed) <
           std::tuple(std::string_view(b.day), b.segment, !b.isCompressed);
}

std::string trailFileName(std::string_view day, unsigned segment)
{
    std::string name(Prefix);
    name += day;
    if (segment > 1)
        name += '.' + std::to_string(segment);
    name += Plain;
    return name;
}

std::string_view plainName(const TrailFile &file)
{
    std::string_view name = file.name;
    cut(name, Gzip);
    return name;
}

std::string baseRecordText(const Head &lastRemoved)
{
    return "{\"base\":true,\"seq\":" + std::to_string(lastRemoved.seq) + ",\"hash\":\"" +
           lastRemoved.hash + "\"}\n";
}

base::Result<Trail> listTrail(Disk &disk, const std::string &directory)
{
    const auto entries = disk.list(directory);
    if (!entries)
        return base::failure(entries.error());
    Trail trail{{}, emptyHead()};
    for (const DirectoryEntry &entry : *entries) {
        auto file = asTrailFile(directory, entry);
        const bool isBase = entry.name == BaseRecordName;
        const std::string path = directory + "/" + entry.name;
        if ((file || isBase) && !entry.isRegular)
            return base::failure(base::ErrorCode::Io, path + " is not a regular file");
        if (file)
            trail.files.push_back(std::move(*file));
        if (!isBase)
            continue;
        const auto base = readBase(disk, path);
        if (!base)
            return base::failure(base.error());
        trail.base = *base;
    }
    std::sort(trail.files.begin(), trail.files.end(), isBefore);
    for (std::size_t i = 0; i < trail.files.size(); ++i)
        trail.files[i].mayRepeat
            = trail.files[i].segment > 1
              || (i > 0 && plainName(trail.files[i - 1]) == trail.files[i].name);
    return trail;
}

base::Result<Trail> listTrail(const std::string &directory)
{
    return listTrail(*systemDisk(), directory);
}

} // namespace lpm::audit
