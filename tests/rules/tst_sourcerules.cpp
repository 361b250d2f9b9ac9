// SPDX-License-Identifier: GPL-3.0-or-later
// The rules on the sources hold in the whole tree, and each of them can fail.
#include "tests/rules/rules.h"

#include <QFile>
#include <QtTest>

using namespace lpm::rules;

namespace {

QString root()
{
    return qEnvironmentVariable("LPM_SOURCE_DIR");
}

QString readText(const QString &path)
{
    QFile file(root() + QLatin1Char('/') + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

SourceFile sample(const char *path, const char *text)
{
    return sourceFile(QString::fromLatin1(path), QString::fromUtf8(text));
}

Arrows arrows()
{
    return readArrows(readText(QStringLiteral("tests/rules/arrows.txt")));
}

QStringList check(const QString &rule, const SourceFile &file)
{
    if (rule == QLatin1String("arrows"))
        return checkArrows(file, arrows());
    if (rule == QLatin1String("floats"))
        return checkFloats(file);
    if (rule == QLatin1String("clocks"))
        return checkClocks(file);
    if (rule == QLatin1String("words"))
        return checkBannedWords(file);
    if (rule == QLatin1String("widgets"))
        return checkWidgets(file);
    if (rule == QLatin1String("sizes"))
        return checkSizes(file);
    if (rule == QLatin1String("header"))
        return checkHeader(file);
    return checkOpenTasks(file);
}

const QStringList Rules
    = {QStringLiteral("arrows"),  QStringLiteral("floats"), QStringLiteral("clocks"),
       QStringLiteral("words"),   QStringLiteral("widgets"), QStringLiteral("sizes"),
       QStringLiteral("header"), QStringLiteral("tasks")};

} // namespace

class SourceRulesTest : public QObject
{
    Q_OBJECT

    std::vector<SourceFile> m_files;

private Q_SLOTS:
    void initTestCase()
    {
        m_files = readTree(root(), {QStringLiteral("src"), QStringLiteral("tests"),
                                    QStringLiteral("bench")});
        QVERIFY2(m_files.size() > 100, "LPM_SOURCE_DIR does not lead to the sources");
    }

    void theTreeObeys_data()
    {
        QTest::addColumn<QString>("rule");
        for (const QString &rule : Rules)
            QTest::newRow(qPrintable(rule)) << rule;
    }
    void theTreeObeys()
    {
        QFETCH(QString, rule);

        QStringList findings;
        for (const SourceFile &file : m_files)
            findings << check(rule, file);

        for (const QString &finding : findings)
            qWarning("%s", qPrintable(finding));
        QCOMPARE(findings.size(), 0);
    }

    void theDocumentShowsTheSameArrows()
    {
        const QString document = readText(QStringLiteral("ARCHITECTURE.md"));
        QVERIFY2(!document.isEmpty(), "there is no ARCHITECTURE.md");
        const QString table = readText(QStringLiteral("tests/rules/arrows.txt"));
        for (const QString &line : table.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (!line.startsWith(QLatin1Char('#')))
                QVERIFY2(document.contains(line + QLatin1Char('\n')), qPrintable(line));
        }
    }

    void aBadSampleIsFound_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *rule, const char *path,
                            const QString &text) {
            QTest::newRow(name) << QString::fromLatin1(rule) << QString::fromLatin1(path) << text;
        };
        const auto line = [](const char *text) { return QString::fromUtf8(text); };
        row("core knows the server", "arrows", "src/core/sync/a.cpp",
            line("#include \"server/router.h\"\n"));
        row("gui knows the server", "arrows", "src/gui/a.cpp", line("#include \"server/a.h\"\n"));
        row("domain knows the tracker", "arrows", "src/core/domain/a.h",
            line("  #  include \"core/tracker/a.h\"\n"));
        row("a folder without arrows", "arrows", "src/novel/a.h", line("int a;\n"));
        row("a double of money", "floats", "src/core/tracker/a.cpp", line("double pnl = 0;\n"));
        row("a float in the allowed file", "floats", "src/core/tracker/positionmath.cpp",
            line("int entry()\n{\n    float f = 0;\n    return 0;\n}\n"));
        row("a conversion", "floats", "src/core/exchange/a.cpp", line("auto a = value.toDouble();\n"));
        row("wall clock", "clocks", "src/core/sync/a.cpp",
            line("auto a = std::chrono::system_clock::now();\n"));
        row("Qt's clock", "clocks", "src/server/a.cpp",
            line("auto a = QDateTime::currentDateTimeUtc();\n"));
        row("randomness", "clocks", "src/core/sync/a.cpp", line("std::random_device device;\n"));
        row("rand", "clocks", "src/simulator/a.cpp", line("int a = rand();\n"));
        row("old connect", "words", "src/gui/a.cpp", line("connect(a, SIGNAL(b()), c);\n"));
        row("singleton", "words", "src/app/a.cpp", line("auto &a = Thing::instance();\n"));
        row("debug print", "words", "src/app/a.cpp", line("void f() { qDebug() << 1; }\n"));
        row("certificate ignored", "words", "src/core/exchange/a.cpp",
            line("socket.ignoreSslErrors();\n"));
        row("namespace opened for all", "words", "src/app/a.cpp", line("using namespace lpm;\n"));
        row("namespace opened behind another", "words", "src/app/a.cpp",
            line("namespace {\nint a() { return 1; }\n}\nusing namespace lpm;\n"));
        row("variant", "words", "src/core/sync/a.h", line("QVariant a;\n"));
        row("a widget in the core", "widgets", "src/core/monitor/a.h", line("#include <QWidget>\n"));
        row("a module in the server", "widgets", "src/server/a.h", line("#include <QtGui/QColor>\n"));
        row("a long file", "sizes", "src/app/a.cpp", QString(401, QLatin1Char('\n')));
        row("a long function", "sizes", "tests/a.cpp",
            line("struct A\n{\n    A() : m_a{1}, m_b(2)\n    {\n")
                + QStringLiteral("        call();\n").repeated(69) + line("    }\n};\n"));
        row("no licence", "header", "tests/a.cpp", line("#include <QObject>\n"));
        row("an open task", "tasks", "src/app/a.cpp", QStringLiteral("// TO") + line("DO later\n"));
    }
    void aBadSampleIsFound()
    {
        QFETCH(QString, rule);
        QFETCH(QString, path);
        QFETCH(QString, text);

        QVERIFY(!check(rule, sourceFile(path, text)).isEmpty());
    }

