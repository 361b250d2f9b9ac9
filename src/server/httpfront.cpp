// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httpfront.h"

#include "server/gate/connection.h"
#include "server/lateanswers.h"

#include <QHostAddress>
#include <QHttpServerRequest>
#include <QHttpServerResponder>

#include <memory>
#include <optional>

namespace lpm::server {

namespace {

std::string methodOf(QHttpServerRequest::Method method)
{
    using M = QHttpServerRequest::Method;
    switch (method) {
    case M::Get:
        return "GET";
    case M::Head:
        return "HEAD";
    case M::Post:
        return "POST";
    case M::Put:
        return "PUT";
    case M::Delete:
        return "DELETE";
    case M::Options:
        return "OPTIONS";
    case M::Patch:
        return "PATCH";
    default:
        return "OTHER"; // the gate lets none of these through
    }
}

Request toRequest(const QHttpServerRequest &from)
{
    Request request;
    request.method = methodOf(from.method());
    request.path = from.url().path(QUrl::FullyEncoded).toStdString();
    request.query = from.url().query(QUrl::FullyEncoded).toStdString();
    const auto headers = from.headers();
    for (const auto &[name, value] : headers)
        request.headers.emplace_back(name.toStdString(), value.toStdString());
    request.body = from.body().toStdString();
    request.isFromThisMachine = from.remoteAddress().isLoopback();
    return request;
}

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
void write(QHttpServerResponder &responder, const Response &response, bool hasBody, bool isHead)
{
    responder.writeStatusLine(QHttpServerResponder::StatusCode(response.status));
    for (const auto &[name, value] : response.headers)
        responder.writeHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    if (hasBody)
        responder.writeHeader("Content-Length", QByteArray::number(response.body.size()));
    responder.writeBody(hasBody && !isHead ? QByteArray::fromStdString(response.body)
                                           : QByteArray());
}
#else
void write(QHttpServerResponder &responder, const Response &response, bool hasBody, bool)
{
    QHttpHeaders headers;
    for (const auto &[name, value] : response.headers)
        headers.append(QByteArrayView(name), QByteArrayView(value));
    responder.write(hasBody ? QByteArray::fromStdString(response.body) : QByteArray(), headers,
                    QHttpServerResponder::StatusCode(response.status));
}
#endif

// What an answer's form takes from its request.
struct Form
{
    bool isHead = false;
    bool isLast = false; // the client asked to close behind it
};

Form formOf(const Request &request)
{
    const std::string *connection = findHeader(request.headers, "Connection");
    return {request.method == "HEAD", connection != nullptr && hasToken(*connection, "close")};
}

void write(QHttpServerResponder &responder, Response response, Form form)
{
    if (form.isLast)
        response.headers.emplace_back("Connection", "close");
    const bool hasBody = response.status != 204 && response.status != 304;
    if (hasBody)
        response.headers.emplace_back("Content-Type", response.contentType);
    write(responder, response, hasBody, form.isHead);
}

// Where a route leaves its answer: before it is waited for, or after.
struct Place
{
    std::optional<Response> answer;
    QPointer<LateAnswers> waiting; // whom to tell
};

} // namespace

// Most answers are there at once and are written before this returns. Others wait in the order of
// their requests, and go with their connection.
void HttpFront::answer(const QHttpServerRequest &from, QHttpServerResponder responder,
                       quint16 peerPort) const
{
    const QPointer<Connection> connection = m_gate.connectionOf(from.remoteAddress(), peerPort);
    Request request = toRequest(from);
    if (connection)
        request.asker = connection->lateAnswers().presence();
    const Form form = formOf(request);
    const auto place = std::make_shared<Place>();
    m_router.respond(std::move(request), [place](Response response) {
        if (place->answer)
            return;
        place->answer = std::move(response);
        if (place->waiting)
            place->waiting->writeReady();
    });
    if (!connection) // it has gone; nobody reads an answer
        return;
    LateAnswers &late = connection->lateAnswers();
    if (place->answer && late.isEmpty()) {
        write(responder, *std::move(place->answer), form);
        return;
    }
    place->waiting = &late;
    late.add([place, form,
              held = std::make_shared<QHttpServerResponder>(std::move(responder))]() mutable {
        if (!place->answer)
            return false;
        write(*held, *std::move(place->answer), form);
        return true;
    });
}

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
bool HttpFront::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    answer(request, makeResponder(request, socket), socket->peerPort());
    return true;
}
#else
bool HttpFront::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    answer(request, std::move(responder), request.remotePort());
    return true;
}
#endif

} // namespace lpm::server
