// SPDX-License-Identifier: GPL-3.0-or-later
// SIGINT and SIGTERM (Ctrl+C on Windows) as a Qt signal, so that the program ends in order.
#pragma once

#include <QObject>

#include <memory>

namespace lpm::app {

class TerminationSignals : public QObject
{
    Q_OBJECT
public:
    TerminationSignals(); // one a process
    ~TerminationSignals() override;

Q_SIGNALS:
    void received();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace lpm::app
