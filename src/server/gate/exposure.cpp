// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/exposure.h"

#include "server/apiserver.h"
#include "server/gate/accesspolicy.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>

namespace lpm::server {

using base::ErrorCode;
using base::failure;

base::Result<QSslConfiguration> readTls(const std::string &certificatePath,
                                        const std::string &keyPath)
{
    QFile certificateFile(QString::fromStdString(certificatePath));
    QFile keyFile(QString::fromStdString(keyPath));
    if (!certificateFile.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io,
                       "the TLS certificate " + certificatePath +
                           " cannot be read: " + certificateFile.errorString().toStdString());
    if (!keyFile.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, "the TLS key " + keyPath + " cannot be read: " +
                                          keyFile.errorString().toStdString());
    const auto chain = QSslCertificate::fromDevice(&certificateFile, QSsl::Pem);
    if (chain.isEmpty())
        return failure(ErrorCode::Configuration, certificatePath + " holds no PEM certificate");
    const QByteArray pem = keyFile.readAll();
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem, algorithm, QSsl::Pem);
        if (key.isNull())
            continue;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients bring a token instead
        configuration.setProtocol(QSsl::TlsV1_2OrLater);
        return configuration;
    }
    return failure(ErrorCode::Configuration,
                   keyPath + " holds no PEM private key without a passphrase");
}

QHostAddress listenAddress(const std::string &host)
{
    if (host == "localhost")
        return QHostAddress(QHostAddress::LocalHost);
    std::string_view text = host;
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    return QHostAddress(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

std::string place(const QHostAddress &address, int port)
{
    const std::string host = address.toString().toStdString();
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    return (isV6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

// What must hold before the port is opened to others than this machine.
base::Result<void> checkExposure(const ApiOptions &options, const QHostAddress &address)
{
    if (address.isNull())
        return failure(ErrorCode::Configuration, options.host + " is not an address to listen on");
    if (options.tlsCertificate.empty() != options.tlsKey.empty())
        return failure(ErrorCode::Configuration, "TLS needs both a certificate and a key");
    const bool hasForeignHost =
        std::any_of(options.allowedHosts.begin(), options.allowedHosts.end(),
                    [](const std::string &name) { return !isLoopbackName(name); });
    const bool isExposed = !address.isLoopback();
    if ((isExposed || hasForeignHost) && options.tokenFile.empty())
        return failure(ErrorCode::Configuration,
                       "a server that others can reach needs a token: give --token-file");
    if (isExposed && options.tlsCertificate.empty() && !options.insecureBehindProxy)
        return failure(ErrorCode::Configuration,
                       "listening on " + options.host +
                           " needs --tls-cert and --tls-key, or --insecure-behind-proxy");
    return {};
}

} // namespace lpm::server
