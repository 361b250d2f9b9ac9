// SPDX-License-Identifier: GPL-3.0-or-later
// A WebSocket text of the exchange through the codec: a value that obeys its rules, or a refusal
// with a sentence. Where another JSON reader takes the text too, it reads the same fills.
#include "core/exchange/hyperliquid/codec/fillcodec.h"
#include "core/exchange/hyperliquid/codec/framecodec.h"

#include "tests/fuzz/codecchecks.h"
#include "tests/fuzz/fuzzing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lpm::fuzz {
namespace {

using exchange::FillsFrame;
using exchange::FundingsFrame;
using exchange::MarksFrame;
using exchange::StateFrame;
using namespace exchange::hyperliquid;

// The other reader keeps a number as a 64-bit float, so only texts are compared. Of a key given
// twice it takes the last, ours the one that is not null.
void compareText(const QJsonValue &other, const std::string &ours)
{
    if (other.isString())
        require(other.toString().toStdString() == ours, "both readers see the same text");
}

void compareNumber(const QJsonValue &other, const domain::Decimal &ours)
{
    if (!other.isString())
        return;
    const auto theirs = domain::Decimal::parse(other.toString().trimmed().toStdString());
    require(theirs && *theirs == ours, "both readers see the same number");
}

void compareWithOtherReader(std::string_view text, const FillsFrame &frame)
{
    const auto document = QJsonDocument::fromJson(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
    const QJsonObject data = document.object().value(QLatin1String("data")).toObject();
    const QJsonValue rows = data.value(QLatin1String(frame.isTwap ? "twapSliceFills" : "fills"));
    const bool isOneKind =
        data.contains(QLatin1String("fills")) != data.contains(QLatin1String("twapSliceFills"));
    if (!rows.isArray() || !isOneKind)
        return; // it refuses more than we look at
    require(rows.toArray().size() == static_cast<qsizetype>(frame.fills.size()),
            "both readers see as many fills");
    qsizetype at = 0;
    for (const domain::Fill &fill : frame.fills) {
        const QJsonObject row = rows.toArray().at(at++).toObject();
        const QJsonObject other = frame.isTwap ? row.value(QLatin1String("fill")).toObject() : row;
        compareText(other.value(QLatin1String("coin")), fill.coin);
        compareNumber(other.value(QLatin1String("px")), fill.price);
        compareNumber(other.value(QLatin1String("sz")), fill.size);
        compareNumber(other.value(QLatin1String("startPosition")), fill.startPosition);
        compareNumber(other.value(QLatin1String("fee")), fill.fee);
    }
}

void checkRoundTrip(const FillsFrame &frame)
{
    std::string page = "[";
    for (const domain::Fill &fill : frame.fills)
        page += (page.size() > 1 ? "," : "") + wireOf(fill);
    const auto again = decodeFills(page + "]");
    require(again && *again == frame.fills, "fills written as the exchange does read the same");
}

void check(std::string_view text, const FillsFrame &frame)
{
    for (const domain::Fill &fill : frame.fills)
        checkFill(fill);
    checkRoundTrip(frame);
    compareWithOtherReader(text, frame);
}

void check(std::string_view, const FundingsFrame &frame)
{
    for (const domain::FundingPayment &payment : frame.payments)
        checkPayment(payment);
}

void check(std::string_view, const StateFrame &frame)
{
    for (const domain::DexState &state : frame.dexes)
        checkState(state);
}

void check(std::string_view, const MarksFrame &frame) { checkMarks(frame); }

void check(std::string_view, const FeedError &error)
{
    require(error.text.size() <= 256 && isUtf8(error.text), "a shown error is short UTF-8");
}

void check(std::string_view, const SubscriptionAck &ack)
{
    require(ack.subscription.isAnsweredBy(ack.subscription), "an echo answers itself");
}

void check(std::string_view, const IgnoredFrame &frame)
{
    require(isUtf8(frame.channel), "a channel's name is UTF-8");
}

void check(std::string_view, const Pong &) {}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm;
    const std::string text =
        size == 0 ? std::string() : std::string(reinterpret_cast<const char *>(data), size);
    const auto frame = exchange::hyperliquid::decodeFrame(text);
    if (!frame)
        fuzz::checkError(frame.error());
    else
        std::visit([&](const auto &kind) { fuzz::check(text, kind); }, *frame);
    return 0;
}
