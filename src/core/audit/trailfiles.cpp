// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/trailfiles.h"

#include "core/audit/chain.h"
#include "core/base/timestamp.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <tuple>

namespace lpm::audit {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view Prefix = "audit-";
constexpr std::string_view Plain = ".jsonl";
constexpr std::string_view Compressed = ".jsonl.gz";
constexpr std::size_t DayLength = 10;

std::optional<TrailFile> asTrailFile(const fs::path &path)
{
    TrailFile file;
    file.path = path.string();
    file.name = path.filename().string();
    const std::string_view name = file.name;
    if (!name.starts_with(Prefix) || name.size() < Prefix.size() + DayLength)
        return std::nullopt;
    file.day = name.substr(Prefix.size(), DayLength);
    const std::string_view ending = name.substr(Prefix.size() + DayLength);
    file.isCompressed = ending == Compressed;
    const bool isDay = base::parseRfc3339(file.day + "T00:00:00Z").has_value();
    if (!isDay || (ending != Plain && ending != Compressed))
        return std::nullopt;
    return file;
}

base::Result<Head> readBase(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    static constexpr std::string_view opening = "{\"base\":true,\"seq\":";
    const auto corrupt = [] {
        return base::failure(base::ErrorCode::Corrupt,
                             std::string(BaseRecordName) + " is not a base record");
    };
    if (!text.starts_with(opening))
        return corrupt();
    Head head = emptyHead();
    std::from_chars(text.data() + opening.size(), text.data() + text.size(), head.seq);
    const auto at = text.find(",\"hash\":\"");
    if (at == std::string::npos)
        return corrupt();
    head.hash = text.substr(at + 9, head.hash.size());
    // Written in one way only, so it is right exactly when it is equal to that.
    return text == baseRecordText(head) ? base::Result<Head>(head) : corrupt();
}

} // namespace

std::string trailFileName(std::string_view day)
{
    return std::string(Prefix) + std::string(day) + std::string(Plain);
}

std::string baseRecordText(const Head &lastRemoved)
{
    return "{\"base\":true,\"seq\":" + std::to_string(lastRemoved.seq) + ",\"hash\":\""
           + lastRemoved.hash + "\"}\n";
}

base::Result<Trail> listTrail(const std::string &directory)
{
    std::error_code error;
    fs::directory_iterator entries(fs::path(directory), error);
    if (error)
        return base::failure(error == std::errc::no_such_file_or_directory
                                 ? base::ErrorCode::NotFound
                                 : base::ErrorCode::Io,
                             "cannot read the audit directory " + directory + ": "
                                 + error.message());
    Trail trail{{}, emptyHead()};
    for (const fs::directory_entry &entry : entries) {
        auto file = asTrailFile(entry.path());
        const bool isBase = entry.path().filename().string() == BaseRecordName;
        if ((file || isBase) && !fs::is_regular_file(entry.symlink_status(error)))
            return base::failure(base::ErrorCode::Io,
                                 entry.path().string() + " is not a regular file");
        if (file)
            trail.files.push_back(std::move(*file));
        if (!isBase)
            continue;
        const auto base = readBase(entry.path());
        if (!base)
            return base::failure(base.error());
        trail.base = *base;
    }
    // A day that was compressed while lines of it still came goes on in the plain file.
    std::sort(trail.files.begin(), trail.files.end(), [](const TrailFile &a, const TrailFile &b) {
        return std::tuple(a.day, !a.isCompressed) < std::tuple(b.day, !b.isCompressed);
    });
    return trail;
}

} // namespace lpm::audit
