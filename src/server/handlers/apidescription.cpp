// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/apidescription.h"

#include "core/base/check.h"
#include "core/base/jsonwriter.h"

#include <QFile>

#include <string_view>

namespace lpm::server {

namespace {

std::string source(const std::string &name)
{
    QFile file(QStringLiteral(":/lpm/page/") + QString::fromStdString(name) +
               QStringLiteral(".json"));
    base::ensure(file.open(QIODevice::ReadOnly), "a part of the API's description is missing");
    return file.readAll().toStdString();
}

void replaceAll(std::string &text, std::string_view mark, std::string_view by)
{
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size()))
        text.replace(at, mark.size(), by);
}

// In a source file the member "...": "NAME" stands for all members of the object in NAME.json.
std::string described(const std::string &name, const std::string &version)
{
    std::string text = source(name);
    for (const std::string part : {"schemas", "refusals"}) {
        const std::string object = source(part);
        const auto first = object.find('{') + 1;
        replaceAll(text, "\"...\": \"" + part + '"',
                   std::string_view(object).substr(first, object.rfind('}') - first));
    }
    std::string quoted;
    base::appendJsonString(quoted, version);
    replaceAll(text, "\"@version@\"", quoted);
    return text;
}

} // namespace

std::string openApi(const std::string &version) { return described("openapi", version); }

std::string asyncApi(const std::string &version) { return described("asyncapi", version); }

} // namespace lpm::server
