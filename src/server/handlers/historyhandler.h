// SPDX-License-Identifier: GPL-3.0-or-later
// Answers lists of the past: fills, funding and equity. They are read from a disk, so the answer
// comes later.
#pragma once

#include "server/apibackend.h"
#include "server/router.h"

namespace lpm::server {

class HistoryHandler
{
public:
    explicit HistoryHandler(const ApiBackend &backend) : m_backend(backend) {}

    void fills(const Request &request, Reply reply) const; // newest first, as all of these
    void funding(const Request &request, Reply reply) const;
    void equity(const Request &request, Reply reply) const;

private:
    const ApiBackend &m_backend;
};

} // namespace lpm::server
