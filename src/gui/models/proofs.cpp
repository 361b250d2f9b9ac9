// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/proofs.h"

#include "gui/models/doubt.h"

#include <algorithm>

namespace lpm::gui {

void Proofs::take(const domain::ReconciliationView &view)
{
    std::erase_if(m_verdicts, [&](const auto &entry) { return entry.first.first == view.account; });
    m_unknown.erase(view.account);
    if (view.state == domain::ReconciliationState::Unknown)
        m_unknown.insert(view.account);
    for (const domain::ComparedField &field : view.rows) {
        if (!isProven(field) || field.verdict < domain::FieldVerdict::Suspect)
            continue;
        domain::FieldVerdict &worst = m_verdicts[{view.account, field.coin}];
        worst = std::max(worst, field.verdict);
    }
}

domain::FieldVerdict Proofs::verdictOf(const domain::PositionView &position) const
{
    const auto known = m_verdicts.find({position.account, position.coin});
    return known == m_verdicts.end() ? domain::FieldVerdict::Agrees : known->second;
}

bool Proofs::isUnknown(const domain::Address &account) const { return m_unknown.contains(account); }

} // namespace lpm::gui
