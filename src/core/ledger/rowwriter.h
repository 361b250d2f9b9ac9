// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a line's fill, payment or event, and samples, as rows.
#pragma once

#include "core/audit/lineparser.h"
#include "core/ledger/database.h"
#include "core/ledger/samples.h"

namespace lpm::ledger {

class RowWriter
{
public:
    static base::Result<RowWriter> open(Database &database); // which must outlive it

    // Parse: the line lacks what a fill or payment cannot be without. A fill that is there
    // already stays as it is.
    base::Result<void> fill(std::int64_t account, const audit::ParsedLine &line, std::uint64_t seq);
    base::Result<void> funding(std::int64_t account, const audit::ParsedLine &line,
                               std::uint64_t seq);
    // anchor, adjust, gap, discrepancy, error. No account: about the trail itself.
    base::Result<void> event(std::optional<std::int64_t> account, const audit::ParsedLine &line,
                             std::uint64_t seq);
    base::Result<void> sample(std::int64_t account, const domain::EquitySample &sample);
    base::Result<void> sample(std::int64_t account, const DayMark &mark);

private:
    RowWriter(Statement fills, Statement funding, Statement events, Statement equity,
              Statement marks);

    Statement m_fills;
    Statement m_funding;
    Statement m_events;
    Statement m_equity;
    Statement m_marks;
};

} // namespace lpm::ledger