    void whatIsAllowedIsNotFound_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *rule, const char *path,
                            const char *text) {
            QTest::newRow(name) << QString::fromLatin1(rule) << QString::fromLatin1(path)
                                << QString::fromUtf8(text);
        };
        row("an arrow of the table", "arrows", "src/server/a.cpp",
            "#include \"core/monitor/positionmonitor.h\"\n");
        row("the one float", "floats", "src/core/tracker/positionmath.cpp",
            "Decimal remainingNotional(int a)\n{\n    const double ratio = 1;\n}\n");
        row("a word in a comment", "floats", "src/core/tracker/a.cpp", "// no double here\n");
        row("a word in a text", "floats", "src/core/tracker/a.cpp", "auto a = \"double\";\n");
        row("a raw text", "words", "src/app/a.cpp", "auto a = R\"x(qDebug() \" )x\";\n");
        row("the clock's door", "clocks", "src/core/base/clock.cpp", "a = steady_clock::now();\n");
        row("a colour in the window", "widgets", "src/gui/a.h", "#include <QColor>\n");
        row("inside a namespace", "words", "src/app/a.cpp",
            "namespace lpm {\nusing namespace std::chrono_literals;\n}\n");
        row("a task of an issue", "tasks", "src/app/a.cpp", "// TO" "DO (#12): later\n");
    }
    void whatIsAllowedIsNotFound()
    {
        QFETCH(QString, rule);
        QFETCH(QString, path);
        QFETCH(QString, text);

        QCOMPARE(check(rule, sourceFile(path, text)), QStringList());
    }

    void functionsAreFoundWithTheirLines()
    {
        const SourceFile file = sample("src/app/a.cpp",
                                       "namespace {\n"
                                       "const int table[] = {1, 2};\n"
                                       "int first(int a)\n"
                                       "{\n"
                                       "    if (a) { return 1'000; }\n"
                                       "    auto f = [] { return '{'; };\n"
                                       "    return 0;\n"
                                       "}\n"
                                       "class B\n"
                                       "{\n"
                                       "    explicit B(int a) : m_a{a}, m_b(1) { run(); }\n"
                                       "};\n"
                                       "}\n");

        QCOMPARE(file.functions.size(), std::size_t{2});
        QCOMPARE(file.functions[0].name, QStringLiteral("first"));
        QCOMPARE(file.functions[0].firstLine, 4);
        QCOMPARE(file.functions[0].lastLine, 8);
        QCOMPARE(file.functions[1].name, QStringLiteral("B"));
        QCOMPARE(file.functions[1].firstLine, 11);
    }
};

QTEST_APPLESS_MAIN(SourceRulesTest)
#include "tst_sourcerules.moc"
