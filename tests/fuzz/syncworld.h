// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange out of bytes: fills that nearly chain, states that nearly agree, numbers up to what
// the codec lets in. It remembers what it has told, so that it can tell it again.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"

#include "tests/fuzz/fuzzing.h"

#include <map>
#include <string>
#include <vector>

namespace lpm::fuzz {

class SyncWorld
{
public:
    SyncWorld(Bytes &bytes, domain::Address account) : m_bytes(bytes), m_account(account) {}

    static domain::InstrumentCatalog catalog();

    // Some new, some told before.
    std::vector<domain::Fill> fills(base::Timestamp now);
    std::vector<domain::FundingPayment> payments(base::Timestamp now);
    domain::AccountState state(base::Timestamp now);
    std::vector<domain::DexState> dexes(base::Timestamp now);

private:
    domain::Fill fill(base::Timestamp now);
    domain::Decimal amount(); // of a size or a fee: mostly small
    domain::Decimal absurd(); // whatever the wire can carry
    base::Timestamp time(base::Timestamp now);
    std::string coin();

    Bytes &m_bytes;
    domain::Address m_account;
    std::vector<domain::Fill> m_told;
    std::map<std::string, domain::Decimal> m_sizes; // by the fills so far, were they all true
    std::int64_t m_lastId = 0;
};

} // namespace lpm::fuzz
