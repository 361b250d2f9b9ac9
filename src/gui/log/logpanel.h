// SPDX-License-Identifier: GPL-3.0-or-later
// The latest lines of this program's log: by level, newest first, to be copied. It looks for new
// ones while somebody can see it. GUI thread.
#pragma once

#include "gui/log/logmodel.h"
#include "gui/theme.h"

#include <QTimeZone>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;

namespace lpm::gui {

class DataTable;
class Privacy;

class LogPanel : public QWidget
{
    Q_OBJECT
public:
    // The tail must outlive it; nullptr: there are no lines. `elsewhere` names the monitor that the
    // window shows if that is another program, whose log this is not.
    LogPanel(const Theme &theme, const LogTail *tail, const QString &elsewhere,
             const QTimeZone &zone, QWidget *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    void setNow(base::Timestamp now);
    QString least() const;             // level shown, by its key: debug, info, warning, error
    void setLeast(const QString &key); // one that is none changes nothing

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildTable(const Theme &theme);
    void fillBar(QHBoxLayout &bar, const QString &elsewhere);
    void look();
    void copy() const;

    const LogTail *m_tail;
    std::uint64_t m_seen = 0;
    LogModel *m_lines;
    LogFilter *m_shown;
    DataTable *m_table = nullptr;
    QComboBox *m_least;
    QTimer m_pace;
};

} // namespace lpm::gui
