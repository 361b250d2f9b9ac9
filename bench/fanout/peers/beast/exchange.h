// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's stream: subscribes as the program does and hands on what frames hold.
#pragma once

#include "beast/book.h"

#include <utility> // before Asio 1.74, which needs it and does not ask for it

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <simdjson.h>

#include <string>
#include <vector>

namespace beastpeer {

class ExchangeListener
{
public:
    virtual ~ExchangeListener() = default;
    virtual void onFill(const std::string &user, const Fill &fill, bool isSnapshot) = 0;
    virtual void onSnapshotEnd(const std::string &user) = 0;
    virtual void onMark(std::string_view coin, double price) = 0;
    virtual void onState(const std::string &user, std::string_view coin, double size) = 0;
    virtual void onFrameEnd() = 0;
};

class Exchange
{
public:
    Exchange(boost::asio::io_context &context, unsigned short port,
             const std::vector<std::string> &users, ExchangeListener &listener);

private:
    void subscribe(const std::string &subscription);
    void read();
    void onFrame(std::string_view text);
    void readFills(simdjson::dom::element data);
    void readStates(simdjson::dom::element data);
    void readMarks(std::string_view packed);

    boost::beast::websocket::stream<boost::asio::ip::tcp::socket> m_stream;
    boost::beast::flat_buffer m_buffer;
    simdjson::dom::parser m_parser;
    simdjson::dom::parser m_marks;
    ExchangeListener &m_listener;
};

} // namespace beastpeer
