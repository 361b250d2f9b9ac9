// SPDX-License-Identifier: GPL-3.0-or-later
#include "beast/message.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace beastpeer {

namespace {

class Json
{
public:
    explicit Json(std::string &out) : m_out(out) {}
    Json &text(std::string_view key, std::string_view value)
    {
        start(key);
        m_out += '"';
        m_out += value;
        m_out += '"';
        return *this;
    }
    Json &number(std::string_view key, double value) { return text(key, numberText(value)); }
    Json &raw(std::string_view key, std::string_view value)
    {
        start(key);
        m_out += value;
        return *this;
    }

private:
    void start(std::string_view key)
    {
        m_out += m_out.empty() || m_out.back() == '{' ? "\"" : ",\"";
        m_out += key;
        m_out += "\":";
    }

    std::string &m_out;
};

void writePosition(std::string &out, const Account &account, const Position &position)
{
    const double notional = std::abs(position.size * position.mark);
    const double unrealized = position.unrealized();
    const double total = position.realized + unrealized;
    const double margin = notional / 10;
    const double cost = position.fees - position.realized;
    out += "{";
    Json json(out);
    json.text("symbol", position.coin + "-USD");
    json.text("side", position.size > 0 ? "long" : position.size < 0 ? "short" : "flat");
    json.number("quantity", std::abs(position.size)).number("entry_price", position.entry);
    json.number("current_price", position.mark).number("unrealized_pnl", unrealized);
    json.number("realized_pnl", position.realized).number("notional_value", notional);
    json.number("total_pnl", total).text("leverage", "10");
    json.text("last_updated", timeText(position.changedAt));
    json.raw("is_flat", position.size == 0 ? "true" : "false");
    json.text("account", account.address).text("coin", position.coin);
    json.number("fees", position.fees).text("funding", "0");
    json.number("net_pnl", total - position.fees);
    json.number("break_even_price", position.size == 0 ? 0 : position.entry + cost / position.size);
    json.raw("liquidation_price", "null").raw("liquidation_distance", "null");
    json.number("margin_used", margin).text("margin_mode", "cross");
    json.number("roe", margin == 0 ? 0 : unrealized / margin);
    json.text("price_time", timeText(position.markedAt)).text("price_state", "live");
    json.text("opened_at", timeText(position.openedAt)).text("basis", "complete");
    json.raw("reconciled", position.isReconciled ? "true" : "false");
    json.raw("price_decimals", "1").raw("size_decimals", "5");
    out += '}';
}

void writeFill(std::string &out, const Fill &fill)
{
    out += "{";
    Json json(out);
    json.text("symbol", fill.coin + "-USD").text("side", fill.side == "B" ? "buy" : "sell");
    json.number("quantity", fill.size).number("price", fill.price);
    json.text("timestamp", timeText(fill.time)).text("order_id", std::to_string(fill.orderId));
    json.text("fill_id", std::to_string(fill.tradeId)).number("fee", fill.fee);
    json.text("fee_token", fill.feeToken).number("closed_pnl", fill.closedPnl);
    json.text("source", "live").text("direction", "Open Long").raw("taker", "true");
    json.raw("builder_fee", "null").text("forced", "none").raw("liquidation", "null");
    json.text("hash", "0x" + std::string(64, '0'));
    out += '}';
}

} // namespace

std::string numberText(double value)
{
    constexpr int digits = 8;
    std::array<char, 64> room{};
    const auto end = std::to_chars(room.data(), room.data() + room.size(), value,
                                   std::chars_format::fixed, digits);
    std::string text(room.data(), end.ptr);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string timeText(std::int64_t ms)
{
    const std::time_t seconds = ms / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> room{};
    const auto size = std::strftime(room.data(), room.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::string text(room.data(), size);
    text += '.';
    for (int unit = 100; unit > 0; unit /= 10)
        text += static_cast<char>('0' + ms / unit % 10);
    return text + 'Z';
}

std::string updateText(const Account &account, const Position &position, const Fill *fill,
                       std::int64_t now)
{
    std::string out;
    out.reserve(1200);
    out += "{";
    Json json(out);
    json.text("type", "position_update").text("event_type", fill ? "fill" : "price_update");
    json.text("symbol", position.coin + "-USD").text("timestamp", timeText(now));
    json.raw("position", "");
    writePosition(out, account, position);
    json.raw("fill", fill ? "" : "null");
    if (fill)
        writeFill(out, *fill);
    json.text("account", account.address).text("account_label", account.label);
    json.raw("seq", std::to_string(account.seq));
    out += '}';
    return out;
}

std::string framed(const std::string &text)
{
    std::string frame(1, static_cast<char>(0x81));
    const std::size_t size = text.size();
    if (size < 126) {
        frame += static_cast<char>(size);
    } else {
        const int bytes = size < 65'536 ? 2 : 8;
        frame += static_cast<char>(bytes == 2 ? 126 : 127);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            frame += static_cast<char>(size >> shift & 0xFF);
    }
    return frame + text;
}

} // namespace beastpeer
