// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/message.h"

#include "core/base/jsonwriter.h"

#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace lpm::server {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool isUtf8(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString decoded =
        decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    Q_UNUSED(decoded);
    return !decoder.hasError();
}

} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

const std::string *findHeader(const std::vector<Header> &headers, std::string_view name)
{
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const Header &header) {
        return equalsIgnoringCase(header.first, name);
    });
    return found == headers.end() ? nullptr : &found->second;
}

bool hasToken(std::string_view list, std::string_view token)
{
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (equalsIgnoringCase(trimmed(list.substr(0, comma)), token))
            return true;
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return false;
}

std::optional<std::string> percentDecoded(std::string_view text, PlusIs plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexDigit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus == PlusIs::Blank) {
            c = ' ';
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F)
            return std::nullopt;
        out += c;
    }
    if (!isUtf8(out))
        return std::nullopt;
    return out;
}

std::optional<std::string> Request::parameter(std::string_view name) const
{
    std::string_view rest = query;
    while (!rest.empty()) {
        const std::size_t end = rest.find('&');
        const std::string_view pair = rest.substr(0, end);
        const std::size_t equals = pair.find('=');
        if (percentDecoded(pair.substr(0, equals), PlusIs::Blank) == name) {
            if (equals == std::string_view::npos)
                return std::string{};
            return percentDecoded(pair.substr(equals + 1), PlusIs::Blank);
        }
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return std::nullopt;
}

Response errorResponse(int status, std::string_view code, std::string_view detail)
{
    Response response;
    response.status = status;
    base::JsonWriter json(response.body);
    json.beginObject();
    json.key("detail").string(detail);
    json.key("code").string(code);
    json.endObject();
    return response;
}

std::string_view reasonPhrase(int status)
{
    struct Phrase
    {
        int status;
        std::string_view text;
    };
    static constexpr std::array phrases{
        Phrase{100, "Continue"},
        Phrase{200, "OK"},
        Phrase{202, "Accepted"},
        Phrase{204, "No Content"},
        Phrase{304, "Not Modified"},
        Phrase{400, "Bad Request"},
        Phrase{401, "Unauthorized"},
        Phrase{403, "Forbidden"},
        Phrase{404, "Not Found"},
        Phrase{405, "Method Not Allowed"},
        Phrase{408, "Request Timeout"},
        Phrase{411, "Length Required"},
        Phrase{413, "Content Too Large"},
        Phrase{414, "URI Too Long"},
        Phrase{421, "Misdirected Request"},
        Phrase{422, "Unprocessable Content"},
        Phrase{426, "Upgrade Required"},
        Phrase{429, "Too Many Requests"},
        Phrase{431, "Request Header Fields Too Large"},
        Phrase{500, "Internal Server Error"},
        Phrase{501, "Not Implemented"},
        Phrase{503, "Service Unavailable"},
        Phrase{505, "HTTP Version Not Supported"},
    };
    const auto found = std::find_if(phrases.begin(), phrases.end(),
                                    [status](const Phrase &p) { return p.status == status; });
    return found == phrases.end() ? std::string_view{} : found->text;
}

} // namespace lpm::server
