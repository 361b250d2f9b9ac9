// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/pagehandler.h"

#include "core/base/check.h"

#include <QFile>

namespace lpm::server {

namespace {

constexpr char PagePolicy[] = "default-src 'none'; script-src 'self'; style-src 'self'; "
                              "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                              "frame-ancestors 'none'";

std::string resource(const QString &name)
{
    QFile file(QStringLiteral(":/lpm/page/") + name);
    base::ensure(file.open(QIODevice::ReadOnly), "a resource of the web page is missing");
    return file.readAll().toStdString();
}

Response asset(std::string_view contentType, const std::string &body)
{
    Response response;
    response.contentType = contentType;
    response.body = body;
    response.headers.emplace_back("Content-Security-Policy", PagePolicy);
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    return response;
}

} // namespace

PageHandler::PageHandler()
    : m_page(resource(QStringLiteral("index.html"))),
      m_script(resource(QStringLiteral("page.js"))),
      m_style(resource(QStringLiteral("page.css")))
{
}

Response PageHandler::page(const Request &) const
{
    return asset("text/html; charset=utf-8", m_page);
}

Response PageHandler::script(const Request &) const
{
    return asset("text/javascript; charset=utf-8", m_script);
}

Response PageHandler::style(const Request &) const
{
    return asset("text/css; charset=utf-8", m_style);
}

} // namespace lpm::server
