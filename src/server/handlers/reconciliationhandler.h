// SPDX-License-Identifier: GPL-3.0-or-later
// Answers how accounts compare with the exchange, and has them compared now.
#pragma once

#include "server/apibackend.h"
#include "server/http/message.h"

namespace lpm::server {

class ReconciliationHandler
{
public:
    explicit ReconciliationHandler(ApiBackend &backend) : m_backend(backend) {}

    Response reconciliation(const Request &request) const;
    Response reconcile(const Request &request) const; // every account where none is named

private:
    ApiBackend &m_backend;
};

} // namespace lpm::server
