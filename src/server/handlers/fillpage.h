// SPDX-License-Identifier: GPL-3.0-or-later
// A page of fills, newest first: what is kept on the disk, and what this run knows newer or better.
#pragma once

#include "server/accountselection.h"
#include "server/handlers/historycursor.h"
#include "server/handlers/listquery.h"

#include <vector>

namespace lpm::server {

struct FillEntry
{
    domain::PastFill fill;
    std::optional<std::uint64_t> seq; // of its update on the stream; nullopt: of an earlier run
    bool isWritten = true;            // whether the audit trail has it: its auditSeq
};

struct FillPage
{
    std::vector<FillEntry> entries;
    std::optional<HistoryKey> next; // behind which there are more
};

// `kept`: of the disk, one more than the page takes where there are so many. It was read before
// this is called, so that no fill falls between the two.
FillPage fillPage(const ApiBackend &backend, const AccountSelection &selection,
                  const ListQuery &query, const std::optional<HistoryKey> &after,
                  std::vector<domain::PastFill> kept);

} // namespace lpm::server
