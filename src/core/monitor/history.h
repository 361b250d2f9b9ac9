// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of the accounts' past, for the window and the server. Asked and answered on the core
// thread, and later: the answer is read from a disk, for which the core does not wait.
#pragma once

#include "core/base/result.h"
#include "core/domain/history.h"

#include <functional>
#include <vector>

namespace lpm::monitor {

class History
{
public:
    // Busy: too many questions wait. Other errors: it cannot be read at the moment.
    template <class Row>
    using Done = std::function<void(base::Result<std::vector<Row>>)>;

    virtual ~History() = default;

    // Not answered once this is gone. The newest second or so may not be there yet.
    virtual void fills(domain::HistoryRequest request, Done<domain::PastFill> done) = 0;
    virtual void funding(domain::HistoryRequest request, Done<domain::PastFunding> done) = 0;
    virtual void equity(domain::HistoryRequest request, Done<domain::EquitySample> done) = 0;
};

} // namespace lpm::monitor
