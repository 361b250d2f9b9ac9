// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/inflate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <zlib.h>

namespace lpm::audit {

namespace {

constexpr std::size_t PackedBytes = 64u << 10;
constexpr int GzipWindow = 15 + 16; // the largest window; 16 asks for gzip's frame

tl::unexpected<base::Error> corrupt(const char *why)
{
    return base::failure(base::ErrorCode::Corrupt, std::string("not whole gzip (") + why + ")");
}

class InflateSource final : public ByteSource
{
public:
    explicit InflateSource(std::unique_ptr<ByteSource> packed) : m_packed(std::move(packed))
    {
        m_isBegun = inflateInit2(&m_stream, GzipWindow) == Z_OK;
    }
    ~InflateSource() override
    {
        if (m_isBegun)
            inflateEnd(&m_stream);
    }
    InflateSource(const InflateSource &) = delete; // zlib's state points at the stream
    InflateSource &operator=(const InflateSource &) = delete;

    base::Result<std::size_t> read(char *into, std::size_t most) override
    {
        if (!m_isBegun)
            return base::failure(base::ErrorCode::Io, "no memory to unpack with");
        const auto room =
            static_cast<uInt>(std::min<std::size_t>(most, std::numeric_limits<uInt>::max()));
        m_stream.next_out = reinterpret_cast<Bytef *>(into);
        m_stream.avail_out = room;
        while (m_stream.avail_out == room) {
            const auto more = step();
            if (!more)
                return base::failure(more.error());
            if (!*more)
                break;
        }
        return room - m_stream.avail_out;
    }

private:
    // false at the end of all.
    base::Result<bool> step()
    {
        if (m_stream.avail_in == 0) {
            const auto got = m_packed->read(m_buffer.data(), m_buffer.size());
            if (!got)
                return base::failure(got.error());
            if (*got == 0)
                return m_isBetween ? base::Result<bool>(false) : corrupt("it ends too early");
            m_stream.next_in = reinterpret_cast<Bytef *>(m_buffer.data());
            m_stream.avail_in = static_cast<uInt>(*got);
        }
        // gzip files may stand one behind the other: together they are one.
        if (m_isBetween && inflateReset(&m_stream) != Z_OK)
            return corrupt("it cannot be begun again");
        m_isBetween = false;
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        m_isBetween = code == Z_STREAM_END;
        if (code != Z_OK && code != Z_STREAM_END)
            return corrupt(m_stream.msg != nullptr ? m_stream.msg : "it cannot be unpacked");
        return true;
    }

    std::unique_ptr<ByteSource> m_packed;
    std::array<char, PackedBytes> m_buffer{};
    z_stream m_stream{};
    bool m_isBegun = false;
    bool m_isBetween = false; // behind one gzip file, before a next or the end
};

} // namespace

std::unique_ptr<ByteSource> inflated(std::unique_ptr<ByteSource> packed)
{
    return std::make_unique<InflateSource>(std::move(packed));
}

} // namespace lpm::audit
