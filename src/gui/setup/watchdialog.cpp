// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/setup/watchdialog.h"

#include "gui/limits.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

constexpr int AddressCharacters = 42;

QString sentenceOf(const AccountStanding &standing)
{
    switch (standing.kind) {
    case AccountStanding::Kind::Active:
        return WatchDialog::tr("✓ The exchange knows this account.");
    case AccountStanding::Kind::Agent:
        return WatchDialog::tr("✓ This is an agent's wallet, which holds nothing itself. Its "
                               "master is watched: %1")
            .arg(standing.text);
    case AccountStanding::Kind::Unused:
        return WatchDialog::tr("The exchange has never seen any activity of this address. It can "
                               "be watched, but check the address and the network.");
    case AccountStanding::Kind::Unanswered:
        break;
    }
    return WatchDialog::tr("The address is well written. The exchange could not be asked about "
                           "it: %1")
        .arg(standing.text);
}

} // namespace

WatchDialog::WatchDialog(Setup &setup, QWidget *parent)
    : QDialog(parent),
      m_setup(setup),
      m_address(new QLineEdit(this)),
      m_label(new QLineEdit(this)),
      m_network(new QComboBox(this)),
      m_sentence(new QLabel(this))
{
    setWindowTitle(tr("Watch my account"));
    build();
    m_pause.setSingleShot(true);
    m_pause.setInterval(limits::TypingPause);
    connect(&m_pause, &QTimer::timeout, this, &WatchDialog::askExchange);
    connect(m_address, &QLineEdit::textChanged, this, &WatchDialog::onEdited);
    connect(m_network, &QComboBox::currentIndexChanged, this, &WatchDialog::onEdited);
    onEdited();
}

// The setup would reply into a dialog that is gone.
WatchDialog::~WatchDialog() { m_setup.forget(); }

void WatchDialog::build()
{
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_address->setFont(fixed);
    m_address->setPlaceholderText(QStringLiteral("0x…"));
    m_address->setMaxLength(limits::AddressTyped);
    m_address->setMinimumWidth(QFontMetrics(fixed).horizontalAdvance(QLatin1Char('0'))
                               * (AddressCharacters + 6));
    m_label->setMaxLength(limits::NameLength);
    m_label->setPlaceholderText(tr("optional, e.g. Main"));
    if (const auto given = m_setup.givenExchange()) {
        m_network->addItem(*given);
        m_network->setEnabled(false);
    } else {
        m_network->addItem(tr("Mainnet: real money"), false);
        m_network->addItem(tr("Testnet: the exchange's test network"), true);
    }
    m_sentence->setTextFormat(Qt::PlainText); // it repeats what others say
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_sentence->setAlignment(Qt::AlignTop);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *promise = new QLabel(tr("The address is enough: positions are public, and nothing is "
                                  "signed or traded. No key is asked for or stored."),
                               this);
    promise->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&Address"), m_address);
    form->addRow(QString(), m_sentence);
    form->addRow(tr("&Name"), m_label);
    form->addRow(tr("Ne&twork"), m_network);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_watch = buttons->addButton(tr("&Watch"), QDialogButtonBox::AcceptRole);
    m_watch->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &WatchDialog::watch);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    layout->addWidget(promise);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

QString WatchDialog::address() const { return m_address->text().trimmed(); }

bool WatchDialog::isTestnet() const { return m_network->currentData().toBool(); }

QString WatchDialog::sentence() const { return m_sentence->text(); }

void WatchDialog::onEdited()
{
    m_pause.stop();
    m_setup.forget();
    const QString text = address();
    const QString wrong = text.isEmpty() ? QString() : m_setup.whyNoAddress(text);
    const bool isUsable = !text.isEmpty() && wrong.isEmpty();
    m_watch->setEnabled(isUsable);
    if (isUsable) {
        say(tr("Asking the exchange about this address…"), false);
        m_pause.start();
    } else if (text.isEmpty()) {
        say(tr("0x and 40 hexadecimal digits, as your wallet shows it."), false);
    } else {
        say(wrong, text.size() >= AddressCharacters); // it is still being typed before
    }
}

void WatchDialog::askExchange()
{
    m_setup.lookUp(address(), isTestnet(),
                   [this](const AccountStanding &standing) { onStanding(standing); });
}

void WatchDialog::onStanding(const AccountStanding &standing)
{
    const bool isDoubtful = standing.kind == AccountStanding::Kind::Unused
                            || standing.kind == AccountStanding::Kind::Unanswered;
    say(sentenceOf(standing), isDoubtful);
}

void WatchDialog::watch()
{
    m_pause.stop();
    const QString refused = m_setup.watch({address(), m_label->text().trimmed(), isTestnet()});
    if (refused.isEmpty())
        accept();
    else
        say(refused, true);
}

void WatchDialog::say(const QString &sentence, bool isWrong)
{
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    m_sentence->setProperty("isWrong", isWrong); // the style sheet colours it
    m_sentence->style()->unpolish(m_sentence);
    m_sentence->style()->polish(m_sentence);
}

} // namespace lpm::gui
