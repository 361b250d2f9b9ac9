// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/deflate.h"

#include "core/base/check.h"

#include <QByteArray>

#include <zlib.h>

namespace lpm::simulator {

std::string deflatedBase64(std::string_view text)
{
    constexpr int RawWindow = -15; // a negative window asks zlib for no header
    z_stream stream{};
    const int begun =
        deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RawWindow, 8, Z_DEFAULT_STRATEGY);
    base::ensure(begun == Z_OK, "zlib is there");
    std::string in(text);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(in.size()))),
                   '\0');
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    base::ensure(ended == Z_STREAM_END, "the bound of zlib holds the whole output");
    out.truncate(static_cast<qsizetype>(stream.total_out));
    return out.toBase64().toStdString();
}

std::string gzippedZeros(std::size_t mebibytes)
{
    constexpr int GzipWindow = 15 + 16; // 16 asks zlib for gzip's header
    constexpr int MostMemory = 9;
    z_stream stream{};
    const int begun =
        deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GzipWindow, MostMemory, Z_DEFAULT_STRATEGY);
    base::ensure(begun == Z_OK, "zlib is there");
    std::string zeros(std::size_t{1} << 20, '\0');
    std::string chunk(zeros.size(), '\0');
    std::string file;
    for (std::size_t i = 0; i < mebibytes; ++i) {
        stream.next_in = reinterpret_cast<Bytef *>(zeros.data());
        stream.avail_in = static_cast<uInt>(zeros.size());
        stream.next_out = reinterpret_cast<Bytef *>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        // Zeros shrink to less than the chunk, so that one call takes them all.
        deflate(&stream, i + 1 == mebibytes ? Z_FINISH : Z_NO_FLUSH);
        file.append(chunk, 0, chunk.size() - stream.avail_out);
    }
    deflateEnd(&stream);
    return file;
}

} // namespace lpm::simulator
