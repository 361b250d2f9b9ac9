// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded answers of the exchange, read from where they lie (LPM_RECORDED_DATA, else ../shared/data
// beside the project). They are no part of the project: tests skip without them, and fail with
// CI=true.
#pragma once

#include "core/domain/address.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"

#include <QByteArray>
#include <QString>
#include <QtTest>

#include <optional>
#include <utility>
#include <vector>

namespace lpm::recorded {

QString directory();
bool isPresent();
bool isRequired(); // CI=true

// The fills of one recorded account, in execution order.
struct RecordedAccount
{
    QString name;
    domain::Address address;
    std::vector<domain::Fill> fills;
};

std::vector<RecordedAccount> accounts();
// Every user of the recorded blocks.
std::vector<RecordedAccount> blockUsers();
const domain::InstrumentCatalog &catalog();
QByteArray fileContent(const QString &path); // relative to directory(); fails the program if absent
domain::Address addressOf(const QString &name); // of an account whose own is not recorded

} // namespace lpm::recorded

// First line of a test function that needs the data.
#define LPM_NEED_RECORDED_DATA()                                                                   \
    do {                                                                                           \
        if (!lpm::recorded::isPresent()) {                                                         \
            if (lpm::recorded::isRequired())                                                       \
                QFAIL("recorded data is absent: set LPM_RECORDED_DATA to its folder");             \
            QSKIP("recorded data is absent; set LPM_RECORDED_DATA to its folder to run this");     \
        }                                                                                          \
    } while (false)
