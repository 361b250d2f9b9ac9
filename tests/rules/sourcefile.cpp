// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/rules/sourcefile.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace lpm::rules {

namespace {

// Blanks out comments and the contents of texts, line breaks kept.
class Stripper
{
public:
    explicit Stripper(const QString &text) : m_code(text) {}

    QString stripped()
    {
        while (m_at < m_code.size()) {
            if (follows(QLatin1String("//")))
                blankUntil(QLatin1String("\n"), false);
            else if (follows(QLatin1String("/*")))
                blankUntil(QLatin1String("*/"), true);
            else if (follows(QLatin1String("R\"")))
                blankRawText();
            else if (m_code[m_at] == QLatin1Char('"'))
                blankText(QLatin1Char('"'));
            else if (m_code[m_at] == QLatin1Char('\'') && !isDigitSeparator())
                blankText(QLatin1Char('\''));
            else
                ++m_at;
        }
        return m_code;
    }

private:
    bool follows(QLatin1String what) const
    {
        return QStringView(m_code).mid(m_at).startsWith(what);
    }
    bool isDigitSeparator() const { return m_at > 0 && m_code[m_at - 1].isLetterOrNumber(); }
    void blank(qsizetype until)
    {
        for (; m_at < std::min(until, m_code.size()); ++m_at) {
            if (m_code[m_at] != QLatin1Char('\n'))
                m_code[m_at] = QLatin1Char(' ');
        }
    }
    void blankUntil(const QString &end, bool endIncluded)
    {
        const auto found = m_code.indexOf(end, m_at + 2);
        blank(found < 0 ? m_code.size() : found + (endIncluded ? end.size() : 0));
    }
    void blankRawText()
    {
        const auto open = m_code.indexOf(QLatin1Char('('), m_at);
        const QString end = QLatin1Char(')') + m_code.mid(m_at + 2, open - m_at - 2)
                            + QLatin1Char('"');
        blankUntil(end, true);
    }
    void blankText(QChar quote)
    {
        auto end = m_at + 1;
        while (end < m_code.size() && m_code[end] != quote && m_code[end] != QLatin1Char('\n'))
            end += m_code[end] == QLatin1Char('\\') ? 2 : 1;
        ++m_at; // the quotes stay, so that two words do not become one
        blank(end);
        ++m_at;
    }

    QString m_code;
    qsizetype m_at = 0;
};

QString withoutPreprocessor(QString code)
{
    static const QRegularExpression directive(QStringLiteral("^[ \t]*#(?:[^\n]*\\\\\n)*[^\n]*"),
                                              QRegularExpression::MultilineOption);
    auto match = directive.globalMatch(code);
    while (match.hasNext()) {
        const auto found = match.next();
        for (auto i = found.capturedStart(); i < found.capturedEnd(); ++i) {
            if (code[i] != QLatin1Char('\n'))
                code[i] = QLatin1Char(' ');
        }
    }
    return code;
}

// Finds what each pair of braces is, by the words in front of it.
class BraceScanner
{
public:
    BraceScanner(SourceFile &file, QString code) : m_file(file), m_code(std::move(code)) {}

    void scan()
    {
        m_file.depth.push_back(0);
        for (qsizetype at = 0; at < m_code.size(); ++at)
            at = step(at);
    }

private:
    enum class Scope { Namespace, Type, Function, Other };

    qsizetype step(qsizetype at)
    {
        const QChar c = m_code[at];
        if (c == QLatin1Char('\n')) {
            m_file.depth.push_back(depth());
        } else if (c == QLatin1Char(';')) {
            m_headBegin = at + 1;
        } else if (c == QLatin1Char('}')) {
            close(at);
            m_headBegin = at + 1;
        } else if (c == QLatin1Char('{')) {
            const Scope scope = classify(at);
            if (scope == Scope::Other && !isInFunction()) {
                // An initializer: the words in front still belong to what follows.
                return passOver(at);
            }
            m_scopes.push_back({scope, at, nameBefore(at)});
            m_headBegin = at + 1;
        }
        return at;
    }

