// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/docktitle.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace lpm::gui {

DockTitle::DockTitle(QDockWidget &dock) : QWidget(&dock)
{
    auto *name = new QLabel(dock.windowTitle(), this);
    name->setTextFormat(Qt::PlainText);
    const auto button = [this](const QString &sign, const QString &meaning) {
        auto *made = new QToolButton(this);
        made->setText(sign);
        made->setToolTip(meaning);
        made->setAccessibleName(meaning);
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    QToolButton *floating =
        button(QStringLiteral("↗"), tr("Float or dock %1").arg(dock.windowTitle()));
    QToolButton *closing = button(QStringLiteral("✕"), tr("Close %1").arg(dock.windowTitle()));
    connect(floating, &QToolButton::clicked, &dock,
            [&dock] { dock.setFloating(!dock.isFloating()); });
    connect(closing, &QToolButton::clicked, &dock, &QWidget::close);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 3, 12, 3);
    row->setSpacing(2);
    row->addWidget(name);
    row->addStretch(1);
    row->addWidget(floating);
    row->addWidget(closing);
}

} // namespace lpm::gui
