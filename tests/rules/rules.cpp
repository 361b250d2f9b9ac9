// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/rules/rules.h"

#include <QRegularExpression>

#include <algorithm>

namespace lpm::rules {

namespace {

QString at(const SourceFile &file, int line, const QString &what)
{
    return file.path + QLatin1Char(':') + QString::number(line) + QLatin1String(": ") + what;
}

// Where something forbidden may stand, and why.
struct Exception
{
    const char *path;
    const char *function; // "" for the whole file
    const char *reason;
};

constexpr Exception FloatExceptions[] = {
    {"src/core/domain/decimal.h", "", "declares Decimal::approximate"},
    {"src/core/domain/decimal.cpp", "approximate", "for drawing and sorting by eye"},
    {"src/core/tracker/positionmath.cpp", "remainingNotional", "the exchange's own ratio"},
    {"src/core/tracker/positionmath.cpp", "units", "the two sides of that ratio"},
};
constexpr Exception ClockExceptions[] = {
    {"src/core/base/clock.cpp", "", "the one door to the host's clock"},
    {"src/core/exchange/hyperliquid/hyperliquidclient.cpp", "", "jitter of reconnects"},
    {"src/app/attachedruntime.cpp", "", "jitter of reconnects"},
};
constexpr Exception WordExceptions[] = {
    {"src/gui/shell/desktopmessages.cpp", "", "QDBusConnection::connect takes a slot by name only"},
};

template <std::size_t N>
bool isExcepted(const Exception (&exceptions)[N], const SourceFile &file, int line)
{
    const QString function = file.functionAt(line);
    return std::any_of(std::begin(exceptions), std::end(exceptions), [&](const Exception &e) {
        return file.path == QLatin1String(e.path)
               && (*e.function == '\0' || function == QLatin1String(e.function));
    });
}

bool isIn(const SourceFile &file, const QStringList &folders)
{
    return std::any_of(folders.begin(), folders.end(), [&](const QString &folder) {
        return file.path.startsWith(folder + QLatin1Char('/'));
    });
}

// Calls back with each match in the code and its line.
template <class Visitor>
void eachMatch(const SourceFile &file, const QString &text, const char *pattern, Visitor visit)
{
    const QRegularExpression expression(QString::fromLatin1(pattern),
                                        QRegularExpression::MultilineOption);
    auto matches = expression.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        visit(match, file.lineAt(match.capturedStart()));
    }
}

QString folderOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    return parts.first() == QLatin1String("core") ? parts.mid(0, 2).join(QLatin1Char('/'))
                                                  : parts.first();
}

} // namespace

Arrows readArrows(const QString &text)
{
    Arrows arrows;
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (line.startsWith(QLatin1Char('#')))
            continue;
        const QStringList sides = line.split(QLatin1String(": "));
        arrows.insert(sides.value(0), sides.value(1).split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }
    return arrows;
}

QStringList checkArrows(const SourceFile &file, const Arrows &arrows)
{
    QStringList findings;
    if (!isIn(file, {QStringLiteral("src")}))
        return findings;
    const QString from = folderOf(file.path.mid(4));
    if (!arrows.contains(from))
        return {at(file, 1, QLatin1String("the folder ") + from + QLatin1String(" has no arrows"))};
    // Of the text: in the code the paths are blanked out as any text.
    eachMatch(file, file.text, R"x(^[ \t]*#[ \t]*include[ \t]*"([^"]+/[^"]+)")x",
              [&](const QRegularExpressionMatch &match, int line) {
                  const QString to = folderOf(match.captured(1));
                  if (to != from && !arrows.value(from).contains(to))
                      findings << at(file, line, from + QLatin1String(" must not know ") + to);
              });
    return findings;
}

QStringList checkFloats(const SourceFile &file)
{
    QStringList findings;
    static const QStringList money
        = {QStringLiteral("src/core/domain"), QStringLiteral("src/core/tracker"),
           QStringLiteral("src/core/exchange"), QStringLiteral("src/core/sync"),
           QStringLiteral("src/core/audit"), QStringLiteral("src/core/risk"),
           QStringLiteral("src/core/ledger")};
    if (!isIn(file, money))
        return findings;
    eachMatch(file, file.code, R"(\b(double|float|toDouble|toFloat|stod|strtod)\b)",
              [&](const QRegularExpressionMatch &match, int line) {
                  if (!isExcepted(FloatExceptions, file, line))
                      findings << at(file, line, QLatin1String("binary floating point: ")
                                                     + match.captured(0));
              });
    return findings;
}

