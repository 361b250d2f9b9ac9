<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Layouts</name>
    <message numerus="yes">
        <source>A name has at most %n characters</source>
        <translation>
            <numerusform>A name has at most %n character</numerusform>
            <numerusform>A name has at most %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No more than %n layouts are kept</source>
        <translation>
            <numerusform>No more than %n layout is kept</numerusform>
            <numerusform>No more than %n layouts are kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%1: %n more notices</source>
        <translation>
            <numerusform>%1: %n more notice</numerusform>
            <numerusform>%1: %n more notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PositionGroups</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SumText</name>
    <message numerus="yes">
        <source>%n others</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%1 has %n open discrepancies</source>
        <translation>
            <numerusform>%1 has %n open discrepancy</numerusform>
            <numerusform>%1 has %n open discrepancies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::AlarmLine</name>
    <message numerus="yes">
        <source>(and %n before it)</source>
        <translation>
            <numerusform>(and %n before it)</numerusform>
            <numerusform>(and %n before it)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::CurveChart</name>
    <message numerus="yes">
        <source>%1: %n points, first %2, last %3, lowest %4, highest %5</source>
        <translation>
            <numerusform>%1: %n point, first %2, last %3, lowest %4, highest %5</numerusform>
            <numerusform>%1: %n points, first %2, last %3, lowest %4, highest %5</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::FeedStrip</name>
    <message numerus="yes">
        <source>Compared with the exchange %1 ago: %n open differences.</source>
        <translation>
            <numerusform>Compared with the exchange %1 ago: %n open difference.</numerusform>
            <numerusform>Compared with the exchange %1 ago: %n open differences.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts</source>
        <translation>
            <numerusform>%n account</numerusform>
            <numerusform>%n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::LayoutsMenu</name>
    <message numerus="yes">
        <source>%n of the saved layouts could not be read and are left out; the file is kept as %1</source>
        <translation>
            <numerusform>%n of the saved layouts could not be read and is left out; the file is kept as %1</numerusform>
            <numerusform>%n of the saved layouts could not be read and are left out; the file is kept as %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::ManageLayoutsDialog</name>
    <message numerus="yes">
        <source>A name has 1 to %n characters.</source>
        <translation>
            <numerusform>A name has %n character.</numerusform>
            <numerusform>A name has 1 to %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionActions</name>
    <message numerus="yes">
        <source>Positions saved: %n, in %1</source>
        <translation>
            <numerusform>Positions saved: %n, in %1</numerusform>
            <numerusform>Positions saved: %n, in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionGroupsModel</name>
    <message numerus="yes">
        <source>%1, positions shown: %n</source>
        <translation>
            <numerusform>%1, positions shown: %n</numerusform>
            <numerusform>%1, positions shown: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::ReconciliationPanel</name>
    <message numerus="yes">
        <source>%n accounts: %1</source>
        <translation>
            <numerusform>%n account: %1</numerusform>
            <numerusform>%n accounts: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::SummaryStrip</name>
    <message numerus="yes">
        <source>in %n accounts</source>
        <translation>
            <numerusform>in %n account</numerusform>
            <numerusform>in %n accounts</numerusform>
        </translation>
    </message>
</context>
</TS>
