// SPDX-License-Identifier: GPL-3.0-or-later
// Where the server listens, and what must hold before others than this machine can reach it.
#pragma once

#include "core/base/result.h"

#include <QHostAddress>
#include <QSslConfiguration>

#include <string>

namespace lpm::server {

struct ApiOptions;

QHostAddress listenAddress(const std::string &host);      // null: not an address
std::string place(const QHostAddress &address, int port); // 127.0.0.1:8000, [::1]:8000

// Configuration, with a sentence that names what is missing: a token, TLS, or a usable address.
base::Result<void> checkExposure(const ApiOptions &options, const QHostAddress &address);

// PEM files. Io or Configuration, the path in the sentence.
base::Result<QSslConfiguration> readTls(const std::string &certificatePath,
                                        const std::string &keyPath);

} // namespace lpm::server
