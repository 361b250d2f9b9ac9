// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configfile.h"

#include "core/config/blanks.h"
#include "core/config/layers.h"
#include "core/config/settingrows.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <set>
#include <string_view>

namespace lpm::config {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr qint64 LargestConfigFile = 1 << 20;
constexpr int MostSetAside = 99;
constexpr std::string_view BlanksAndEnds = " \t\r\n";

// What one setting, or one line that is none, takes up in the file.
struct Piece
{
    std::string key; // "" for a comment, a blank line, a section
    std::string text; // its lines, with their ends
    bool isSection = false;
};

// Where a comment begins, and how many arrays are left open; both outside of quotes.
struct Scan
{
    std::size_t comment = std::string_view::npos;
    int depth = 0;
};

Scan scanned(std::string_view value)
{
    Scan found;
    char quote = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (quote != 0) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '#') {
            found.comment = i;
            break;
        } else if (c == '[' || c == ']') {
            found.depth += c == '[' ? 1 : -1;
        }
    }
    return found;
}

std::string_view takeLine(std::string_view &rest)
{
    const auto end = rest.find('\n');
    const auto length = end == std::string_view::npos ? rest.size() : end + 1;
    const std::string_view line = rest.substr(0, length);
    rest.remove_prefix(length);
    return line;
}

Piece takePiece(std::string_view &rest)
{
    Piece piece;
    const std::string_view line = takeLine(rest);
    piece.text = line;
    const std::string_view content = trimmed(line, BlanksAndEnds);
    const auto equals = content.find('=');
    piece.isSection = content.starts_with('[');
    if (content.starts_with('#') || piece.isSection || equals == std::string_view::npos)
        return piece;
    piece.key = trimmed(content.substr(0, equals));
    std::replace(piece.key.begin(), piece.key.end(), '_', '-');
    int depth = scanned(content.substr(equals + 1)).depth;
    while (depth > 0 && !rest.empty()) {
        const std::string_view more = takeLine(rest);
        piece.text += more;
        depth += scanned(more).depth;
    }
    return piece;
}

// A line's own comment stays behind the new value.
std::string commentOf(const Piece &piece)
{
    const std::string_view line = trimmed(piece.text, BlanksAndEnds);
    if (line.find('\n') != std::string_view::npos)
        return {};
    const std::string_view value = line.substr(line.find('=') + 1);
    const auto comment = scanned(value).comment;
    return comment == std::string_view::npos ? std::string()
                                             : " " + std::string(value.substr(comment));
}

Result<std::string> inQuotes(const std::string &value)
{
    const bool hasControls = std::any_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    const bool isPlain = value.find_first_of("\"\\") == std::string::npos;
    if (hasControls || (!isPlain && value.find('\'') != std::string::npos))
        return failure(ErrorCode::Configuration,
                       "a value has characters that the file cannot hold");
    const char quote = isPlain ? '"' : '\'';
    return quote + value + quote;
}

Result<std::string> lineOf(const Row &row, const std::vector<std::string> &values)
{
    std::string text;
    for (const std::string &value : values) {
        const auto written = inQuotes(value);
        if (!written)
            return failure(written.error());
        text += (text.empty() ? "" : ", ") + *written;
    }
    if (row.kind == RowKind::List)
        text = "[" + text + "]";
    else if (row.kind == RowKind::Switch)
        text = values.back();
    return std::string(row.name) + " = " + text;
}

Result<std::vector<std::string>> linesOf(const Changes &changes, std::vector<std::string> &names)
{
    std::vector<std::string> lines;
    for (const auto &[name, values] : changes) {
        const Row *row = findRow(name);
        if (row == nullptr)
            return failure(ErrorCode::Configuration, "there is no setting " + name);
        names.push_back(name);
        if (!values || values->empty()) {
            lines.emplace_back();
            continue;
        }
        const auto line = lineOf(*row, *values);
        if (!line)
            return failure(line.error());
        lines.push_back(*line);
    }
    return lines;
}

