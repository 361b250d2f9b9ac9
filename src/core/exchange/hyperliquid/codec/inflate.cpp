// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/inflate.h"

#include <QByteArray>

#include <algorithm>
#include <zlib.h>

namespace lpm::exchange::hyperliquid {

namespace {

using base::ErrorCode;

constexpr int RawDeflate = -15; // no zlib header, the largest window

// Frees what inflateInit2 took, whichever way the function is left.
class Inflater
{
public:
    Inflater() : m_isReady(inflateInit2(&m_stream, RawDeflate) == Z_OK) {}
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;

    bool isReady() const { return m_isReady; }

    base::Result<std::string> run(const QByteArray &packed, std::size_t mostBytes)
    {
        constexpr std::size_t chunk = 64u << 10;
        // zlib's older signature wants a mutable pointer; it does not write through it.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
        m_stream.avail_in = static_cast<uInt>(packed.size());
        std::string out;
        int status = Z_OK;
        while (status == Z_OK) {
            const std::size_t before = out.size();
            const std::size_t room = std::min(chunk, mostBytes + 1 - before);
            out.resize(before + room);
            m_stream.next_out = reinterpret_cast<Bytef *>(out.data() + before);
            m_stream.avail_out = static_cast<uInt>(room);
            status = ::inflate(&m_stream, Z_NO_FLUSH);
            out.resize(before + room - m_stream.avail_out);
            if (out.size() > mostBytes)
                return base::failure(ErrorCode::Parse, "more than " + std::to_string(mostBytes) +
                                                           " bytes came out of it");
        }
        if (status != Z_STREAM_END)
            return base::failure(ErrorCode::Parse, status == Z_BUF_ERROR
                                                       ? "it ends in its middle"
                                                       : "it is not DEFLATE data");
        return out;
    }

private:
    z_stream m_stream{};
    bool m_isReady;
};

} // namespace

base::Result<std::string> inflateBase64(std::string_view base64, std::size_t mostBytes)
{
    const auto packed = QByteArray::fromBase64Encoding(
        QByteArray::fromRawData(base64.data(), static_cast<qsizetype>(base64.size())),
        QByteArray::AbortOnBase64DecodingErrors);
    if (!packed)
        return base::failure(ErrorCode::Parse, "it is not base64");
    Inflater inflater;
    if (!inflater.isReady())
        return base::failure(ErrorCode::Parse, "there was no memory to inflate it");
    return inflater.run(*packed, mostBytes);
}

} // namespace lpm::exchange::hyperliquid
