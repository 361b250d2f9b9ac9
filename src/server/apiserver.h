// SPDX-License-Identifier: GPL-3.0-or-later
// The API on its one port: HTTP routes, the stream and the web page, behind the gate. Lives on the
// thread that makes it, which is the core's.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "server/apibackend.h"
#include "server/limits.h"

#include <memory>
#include <string>
#include <vector>

namespace lpm::server {

struct ApiOptions
{
    std::string host = "127.0.0.1"; // an address, or localhost
    int port = 8000;                // 0 takes a free one
    std::string version = "0";
    int maxClients = limits::DefaultMaxClients;    // of the stream
    int unfinishedHeads = limits::UnfinishedHeads; // sockets that said nothing whole yet
    std::string tokenFile;                         // "" asks for no token
    std::vector<std::string> allowedOrigins;       // scheme://host[:port]
    std::vector<std::string> allowedHosts;         // names of a proxy in front
    std::string tlsCertificate;                    // PEM; both or none
    std::string tlsKey;
    bool insecureBehindProxy = false;
};

class ApiServer : public QObject
{
    Q_OBJECT
public:
    // Backend and clock outlive the server.
    ApiServer(ApiOptions options, ApiBackend &backend, const base::Clock &clock,
              QObject *parent = nullptr);
    ~ApiServer() override;

    // Configuration: what was asked for is not safe or not readable. Busy: the port is taken.
    base::Result<void> start();
    void stop();             // stream clients are closed with 1001
    int port() const;        // the real one; 0 before start
    std::string url() const; // http://127.0.0.1:8000
    std::size_t streamClients() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lpm::server
