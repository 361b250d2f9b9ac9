// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/connectingwindow.h"

#include "gui/appicon.h"
#include "gui/remote/othertoken.h"
#include "gui/source/dashboardsource.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

constexpr int IconSide = 64;
constexpr int SentenceWidth = 420;

} // namespace

ConnectingWindow::ConnectingWindow(const DashboardSource &source, QWidget *parent)
    : QWidget(parent), m_source(source), m_sentence(new QLabel(this))
{
    setWindowTitle(tr("Live Position Monitor"));
    setWindowIcon(appIcon());
    auto *icon = new QLabel(this);
    icon->setPixmap(appPixmap(IconSide));
    m_sentence->setTextFormat(Qt::PlainText); // it repeats what another computer says
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumWidth(SentenceWidth);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *buttons = new QDialogButtonBox(this);
    const QPushButton *quit = buttons->addButton(tr("Quit"), QDialogButtonBox::RejectRole);
    connect(quit, &QPushButton::clicked, this, &QWidget::close);
    m_otherToken = buttons->addButton(otherTokenText(), QDialogButtonBox::ActionRole);
    connect(m_otherToken, &QPushButton::clicked, this, &ConnectingWindow::tokenAsked);

    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 14);
    layout->setSpacing(14);
    layout->addLayout(row, 1);
    layout->addWidget(buttons);
    connect(&source, &DashboardSource::connectionChanged, this, &ConnectingWindow::showSentence);
    showSentence();
}

QString ConnectingWindow::sentence() const { return m_sentence->text(); }

void ConnectingWindow::showSentence()
{
    if (m_source.lostSentence().isEmpty())
        return; // the other window comes in a moment
    m_otherToken->setVisible(m_source.isTokenRefused());
    m_sentence->setText(m_source.lostSentence());
    m_sentence->setAccessibleName(m_sentence->text());
}

} // namespace lpm::gui
