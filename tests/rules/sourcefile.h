// SPDX-License-Identifier: GPL-3.0-or-later
// A source file as the rules look at it: its lines, its code without comments and texts, and its
// functions. A brace-counting scanner, no compiler: enough for rules on names and sizes.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace lpm::rules {

struct Function
{
    QString name;
    int firstLine = 0; // of its opening brace, from 1
    int lastLine = 0;
};

struct SourceFile
{
    QString path; // from the project's root, with /
    QString text;
    QString code; // same length and lines; comments and contents of texts are blanks
    std::vector<Function> functions; // outermost ones; a lambda belongs to the one around it
    std::vector<int> depth;          // of braces, per line at its begin

    int lineAt(qsizetype offset) const; // from 1
    // "" outside of every function.
    QString functionAt(int line) const;
};

SourceFile sourceFile(const QString &path, const QString &text);
// Every .h and .cpp below the folders, sorted by path.
std::vector<SourceFile> readTree(const QString &root, const QStringList &folders);

} // namespace lpm::rules
