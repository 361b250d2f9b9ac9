// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/bytes.h"

#include <memory>

namespace lpm::audit {

base::Result<void> appendAll(AppendFile &file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto taken = file.append(bytes);
        if (!taken)
            return base::failure(taken.error());
        if (*taken == 0)
            return base::failure(base::ErrorCode::Io, "the disk took nothing");
        bytes.remove_prefix(*taken);
    }
    return {};
}

base::Result<void> copyBytes(Disk &disk, const std::string &path, std::uint64_t from,
                             const std::function<base::Result<void>(std::string_view)> &take)
{
    constexpr std::size_t pieceBytes = 64u << 10;
    const auto source = disk.read(path, from);
    if (!source)
        return base::failure(source.error());
    const auto piece = std::make_unique_for_overwrite<char[]>(pieceBytes);
    for (;;) {
        const auto got = (*source)->read(piece.get(), pieceBytes);
        if (!got)
            return base::failure(got.error());
        if (*got == 0)
            return {};
        if (auto taken = take({piece.get(), *got}); !taken)
            return taken;
    }
}

} // namespace lpm::audit
