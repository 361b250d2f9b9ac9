// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/pagehandler.h"

#include "core/base/check.h"
#include "core/base/jsonwriter.h"
#include "server/router.h"

#include <QFile>

#include <map>

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
      m_style(resource(QStringLiteral("page.css"))),
      m_asyncApi(resource(QStringLiteral("asyncapi.json")))
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

Response PageHandler::asyncApi(const Request &) const
{
    Response response;
    response.body = m_asyncApi;
    return response;
}

std::string describeRoutes(std::span<const Route> routes, const std::string &version)
{
    // Operations of one path stand together.
    std::map<std::string_view, std::vector<const Route *>> byPath;
    for (const Route &route : routes)
        byPath[route.pattern].push_back(&route);

    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("openapi").string("3.1.0");
    json.key("info").beginObject();
    json.key("title").string("Live Position Monitor").key("version").string(version).endObject();
    json.key("paths").beginObject();
    for (const auto &[path, operations] : byPath) {
        json.key(path).beginObject();
        if (path.find("{symbol}") != std::string_view::npos) {
            json.key("parameters").beginArray().beginObject();
            json.key("name").string("symbol").key("in").string("path");
            json.key("required").boolean(true);
            json.key("schema").beginObject().key("type").string("string").endObject();
            json.endObject().endArray();
        }
        for (const Route *route : operations) {
            json.key(route->method == "GET" ? "get" : "post").beginObject();
            json.key("summary").string(route->summary);
            json.key("responses").beginObject().key("default").beginObject();
            json.key("description").string("An answer, or {detail, code}.");
            json.endObject().endObject().endObject();
        }
        json.endObject();
    }
    json.endObject().endObject();
    return text;
}

} // namespace lpm::server
