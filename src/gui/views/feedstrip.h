// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the numbers are live: a badge for each account with its feed's state, age and reasons;
// with many accounts one badge that counts them.
#pragma once

#include "core/domain/account.h"
#include "core/domain/positionupdate.h"
#include "gui/theme.h"
#include "gui/views/explanations.h"

#include <QHBoxLayout>
#include <QWidget>

#include <vector>

namespace lpm::gui {

class FeedBadge : public QWidget
{
    Q_OBJECT
public:
    explicit FeedBadge(const Theme &theme, QWidget *parent = nullptr);

    void show(const QString &name, const QString &state, const QString &age, Tone tone,
              const QString &toolTip);
    using QWidget::show;
    QString state() const { return m_state; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // without the ages

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    QString m_state;
    QString m_age;
    Tone m_tone = Tone::Muted;
};

class FeedStrip : public QWidget
{
    Q_OBJECT
public:
    FeedStrip(const Theme &theme, std::vector<domain::WatchedAccount> accounts,
              QWidget *parent = nullptr);

    void setAccounts(std::vector<domain::WatchedAccount> accounts);
    void show(const domain::HealthView *health, base::Timestamp now); // nullptr: none came yet
    using QWidget::show;
    ExplainedPart explanations() const;
    const FeedBadge *badge(std::size_t index) const { return m_badges.at(index); }

private:
    void showEach(const domain::HealthView &health, base::Timestamp now);
    void showCount(const domain::HealthView &health, base::Timestamp now);

    const Theme &m_theme;
    std::vector<domain::WatchedAccount> m_accounts;
    std::vector<FeedBadge *> m_badges;
};

QString feedStateText(domain::FeedState state);
Tone feedStateTone(domain::FeedState state);
// Several lines: the state in words, ages, the last comparison.
QString feedReasons(const domain::AccountHealth &account, const domain::HealthView &health,
                    base::Timestamp now);

} // namespace lpm::gui
