// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/compress.h"

#include "core/audit/gzip.h"
#include "core/audit/inflate.h"
#include "core/audit/scan.h"
#include "core/audit/segmentfile.h"
#include "core/audit/trailfiles.h"

#include <array>
#include <optional>
#include <string_view>

namespace lpm::audit {

using base::failure;
using base::Result;

namespace {

constexpr std::size_t PieceBytes = 32u << 10;

// As many bytes as there are, up to a piece.
Result<std::string_view> readPiece(ByteSource &source, std::array<char, PieceBytes> &piece)
{
    std::size_t held = 0;
    while (held < piece.size()) {
        const auto got = source.read(piece.data() + held, piece.size() - held);
        if (!got)
            return failure(got.error());
        if (*got == 0)
            break;
        held += *got;
    }
    return std::string_view(piece.data(), held);
}

// Whether the packed file holds the plain one's bytes.
Result<bool> isSame(Disk &disk, const std::string &packed, const std::string &plain)
{
    auto packedSource = disk.read(packed, 0);
    if (!packedSource)
        return failure(packedSource.error());
    const auto plainSource = disk.read(plain, 0);
    if (!plainSource)
        return failure(plainSource.error());
    const auto unpacked = inflated(*std::move(packedSource));
    std::array<char, PieceBytes> one{};
    std::array<char, PieceBytes> other{};
    for (;;) {
        const auto a = readPiece(*unpacked, one);
        if (!a)
            return failure(a.error());
        const auto b = readPiece(**plainSource, other);
        if (!b)
            return failure(b.error());
        if (*a != *b)
            return false;
        if (a->empty())
            return true;
    }
}

Result<std::uint64_t> pack(const std::shared_ptr<Disk> &disk, const std::string &plain)
{
    const std::string packed = plain + ".gz";
    auto segment = disk->open(unfinishedName(packed));
    if (!segment)
        return failure(segment.error());
    if (auto cut = (*segment)->truncate(0); !cut)
        return failure(cut.error());
    if (auto done = gzipInto(**segment, *disk, plain); !done)
        return failure(done.error());
    if (auto synced = (*segment)->sync(); !synced)
        return failure(synced.error());
    const std::uint64_t size = (*segment)->size();
    segment->reset(); // some systems rename no file that is open
    const auto same = isSame(*disk, unfinishedName(packed), plain);
    if (!same)
        return failure(same.error());
    if (!*same)
        return failure(base::ErrorCode::Corrupt, packed + " would not hold what " + plain + " does");
    if (auto renamed = disk->rename(unfinishedName(packed), packed); !renamed)
        return failure(renamed.error());
    if (auto removed = disk->remove(plain); !removed)
        return failure(removed.error());
    return size;
}

// nullopt: the file stays as it is.
Result<std::optional<std::uint64_t>> packUnlessPacked(const std::shared_ptr<Disk> &disk,
                                                      const TrailFile &file, bool isPacked)
{
    if (!isPacked) {
        const auto size = pack(disk, file.path);
        return size ? Result<std::optional<std::uint64_t>>(*size) : failure(size.error());
    }
    // A crash came before the plain file was removed, or the packed one is older than its lines.
    const auto same = isSame(*disk, file.path + ".gz", file.path);
    if (!same)
        return failure(same.error());
    if (!*same)
        return std::optional<std::uint64_t>();
    if (auto removed = disk->remove(file.path); !removed)
        return failure(removed.error());
    return std::optional<std::uint64_t>(0);
}

// Its end may be torn, which a start mends in a plain file only. 0: none holds any.
Result<std::size_t> newestWithLines(Disk &disk, const Trail &trail)
{
    for (std::size_t i = trail.files.size(); i-- > 1;) {
        const auto holds = holdsLines(disk, trail.files[i]);
        if (!holds)
            return failure(holds.error());
        if (*holds)
            return i;
    }
    return 0;
}

} // namespace

std::string CompressReport::text() const
{
    return std::to_string(files) + (files == 1 ? " file" : " files") + " compressed, "
           + std::to_string(bytesBefore) + " to " + std::to_string(bytesAfter) + " bytes";
}

Result<CompressReport> compressTrail(const std::shared_ptr<Disk> &disk,
                                     const std::string &directory, base::Timestamp now,
                                     std::chrono::days age)
{
    const auto present = disk->list(directory); // locking would make the directory
    if (!present)
        return failure(present.error());
    const auto lock = disk->lock(directory);
    if (!lock)
        return failure(lock.error());
    const auto trail = listTrail(*disk, directory);
    if (!trail)
        return failure(trail.error());
    const auto newest = newestWithLines(*disk, *trail);
    if (!newest)
        return failure(newest.error());
    const std::string firstKept = base::utcDay(now - age);
    CompressReport report;
    for (std::size_t i = 0; i < *newest; ++i) {
        const TrailFile &file = trail->files[i];
        if (file.isCompressed || file.day >= firstKept)
            continue;
        const bool isPacked = i > 0 && trail->files[i - 1].name == file.name + ".gz";
        const auto size = packUnlessPacked(disk, file, isPacked);
        if (!size)
            return failure(size.error().in("cannot compress " + file.name));
        if (!*size)
            continue;
        ++report.files;
        report.bytesBefore += file.size;
        report.bytesAfter += **size;
    }
    return report;
}

} // namespace lpm::audit