bool readsBack(const Layer &before, const Layer &after, const Changes &changes)
{
    std::set<std::string, std::less<>> names;
    for (const Layer *layer : {&before, &after}) {
        for (const auto &[name, given] : *layer)
            names.insert(name);
    }
    for (const auto &[name, values] : changes)
        names.insert(name);
    return std::all_of(names.begin(), names.end(), [&](const std::string &name) {
        const auto change = changes.find(name);
        const auto found = after.find(name);
        const std::vector<std::string> now
            = found == after.end() ? std::vector<std::string>() : found->second.values;
        if (change != changes.end())
            return now == change->second.value_or(std::vector<std::string>());
        const auto old = before.find(name);
        return old != before.end() && old->second.values == now;
    });
}

} // namespace

Result<std::string> withChanges(const std::string &text, const Changes &changes)
{
    const auto before = configFileLayer(text, "the file");
    if (!before)
        return failure(before.error());
    std::vector<std::string> names;
    auto lines = linesOf(changes, names);
    if (!lines)
        return failure(lines.error());

    std::string out;
    std::string sections;
    std::string_view rest = text;
    while (!rest.empty()) {
        const Piece piece = takePiece(rest);
        std::string &into = piece.isSection || !sections.empty() ? sections : out;
        const auto name = std::find(names.begin(), names.end(), piece.key);
        if (piece.key.empty() || name == names.end() || &into == &sections) {
            into += piece.text;
            continue;
        }
        std::string &line = lines->at(static_cast<std::size_t>(name - names.begin()));
        if (!line.empty())
            out += line + commentOf(piece) + "\n";
        line.clear(); // a setting that stands there twice is left once
    }
    if (!out.empty() && !out.ends_with('\n'))
        out += '\n';
    for (const std::string &line : *lines)
        out += line.empty() ? "" : line + "\n";
    out += sections;

    const auto after = configFileLayer(out, "the file");
    if (!after || !readsBack(*before, *after, changes))
        return failure(ErrorCode::Configuration,
                       "the file is written in a way that the program cannot change safely");
    return out;
}

Result<std::string> readConfigFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return std::string();
    if (file.size() > LargestConfigFile || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, path + " cannot be read");
    return file.readAll().toStdString();
}

std::string asideOf(const std::string &path)
{
    const QString aside = QString::fromStdString(path) + QStringLiteral(".broken");
    QString free = aside;
    for (int i = 2; QFileInfo::exists(free) && i <= MostSetAside; ++i)
        free = aside + QString::number(i);
    return free.toStdString();
}

Result<std::string> setConfigFileAside(const std::string &path)
{
    const QString name = QString::fromStdString(path);
    if (!QFileInfo(name).isFile())
        return std::string();
    const QString aside = QString::fromStdString(asideOf(path));
    if (!QFile::copy(name, aside)) // which writes over nothing
        return failure(ErrorCode::Io, path + " cannot be kept as " + aside.toStdString());
    if (auto emptied = writeConfigFile(path, {}); !emptied) {
        QFile::remove(aside); // it is where it was
        return failure(emptied.error());
    }
    return aside.toStdString();
}

Result<void> writeConfigFile(const std::string &path, const std::string &text)
{
    const QFileInfo info(QString::fromStdString(path));
    // Behind a link the file itself is replaced, not the link.
    const QString name = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    QSaveFile file(name);
    const bool isWritten = QDir().mkpath(QFileInfo(name).absolutePath())
                           && file.open(QIODevice::WriteOnly)
                           && file.write(QByteArray::fromStdString(text))
                                  == static_cast<qint64>(text.size())
                           && file.commit();
    if (!isWritten)
        return failure(ErrorCode::Io,
                       path + " cannot be written: " + file.errorString().toStdString());
    return {};
}

} // namespace lpm::config
