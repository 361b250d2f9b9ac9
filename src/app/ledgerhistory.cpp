// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ledgerhistory.h"

namespace lpm::app {

LedgerHistory::LedgerHistory(std::string file, audit::Network network,
                             const ledger::LedgerWriter &writer,
                             std::optional<std::uint64_t> begin)
    : m_writer(writer), m_begin(begin), m_reader(std::move(file), std::move(network))
{
}

template <class Row>
void LedgerHistory::ask(ledger::LedgerReader::List<Row> list, domain::HistoryRequest request,
                        Done<Row> done)
{
    using Rows = base::Result<std::vector<Row>>;
    const ledger::LedgerReader::Done<Row> answer = [this, done](Rows rows) {
        QMetaObject::invokeMethod(
            &m_coreThread, [done, rows = std::move(rows)]() mutable { done(std::move(rows)); },
            Qt::QueuedConnection);
    };
    const std::string trouble = m_writer.trouble();
    if (m_begin && m_writer.seq() <= *m_begin && trouble.empty())
        answer(Rows());
    else if (m_begin && m_writer.seq() <= *m_begin)
        answer(base::failure(base::ErrorCode::Io, trouble));
    else if (!m_reader.ask(list, std::move(request), answer))
        answer(base::failure(base::ErrorCode::Busy, "too many lists are being read"));
}

void LedgerHistory::fills(domain::HistoryRequest request, Done<domain::PastFill> done)
{
    ask(&ledger::listFills, std::move(request), std::move(done));
}

void LedgerHistory::funding(domain::HistoryRequest request, Done<domain::PastFunding> done)
{
    ask(&ledger::listFunding, std::move(request), std::move(done));
}

void LedgerHistory::equity(domain::HistoryRequest request, Done<domain::EquitySample> done)
{
    ask(&ledger::listEquity, std::move(request), std::move(done));
}

} // namespace lpm::app