    qsizetype matching(qsizetype at) const
    {
        int open = 0;
        for (; at < m_code.size(); ++at) {
            if (m_code[at] == QLatin1Char('{'))
                ++open;
            else if (m_code[at] == QLatin1Char('}') && --open == 0)
                break;
        }
        return at;
    }

    qsizetype passOver(qsizetype at)
    {
        const auto end = std::min(matching(at), m_code.size() - 1);
        for (auto i = at; i <= end; ++i) {
            if (m_code[i] == QLatin1Char('\n'))
                m_file.depth.push_back(depth() + 1);
        }
        return end;
    }

    Scope classify(qsizetype at) const
    {
        static const QRegularExpression space(QStringLiteral("\\bnamespace\\b"));
        static const QRegularExpression type(QStringLiteral("\\b(class|struct|union|enum)\\b"));
        const QString head = m_code.mid(m_headBegin, at - m_headBegin);
        if (isInFunction())
            return Scope::Other;
        if (head.contains(space))
            return Scope::Namespace;
        if (head.contains(type) && !head.contains(QLatin1Char('(')))
            return Scope::Type;
        if (!head.contains(QLatin1Char(')')))
            return Scope::Other;
        // `: m_member{value}` of a constructor goes on with a comma or the body.
        auto behind = matching(at) + 1;
        while (behind < m_code.size() && m_code[behind].isSpace())
            ++behind;
        const QChar next = behind < m_code.size() ? m_code[behind] : QChar();
        const bool isInitializer = next == QLatin1Char(',') || next == QLatin1Char('{')
                                   || next == QLatin1Char(';') || next == QLatin1Char(')');
        return isInitializer ? Scope::Other : Scope::Function;
    }

    QString nameBefore(qsizetype at) const
    {
        static const QRegularExpression name(QStringLiteral("(~?\\w+)\\s*\\("));
        return name.match(m_code.mid(m_headBegin, at - m_headBegin)).captured(1);
    }

    void close(qsizetype at)
    {
        if (m_scopes.empty())
            return;
        const Open open = m_scopes.back();
        m_scopes.pop_back();
        if (open.scope == Scope::Function)
            m_file.functions.push_back(
                {open.name, m_file.lineAt(open.at), m_file.lineAt(at)});
    }

    bool isInFunction() const
    {
        return std::any_of(m_scopes.begin(), m_scopes.end(),
                           [](const Open &open) { return open.scope == Scope::Function; });
    }
    int depth() const { return static_cast<int>(m_scopes.size()); }

    struct Open
    {
        Scope scope;
        qsizetype at;
        QString name;
    };

    SourceFile &m_file;
    QString m_code;
    qsizetype m_headBegin = 0;
    std::vector<Open> m_scopes;
};

} // namespace

int SourceFile::lineAt(qsizetype offset) const
{
    return static_cast<int>(QStringView(text).left(offset).count(QLatin1Char('\n'))) + 1;
}

QString SourceFile::functionAt(int line) const
{
    for (const Function &function : functions) {
        if (function.firstLine <= line && line <= function.lastLine)
            return function.name;
        // The head stands right in front of the brace.
        if (line == function.firstLine - 1)
            return function.name;
    }
    return {};
}

SourceFile sourceFile(const QString &path, const QString &text)
{
    SourceFile file{path, text, Stripper(text).stripped(), {}, {}};
    BraceScanner(file, withoutPreprocessor(file.code)).scan();
    return file;
}

std::vector<SourceFile> readTree(const QString &root, const QStringList &folders)
{
    std::vector<SourceFile> files;
    for (const QString &folder : folders) {
        QDirIterator entries(root + QLatin1Char('/') + folder,
                             {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            const QString path = entries.filePath().mid(root.size() + 1);
            if (path.contains(QLatin1String("/node_modules/")) || !file.open(QIODevice::ReadOnly))
                continue;
            files.push_back(sourceFile(path, QString::fromUtf8(file.readAll())));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return files;
}

} // namespace lpm::rules
