// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/gzip.h"

#include "core/audit/bytes.h"

#include <array>
#include <string_view>
#include <zlib.h>

namespace lpm::audit {

namespace {

constexpr int GzipWindow = 15 + 16; // the largest window; 16 asks for gzip's frame
constexpr int MemoryLevel = 8;      // zlib's own

class Packer
{
public:
    explicit Packer(AppendFile &into) : m_into(into)
    {
        m_isBegun = deflateInit2(&m_stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GzipWindow,
                                 MemoryLevel, Z_DEFAULT_STRATEGY)
                    == Z_OK;
    }
    ~Packer()
    {
        if (m_isBegun)
            deflateEnd(&m_stream);
    }
    Packer(const Packer &) = delete; // zlib's state points at the stream
    Packer &operator=(const Packer &) = delete;

    base::Result<void> put(std::string_view bytes) { return step(bytes, Z_NO_FLUSH); }
    base::Result<void> end() { return step({}, Z_FINISH); }

private:
    base::Result<void> step(std::string_view bytes, int flush)
    {
        if (!m_isBegun)
            return base::failure(base::ErrorCode::Io, "no memory to pack with");
        // zlib does not write through it.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            m_stream.next_out = reinterpret_cast<Bytef *>(m_packed.data());
            m_stream.avail_out = static_cast<uInt>(m_packed.size());
            if (deflate(&m_stream, flush) == Z_STREAM_ERROR)
                return base::failure(base::ErrorCode::Io, "cannot pack");
            const std::size_t count = m_packed.size() - m_stream.avail_out;
            if (auto done = appendAll(m_into, {m_packed.data(), count}); !done)
                return done;
        } while (m_stream.avail_out == 0);
        return {};
    }

    AppendFile &m_into;
    std::array<char, 64u << 10> m_packed{};
    z_stream m_stream{};
    bool m_isBegun = false;
};

} // namespace

base::Result<void> gzipInto(AppendFile &into, Disk &disk, const std::string &from)
{
    Packer packer(into);
    const auto put = [&packer](std::string_view bytes) { return packer.put(bytes); };
    if (auto copied = copyBytes(disk, from, 0, put); !copied)
        return copied;
    return packer.end();
}

} // namespace lpm::audit
