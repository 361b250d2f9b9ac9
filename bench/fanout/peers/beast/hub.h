// SPDX-License-Identifier: GPL-3.0-or-later
// The clients: Boost.Beast shakes hands, then frames that were made once go to every socket from
// one buffer that all share.
#pragma once

#include <utility> // before Asio 1.74, which needs it and does not ask for it

#include <boost/asio.hpp>

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace beastpeer {

class Client;

class Hub
{
public:
    // `greeting`: the frame that a new client gets first.
    Hub(boost::asio::io_context &context, std::function<std::string()> greeting);

    unsigned short port() const { return m_acceptor.local_endpoint().port(); }
    void broadcast(std::string frames);
    void join(const std::shared_ptr<Client> &client);
    void leave(const std::shared_ptr<Client> &client) { m_clients.erase(client); }

private:
    void accept();

    boost::asio::ip::tcp::acceptor m_acceptor;
    std::function<std::string()> m_greeting;
    std::set<std::shared_ptr<Client>> m_clients;
};

} // namespace beastpeer
