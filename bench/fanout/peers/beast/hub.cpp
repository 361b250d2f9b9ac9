// SPDX-License-Identifier: GPL-3.0-or-later
#include "beast/hub.h"

#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

#include <vector>

namespace beastpeer {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Bytes = std::shared_ptr<const std::string>;

class Client : public std::enable_shared_from_this<Client>
{
public:
    Client(tcp::socket socket, Hub &hub) : m_stream(std::move(socket)), m_hub(hub)
    {
        m_stream.next_layer().set_option(tcp::no_delay(true));
    }

    void begin()
    {
        m_stream.async_accept([self = shared_from_this()](beast::error_code error) {
            if (error)
                return;
            self->m_hub.join(self);
            self->read();
        });
    }

    void send(const Bytes &bytes)
    {
        m_waiting.push_back(bytes);
        if (m_writing.empty())
            write();
    }

private:
    // What clients say has no meaning here; that they leave has.
    void read()
    {
        m_stream.next_layer().async_read_some(
            asio::buffer(m_room),
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (error)
                    self->m_hub.leave(self);
                else
                    self->read();
            });
    }

    // All that waits in one write.
    void write()
    {
        m_writing.swap(m_waiting);
        m_buffers.clear();
        for (const Bytes &bytes : m_writing)
            m_buffers.push_back(asio::buffer(*bytes));
        asio::async_write(m_stream.next_layer(), m_buffers,
                          [self = shared_from_this()](beast::error_code error, std::size_t) {
                              self->m_writing.clear();
                              if (!error && !self->m_waiting.empty())
                                  self->write();
                          });
    }

    beast::websocket::stream<tcp::socket> m_stream;
    Hub &m_hub;
    std::array<char, 512> m_room{};
    std::vector<Bytes> m_waiting;
    std::vector<Bytes> m_writing;
    std::vector<asio::const_buffer> m_buffers;
};

Hub::Hub(asio::io_context &context, std::function<std::string()> greeting)
    : m_acceptor(context, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      m_greeting(std::move(greeting))
{
    accept();
}

void Hub::accept()
{
    m_acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
        if (!error)
            std::make_shared<Client>(std::move(socket), *this)->begin();
        accept();
    });
}

void Hub::join(const std::shared_ptr<Client> &client)
{
    client->send(std::make_shared<const std::string>(m_greeting()));
    m_clients.insert(client);
}

void Hub::broadcast(std::string frames)
{
    const auto bytes = std::make_shared<const std::string>(std::move(frames));
    for (const auto &client : m_clients)
        client->send(bytes);
}

} // namespace beastpeer
