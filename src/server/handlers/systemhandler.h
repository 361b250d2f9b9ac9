// SPDX-License-Identifier: GPL-3.0-or-later
// Answers questions about the program itself: health, ready, version, audit head, metrics.
#pragma once

#include "server/apibackend.h"
#include "server/http/message.h"

#include <functional>
#include <string>

namespace lpm::server {

class SystemHandler
{
public:
    SystemHandler(const ApiBackend &backend, std::string version,
                  std::function<std::size_t()> streamClients)
        : m_backend(backend),
          m_version(std::move(version)),
          m_streamClients(std::move(streamClients))
    {
    }

    Response health(const Request &request) const;
    Response ready(const Request &request) const;
    Response version(const Request &request) const;
    Response auditHead(const Request &request) const;
    Response metrics(const Request &request) const; // Prometheus text

private:
    const ApiBackend &m_backend;
    std::string m_version;
    std::function<std::size_t()> m_streamClients;
};

} // namespace lpm::server
