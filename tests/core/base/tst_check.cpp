// SPDX-License-Identifier: GPL-3.0-or-later
// An invariant that holds costs nothing, one that breaks says where.
#include "core/base/check.h"

#include <QtTest>

using namespace lpm;

class CheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHoldsGoesOn()
    {
        QVERIFY_THROWS_NO_EXCEPTION(base::ensure(true, "one is one"));
    }

    void whatBreaksIsThrownWithItsPlace()
    {
        try {
            base::ensure(false, "a position equals its fills", "/some/where/tracker.cpp", 42);
            QFAIL("nothing was thrown");
        } catch (const base::InvariantViolation &violation) {
            QCOMPARE(std::string(violation.what()),
                     std::string("invariant broken: a position equals its fills "
                                 "(tracker.cpp:42)"));
        }
    }

    void thePlaceIsTheCallers()
    {
        try {
            base::ensure(false, "so");
            QFAIL("nothing was thrown");
        } catch (const base::InvariantViolation &violation) {
            QVERIFY(std::string(violation.what()).find("tst_check.cpp:") != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(CheckTest)
#include "tst_check.moc"
