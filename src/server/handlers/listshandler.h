// SPDX-License-Identifier: GPL-3.0-or-later
// Answers lists and account pages of now: accounts, orders, risk and alerts. What has no source yet
// is an empty list or null.
#pragma once

#include "server/apibackend.h"
#include "server/http/message.h"

namespace lpm::server {

class ListsHandler
{
public:
    explicit ListsHandler(const ApiBackend &backend) : m_backend(backend) {}

    Response accounts(const Request &request) const;
    Response orders(const Request &request) const;
    Response alerts(const Request &request) const;
    Response risk(const Request &request) const;
    Response riskCheck(const Request &request) const;

private:
    Response emptyList(const Request &request, std::string_view name) const;

    const ApiBackend &m_backend;
};

} // namespace lpm::server
