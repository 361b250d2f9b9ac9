// SPDX-License-Identifier: GPL-3.0-or-later
// The past as the ledger has it: asked on the core thread, read on the ledger reader's, answered on
// the core thread again.
#pragma once

#include "core/ledger/ledgerreader.h"
#include "core/ledger/ledgerwriter.h"
#include "core/monitor/history.h"

#include <QObject>

namespace lpm::app {

class LedgerHistory final : public monitor::History
{
public:
    // The writer must outlive it. `begin`, of a demo: until the writer is behind that audit line the
    // file may be another run's, whose rows go then.
    LedgerHistory(std::string file, audit::Network network, const ledger::LedgerWriter &writer,
                  std::optional<std::uint64_t> begin);

    void fills(domain::HistoryRequest request, Done<domain::PastFill> done) override;
    void funding(domain::HistoryRequest request, Done<domain::PastFunding> done) override;
    void equity(domain::HistoryRequest request, Done<domain::EquitySample> done) override;

private:
    template <class Row>
    void ask(ledger::LedgerReader::List<Row> list, domain::HistoryRequest request, Done<Row> done);

    const ledger::LedgerWriter &m_writer;
    const std::optional<std::uint64_t> m_begin;
    QObject m_coreThread;          // answers that arrive after it are dropped
    ledger::LedgerReader m_reader; // last: its thread ends first
};

} // namespace lpm::app
