// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/spoiledanswer.h"

#include "simulator/server/deflate.h"

namespace lpm::simulator {

namespace {

constexpr std::size_t BombMebibytes = 1024; // unpacked

const QByteArray Page =
    QByteArrayLiteral("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                      "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n");

HttpReply page(int status) { return {status, "text/html", Page}; }

HttpReply bomb()
{
    static const QByteArray body = QByteArray::fromStdString(gzippedZeros(BombMebibytes));
    return {200, "application/json", body, {"Content-Encoding: gzip"}};
}

HttpReply redirect() { return {307, "text/plain", {}, {"Location: " + RedirectedPath}}; }

HttpReply delivered(HttpReply answer, Delivery delivery)
{
    answer.delivery = delivery;
    return answer;
}

} // namespace

HttpReply spoiled(HttpReply answer, FaultPlan &faults, std::int64_t now)
{
    const auto strikes = [&](Fault fault) { return faults.strikes(fault, now); };
    if (strikes(Fault::Http502))
        return page(502);
    if (strikes(Fault::Http429))
        return {429, "application/json", "null"};
    if (strikes(Fault::HttpHtml200))
        return page(200);
    if (strikes(Fault::HttpNull))
        return {200, "application/json", "null"};
    if (strikes(Fault::Redirect))
        return redirect();
    if (strikes(Fault::GzipBomb))
        return bomb();
    if (strikes(Fault::HttpTruncated))
        answer.body.truncate(answer.body.size() / 2);
    if (strikes(Fault::HttpCut))
        return delivered(std::move(answer), Delivery::CutShort);
    if (strikes(Fault::HttpHang))
        return delivered(std::move(answer), Delivery::Never);
    if (strikes(Fault::HttpSlow))
        return delivered(std::move(answer), Delivery::Trickle);
    if (strikes(Fault::HttpHuge))
        return delivered(std::move(answer), Delivery::Endless);
    return answer;
}

} // namespace lpm::simulator