QStringList checkClocks(const SourceFile &file)
{
    QStringList findings;
    if (!isIn(file, {QStringLiteral("src")}))
        return findings;
    eachMatch(file, file.code,
              R"(_clock\s*::\s*now\b|\b(QDateTime|QDate|QTime)\s*::\s*current\w+|\brandom_device\b)"
              R"(|\bQRandomGenerator\b|\bs?rand\s*\(|\bgettimeofday\b|\bclock_gettime\b)"
              R"(|\bstd::time\b|\bQElapsedTimer\b)",
              [&](const QRegularExpressionMatch &match, int line) {
                  const bool isInclude = file.text.section(QLatin1Char('\n'), line - 1, line - 1)
                                             .contains(QLatin1String("#include"));
                  if (!isInclude && !isExcepted(ClockExceptions, file, line))
                      findings << at(file, line, QLatin1String("clock or randomness: ")
                                                     + match.captured(0));
              });
    return findings;
}

QStringList checkBannedWords(const SourceFile &file)
{
    QStringList findings;
    if (!isIn(file, {QStringLiteral("src")}))
        return findings;
    eachMatch(file, file.code,
              R"(\b(SIGNAL|SLOT|foreach|Q_FOREACH|qDebug)\s*\(|::instance\s*\(|\bignoreSslErrors\b)",
              [&](const QRegularExpressionMatch &match, int line) {
                  if (!isExcepted(WordExceptions, file, line))
                      findings << at(file, line, QLatin1String("banned: ") + match.captured(0));
              });
    eachMatch(file, file.code, R"(^using\s+namespace\b)",
              [&](const QRegularExpressionMatch &, int line) {
                  if (file.depth.at(static_cast<std::size_t>(line - 1)) == 0)
                      findings << at(file, line, QStringLiteral("using namespace at file scope"));
              });
    if (isIn(file, {QStringLiteral("src/core")})) {
        eachMatch(file, file.code, R"(\bQVariant\b)",
                  [&](const QRegularExpressionMatch &, int line) {
                      findings << at(file, line, QStringLiteral("QVariant in the core"));
                  });
    }
    return findings;
}

QStringList checkWidgets(const SourceFile &file)
{
    QStringList findings;
    const bool mayShow = isIn(file, {QStringLiteral("src/gui"), QStringLiteral("src/app")});
    if (!isIn(file, {QStringLiteral("src")}) || mayShow)
        return findings;
    eachMatch(file, file.text,
              R"(^[ \t]*#[ \t]*include[ \t]*<(Qt(Widgets|Gui)\b[^>]*|Q(Widget|Application|)"
              R"(GuiApplication|Painter|Color|Font|Icon|Image|Pixmap|Palette|Window|Screen|)"
              R"(MainWindow|Dialog|Label|TableView|KeySequence|Action))>)",
              [&](const QRegularExpressionMatch &match, int line) {
                  findings << at(file, line, QLatin1String("outside gui and app: ")
                                                 + match.captured(1));
              });
    return findings;
}

// A table that must be long says so: a comment "rules: table" in its file or function.
QStringList checkSizes(const SourceFile &file)
{
    static const QLatin1String mark("rules: table");
    QStringList findings;
    const QStringList lines = file.text.split(QLatin1Char('\n'));
    const auto isMarked = [&lines](int first, int last) {
        for (int i = first; i <= last; ++i) {
            if (lines.value(i - 1).contains(mark))
                return true;
        }
        return false;
    };
    const auto count = static_cast<int>(file.text.count(QLatin1Char('\n')));
    if (count > LongestFile && !isMarked(1, count))
        findings << at(file, 1, QString::number(count) + QLatin1String(" lines in a file"));
    for (const Function &function : file.functions) {
        const int length = function.lastLine - function.firstLine + 1;
        if (length > LongestFunction && !isMarked(function.firstLine, function.lastLine))
            findings << at(file, function.firstLine,
                           QString::number(length) + QLatin1String(" lines in ") + function.name);
    }
    return findings;
}

QStringList checkHeader(const SourceFile &file)
{
    static const QLatin1String licence("// SPDX-License-Identifier: GPL-3.0-or-later\n");
    if (file.text.startsWith(licence))
        return {};
    return {at(file, 1, QStringLiteral("the first line is not the licence line"))};
}

QStringList checkOpenTasks(const SourceFile &file)
{
    QStringList findings;
    eachMatch(file, file.text, R"(\b(TO)" R"(DO|FIX)" R"(ME|XX)" R"(X)\b(?![^\n]*#\d))",
              [&](const QRegularExpressionMatch &match, int line) {
                  findings << at(file, line, match.captured(0)
                                                 + QLatin1String(" without the number of an issue"));
              });
    return findings;
}

} // namespace lpm::rules
