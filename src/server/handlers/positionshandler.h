// SPDX-License-Identifier: GPL-3.0-or-later
// Answers what is under /api/v1/positions, the seed's two routes among it.
#pragma once

#include "server/apibackend.h"
#include "server/http/message.h"
#include "server/statecache.h"

namespace lpm::server {

class PositionsHandler
{
public:
    PositionsHandler(const ApiBackend &backend, StateCache &states) : m_backend(backend), m_states(states)
    {
    }

    Response summary(const Request &request) const;
    Response health(const Request &request) const;
    Response stream(const Request &request) const; // of a client that asks for it over HTTP
    Response positions(const Request &request) const;
    Response position(const Request &request) const; // Request::captured is the symbol or coin

private:
    const ApiBackend &m_backend;
    StateCache &m_states;
};

} // namespace lpm::server
