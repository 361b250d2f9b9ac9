// SPDX-License-Identifier: GPL-3.0-or-later
#include "beast/exchange.h"

#include <boost/beast/core/detail/base64.hpp>
#include <zlib.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace beastpeer {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace dom = simdjson::dom;

namespace {

double numberOf(dom::element value)
{
    const std::string_view text = value;
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string inflated(std::string_view base64)
{
    std::string packed(beast::detail::base64::decoded_size(base64.size()), '\0');
    packed.resize(beast::detail::base64::decode(packed.data(), base64.data(), base64.size()).first);
    z_stream stream{};
    inflateInit2(&stream, -15); // no header
    stream.next_in = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string out(std::size_t{1} << 18, '\0');
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = ::inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    if (status != Z_STREAM_END)
        throw std::runtime_error("fastAssetCtxs cannot be unpacked");
    return out;
}

Fill fillOf(dom::element row)
{
    Fill fill;
    fill.coin = std::string_view(row["coin"]);
    fill.side = std::string_view(row["side"]);
    fill.feeToken = std::string_view(row["feeToken"]);
    fill.time = row["time"];
    fill.tradeId = row["tid"];
    fill.orderId = row["oid"];
    fill.price = numberOf(row["px"]);
    fill.size = numberOf(row["sz"]);
    fill.fee = numberOf(row["fee"]);
    fill.closedPnl = numberOf(row["closedPnl"]);
    return fill;
}

} // namespace

Exchange::Exchange(asio::io_context &context, unsigned short port,
                   const std::vector<std::string> &users, ExchangeListener &listener)
    : m_stream(context), m_listener(listener)
{
    m_stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
    m_stream.next_layer().set_option(asio::ip::tcp::no_delay(true));
    m_stream.handshake("127.0.0.1:" + std::to_string(port), "/ws");
    for (const std::string &user : users) {
        subscribe(R"("userFills","user":")" + user + '"');
        subscribe(R"("allDexsClearinghouseState","user":")" + user + '"');
    }
    subscribe(R"("fastAssetCtxs")");
    read();
}

void Exchange::subscribe(const std::string &subscription)
{
    m_stream.write(
        asio::buffer(R"({"method":"subscribe","subscription":{"type":)" + subscription + "}}"));
}

void Exchange::read()
{
    m_stream.async_read(m_buffer, [this](beast::error_code error, std::size_t) {
        if (error) {
            std::fprintf(stderr, "fanout_beast: the feed ended: %s\n", error.message().c_str());
            std::exit(1);
        }
        const auto data = m_buffer.cdata();
        onFrame({static_cast<const char *>(data.data()), data.size()});
        m_buffer.consume(m_buffer.size());
        read();
    });
}

void Exchange::onFrame(std::string_view text)
{
    const dom::element frame = m_parser.parse(text.data(), text.size());
    const std::string_view channel = frame["channel"];
    if (channel == "userFills")
        readFills(frame["data"]);
    else if (channel == "allDexsClearinghouseState")
        readStates(frame["data"]);
    else if (channel == "fastAssetCtxs")
        readMarks(frame["data"]);
    m_listener.onFrameEnd();
}

void Exchange::readFills(dom::element data)
{
    const std::string user{std::string_view(data["user"])};
    bool isSnapshot = false;
    [[maybe_unused]] const auto missing = data["isSnapshot"].get(isSnapshot);
    for (const dom::element row : dom::array(data["fills"]))
        m_listener.onFill(user, fillOf(row), isSnapshot);
    if (isSnapshot)
        m_listener.onSnapshotEnd(user);
}

void Exchange::readStates(dom::element data)
{
    const std::string user{std::string_view(data["user"])};
    for (const dom::element dex : dom::array(data["clearinghouseStates"])) {
        for (const dom::element row : dom::array(dex.at(1)["assetPositions"])) {
            const dom::element position = row["position"];
            m_listener.onState(user, position["coin"], numberOf(position["szi"]));
        }
    }
}

void Exchange::readMarks(std::string_view packed)
{
    const std::string text = inflated(packed);
    const dom::element contexts = m_marks.parse(text);
    for (const auto context : dom::object(contexts))
        m_listener.onMark(context.key, numberOf(context.value["markPx"]));
}

} // namespace beastpeer
