// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/token.h"

#include "server/http/message.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <openssl/crypto.h>

#include <algorithm>

namespace lpm::server {

using base::ErrorCode;
using base::failure;

namespace {

constexpr std::size_t TokenCharactersMin = 16;
constexpr std::size_t TokenCharactersMax = 512;
constexpr std::string_view Prefix = "bearer.";

std::array<std::uint8_t, 32> digestOf(std::string_view text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    const QByteArray result = hash.result();
    std::array<std::uint8_t, 32> digest{};
    std::copy(result.begin(), result.end(), digest.begin());
    return digest;
}

bool isAccessTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

std::string_view withoutBlankEnds(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

} // namespace

Token::Token(std::string_view text) : m_digest(digestOf(text)) {}

bool Token::matches(std::string_view offered) const
{
    const auto digest = digestOf(offered);
    std::uint8_t difference = 0;
    for (std::size_t i = 0; i < digest.size(); ++i)
        difference = static_cast<std::uint8_t>(difference | (digest[i] ^ m_digest[i]));
    return difference == 0;
}

base::Result<Token> readTokenFile(const std::string &path)
{
    const QString name = QString::fromStdString(path);
    if (QFileInfo::exists(name) && !QFileInfo(name).isFile()) // a pipe would be waited for
        return failure(ErrorCode::Configuration, "the token file " + path + " is no file");
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(ErrorCode::Io, "the token file " + path +
                                          " cannot be read: " + file.errorString().toStdString());
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                        QFileDevice::WriteOther;
    if (file.permissions() & others)
        return failure(ErrorCode::Configuration,
                       "the token file " + path +
                           " can be read by others: its mode must be 600 (chmod 600)");
    // The only copy, and it does not outlive this function.
    std::array<char, TokenCharactersMax + 2> bytes{};
    const auto wiped = qScopeGuard([&bytes] { OPENSSL_cleanse(bytes.data(), bytes.size()); });
    const qint64 size = file.read(bytes.data(), static_cast<qint64>(bytes.size()));
    const std::string_view text =
        withoutBlankEnds({bytes.data(), static_cast<std::size_t>(std::max<qint64>(size, 0))});
    const bool isFormed = text.size() >= TokenCharactersMin && text.size() <= TokenCharactersMax &&
                          std::all_of(text.begin(), text.end(), isAccessTokenCharacter);
    if (!isFormed)
        return failure(ErrorCode::Configuration,
                       "the token file " + path +
                           " must hold one line of 16 to 512 letters, digits or -._~+/=");
    return Token(text);
}

std::optional<std::string_view> bearerOf(std::string_view authorization)
{
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size() ||
        !equalsIgnoringCase(authorization.substr(0, scheme.size()), scheme))
        return std::nullopt;
    return authorization.substr(scheme.size());
}

std::optional<std::string_view> bearerSubprotocol(std::string_view list)
{
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        std::string_view item = list.substr(0, comma);
        while (!item.empty() && (item.front() == ' ' || item.front() == '\t'))
            item.remove_prefix(1);
        while (!item.empty() && (item.back() == ' ' || item.back() == '\t'))
            item.remove_suffix(1);
        if (item.starts_with(Prefix))
            return item.substr(Prefix.size());
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return std::nullopt;
}

} // namespace lpm::server
