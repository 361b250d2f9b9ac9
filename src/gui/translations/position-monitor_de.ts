<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Live Position Monitor %1

Positions and P&amp;L on Hyperliquid, exact to the last digit. It only watches: no order leaves it.

Free software under the GNU General Public License, version 3 or later. It comes without any warranty.

Made with Qt %2.</source>
        <translation>Live Position Monitor %1

Positionen sowie Gewinn und Verlust auf Hyperliquid, genau bis auf die letzte Ziffer. Das Programm beobachtet nur: Keine Order geht von ihm aus.

Freie Software unter der GNU General Public License, Version 3 oder später. Ohne jede Gewährleistung.

Erstellt mit Qt %2.</translation>
    </message>
    <message>
        <source>About Live Position Monitor</source>
        <translation>Über Live Position Monitor</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>In the window, as the menus have them</source>
        <translation>Im Fenster, wie in den Menüs</translation>
    </message>
    <message>
        <source>In a table</source>
        <translation>In einer Tabelle</translation>
    </message>
    <message>
        <source>From row to row</source>
        <translation>Von Zeile zu Zeile</translation>
    </message>
    <message>
        <source>From cell to cell</source>
        <translation>Von Zelle zu Zelle</translation>
    </message>
    <message>
        <source>A page on</source>
        <translation>Eine Seite weiter</translation>
    </message>
    <message>
        <source>To the beginning of the table</source>
        <translation>Zum Anfang der Tabelle</translation>
    </message>
    <message>
        <source>To the end of the table</source>
        <translation>Zum Ende der Tabelle</translation>
    </message>
    <message>
        <source>Choose one row more</source>
        <translation>Eine Zeile mehr auswählen</translation>
    </message>
    <message>
        <source>Choose all rows</source>
        <translation>Alle Zeilen auswählen</translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation>Die gewählten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>Die Zelle kopieren</translation>
    </message>
    <message>
        <source>What else can be copied</source>
        <translation>Was sonst noch kopiert werden kann</translation>
    </message>
    <message>
        <source>On a curve</source>
        <translation>Auf einer Kurve</translation>
    </message>
    <message>
        <source>Read the point before or behind</source>
        <translation>Den Punkt davor oder dahinter ablesen</translation>
    </message>
    <message>
        <source>Read the first point</source>
        <translation>Den ersten Punkt ablesen</translation>
    </message>
    <message>
        <source>Read the newest point</source>
        <translation>Den neuesten Punkt ablesen</translation>
    </message>
    <message>
        <source>In the list of commands</source>
        <translation>In der Liste der Befehle</translation>
    </message>
    <message>
        <source>Choose another one while typing</source>
        <translation>Beim Tippen einen anderen wählen</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Ihn ausführen</translation>
    </message>
    <message>
        <source>In a dialog</source>
        <translation>In einem Dialog</translation>
    </message>
    <message>
        <source>To the next or the last field</source>
        <translation>Zum nächsten oder vorigen Feld</translation>
    </message>
    <message>
        <source>Press the button that stands out</source>
        <translation>Die hervorgehobene Schaltfläche drücken</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>Verlassen, ohne etwas zu ändern</translation>
    </message>
    <message>
        <source>On the compact strip</source>
        <translation>Auf der Kompaktleiste</translation>
    </message>
    <message>
        <source>Back to the window</source>
        <translation>Zurück zum Fenster</translation>
    </message>
    <message>
        <source>Hide amounts, or show them</source>
        <translation>Beträge verbergen oder zeigen</translation>
    </message>
    <message>
        <source>Its menu</source>
        <translation>Ihr Menü</translation>
    </message>
    <message>
        <source>In the list of layouts</source>
        <translation>In der Liste der Layouts</translation>
    </message>
    <message>
        <source>Rename the layout</source>
        <translation>Das Layout umbenennen</translation>
    </message>
</context>
<context>
    <name>ColumnKeys</name>
    <message>
        <source>%1 is the first column already.</source>
        <translation>%1 ist schon die erste Spalte.</translation>
    </message>
    <message>
        <source>%1 is the last column already.</source>
        <translation>%1 ist schon die letzte Spalte.</translation>
    </message>
    <message>
        <source>%1 is column %2 of %3 now.</source>
        <translation>%1 ist jetzt Spalte %2 von %3.</translation>
    </message>
    <message>
        <source>%1 is %2 pixels wide now.</source>
        <translation>%1 ist jetzt %2 Pixel breit.</translation>
    </message>
    <message>
        <source>The columns fill the table again.</source>
        <translation>Die Spalten füllen die Tabelle wieder aus.</translation>
    </message>
    <message>
        <source>Choose a cell of the column first, with the arrow keys.</source>
        <translation>Erst mit den Pfeiltasten eine Zelle der Spalte wählen.</translation>
    </message>
    <message>
        <source>Move to the &amp;left</source>
        <translation>Nach &amp;links</translation>
    </message>
    <message>
        <source>Move to the &amp;right</source>
        <translation>Nach &amp;rechts</translation>
    </message>
    <message>
        <source>&amp;Wider</source>
        <translation>&amp;Breiter</translation>
    </message>
    <message>
        <source>&amp;Narrower</source>
        <translation>&amp;Schmaler</translation>
    </message>
    <message>
        <source>&amp;Fill the table with its columns</source>
        <translation>Tabelle mit den Spalten &amp;füllen</translation>
    </message>
    <message>
        <source>Chosen c&amp;olumn</source>
        <translation>Gewähl&amp;te Spalte</translation>
    </message>
</context>
<context>
    <name>ColumnPreset</name>
    <message>
        <source>Simple</source>
        <translation>Einfach</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
</context>
<context>
    <name>CompactStrip</name>
    <message>
        <source>old</source>
        <translation>alt</translation>
    </message>
    <message>
        <source>too old to believe</source>
        <translation>zu alt, um zu gelten</translation>
    </message>
</context>
<context>
    <name>ComparisonColumn</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>The account that is compared</source>
        <translation>Das Konto, das abgeglichen wird</translation>
    </message>
    <message>
        <source>Coin</source>
        <translation>Coin</translation>
    </message>
    <message>
        <source>The coin, and the dex that lists it</source>
        <translation>Der Coin und die DEX, die ihn führt</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Was abgeglichen wird</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>Unsere</translation>
    </message>
    <message>
        <source>By the fills; uPnL at the exchange&apos;s mark</source>
        <translation>Nach den Ausführungen; uPnL zum Mark-Preis der Börse</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Börse</translation>
    </message>
    <message>
        <source>By the exchange&apos;s state</source>
        <translation>Nach dem Stand der Börse</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Ours − the exchange&apos;s</source>
        <translation>Unsere − die der Börse</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Time since that state came</source>
        <translation>Zeit, seit dieser Stand kam</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Whether both are the same</source>
        <translation>Ob beide gleich sind</translation>
    </message>
</context>
<context>
    <name>DoubtWords</name>
    <message>
        <source>monitoring has stopped</source>
        <translation>die Überwachung ist angehalten</translation>
    </message>
    <message>
        <source>the monitor does not answer</source>
        <translation>der Monitor antwortet nicht</translation>
    </message>
</context>
<context>
    <name>DriftColumn</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>When the difference was first seen</source>
        <translation>Wann die Abweichung zuerst gesehen wurde</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>The account that differed</source>
        <translation>Das Konto, das abwich</translation>
    </message>
    <message>
        <source>Coin</source>
        <translation>Coin</translation>
    </message>
    <message>
        <source>The coin, and the dex that lists it</source>
        <translation>Der Coin und die DEX, die ihn führt</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>What differed</source>
        <translation>Was abwich</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>Unsere</translation>
    </message>
    <message>
        <source>By the fills, then</source>
        <translation>Nach den Ausführungen, damals</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Börse</translation>
    </message>
    <message>
        <source>By the exchange&apos;s state, then</source>
        <translation>Nach dem Stand der Börse, damals</translation>
    </message>
    <message>
        <source>What followed</source>
        <translation>Was folgte</translation>
    </message>
    <message>
        <source>What became of the difference</source>
        <translation>Was aus der Abweichung wurde</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>As of %1. It stands still while it is open.</source>
        <translation>Stand: %1. Er bleibt stehen, solange das Fenster offen ist.</translation>
    </message>
    <message>
        <source>What the numbers are made of</source>
        <translation>Woraus die Zahlen bestehen</translation>
    </message>
</context>
<context>
    <name>FillColumn</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>The exchange&apos;s time of the fill</source>
        <translation>Zeit der Ausführung laut Börse</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>The account that traded</source>
        <translation>Das Konto, das gehandelt hat</translation>
    </message>
    <message>
        <source>Coin</source>
        <translation>Coin</translation>
    </message>
    <message>
        <source>The coin, and the dex that lists it</source>
        <translation>Der Coin und die DEX, die ihn führt</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Bought or sold</source>
        <translation>Gekauft oder verkauft</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size in units of the coin</source>
        <translation>Größe in Einheiten des Coins</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Price of the fill</source>
        <translation>Preis der Ausführung</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Size × price, USD</source>
        <translation>Größe × Preis, USD</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>Fee as charged; negative is a rebate</source>
        <translation>Gebühr wie berechnet; negativ ist eine Rückvergütung</translation>
    </message>
    <message>
        <source>Closed P&amp;L</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>P&amp;L of the closed size, the exchange&apos;s, before fees, USD</source>
        <translation>G/V der geschlossenen Größe laut Börse, vor Gebühren, USD</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What the fill did, and how it became known</source>
        <translation>Was die Ausführung bewirkte und wie sie bekannt wurde</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
</context>
<context>
    <name>LaterPanels</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Coin</source>
        <translation>Coin</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Open orders are not watched yet</source>
        <translation>Offene Orders werden noch nicht beobachtet</translation>
    </message>
    <message>
        <source>An account may have some: look for them at the exchange.</source>
        <translation>Ein Konto kann welche haben: Sehen Sie an der Börse nach.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Alerts are not watched yet</source>
        <translation>Alarme gibt es noch nicht</translation>
    </message>
    <message>
        <source>Liquidations, lost feeds and differences are told by the desktop&apos;s notifications (View › Notifications).</source>
        <translation>Liquidationen, verlorene Feeds und Abweichungen melden die Benachrichtigungen (Ansicht › Benachrichtigungen).</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>A layout needs a name</source>
        <translation>Ein Layout braucht einen Namen</translation>
    </message>
    <message>
        <source>A name is one line</source>
        <translation>Ein Name ist eine Zeile</translation>
    </message>
    <message numerus="yes">
        <source>A name has at most %n characters</source>
        <translation>
            <numerusform>Ein Name hat höchstens %n Zeichen</numerusform>
            <numerusform>Ein Name hat höchstens %n Zeichen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No more than %n layouts are kept</source>
        <translation>
            <numerusform>Mehr als %n Layout wird nicht aufbewahrt</numerusform>
            <numerusform>Mehr als %n Layouts werden nicht aufbewahrt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%1: %n more notices</source>
        <translation>
            <numerusform>%1: %n weitere Meldung</numerusform>
            <numerusform>%1: %n weitere Meldungen</numerusform>
        </translation>
    </message>
    <message>
        <source>The last: %1</source>
        <translation>Die letzte: %1</translation>
    </message>
    <message>
        <source>The audit trail cannot be written</source>
        <translation>Der Audit-Trail lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The disk refuses; monitoring goes on, changes wait in memory.</source>
        <translation>Der Datenträger verweigert; die Überwachung läuft weiter, Änderungen warten im Speicher.</translation>
    </message>
    <message>
        <source>The audit trail is written again</source>
        <translation>Der Audit-Trail wird wieder geschrieben</translation>
    </message>
    <message>
        <source>The disk takes it again.</source>
        <translation>Der Datenträger nimmt ihn wieder an.</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>ein Grund wurde nicht genannt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: ours %2, exchange %3</source>
        <translation>%1: unsere %2, Börse %3</translation>
    </message>
    <message>
        <source>%1: %2 liquidated</source>
        <translation>%1: %2 liquidiert</translation>
    </message>
    <message>
        <source>%1: %2 auto-deleveraged</source>
        <translation>%1: %2 durch Auto-Deleveraging geschlossen</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Long</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Short</translation>
    </message>
    <message>
        <source>%1 %2 closed, last at %3</source>
        <translation>%1 %2 geschlossen, zuletzt zu %3</translation>
    </message>
    <message>
        <source>Closed P&amp;L %1</source>
        <translation>Realisierter G/V %1</translation>
    </message>
    <message>
        <source>%1 closed, last at %2</source>
        <translation>%1 geschlossen, zuletzt zu %2</translation>
    </message>
    <message>
        <source>Nothing is left of it</source>
        <translation>Nichts ist davon übrig</translation>
    </message>
    <message>
        <source>Left: %1</source>
        <translation>Übrig: %1</translation>
    </message>
    <message>
        <source>Part of it is left</source>
        <translation>Ein Teil davon ist übrig</translation>
    </message>
    <message>
        <source>It happened at %1</source>
        <translation>Es geschah um %1</translation>
    </message>
    <message>
        <source>the start</source>
        <translation>dem Start</translation>
    </message>
    <message>
        <source>No connection since %1</source>
        <translation>Keine Verbindung seit %1</translation>
    </message>
    <message>
        <source>Nothing received since %1</source>
        <translation>Nichts empfangen seit %1</translation>
    </message>
    <message>
        <source>%1: feed lost</source>
        <translation>%1: Feed verloren</translation>
    </message>
    <message>
        <source>What is shown is the last known state.</source>
        <translation>Gezeigt wird der letzte bekannte Stand.</translation>
    </message>
    <message>
        <source>%1: feed is back</source>
        <translation>%1: Feed ist zurück</translation>
    </message>
    <message>
        <source>Positions and prices are followed again.</source>
        <translation>Positionen und Preise werden wieder verfolgt.</translation>
    </message>
    <message>
        <source>The monitor answers again</source>
        <translation>Der Monitor antwortet wieder</translation>
    </message>
    <message>
        <source>The monitor does not answer</source>
        <translation>Der Monitor antwortet nicht</translation>
    </message>
    <message>
        <source>Since %1. What is shown is the last known state.</source>
        <translation>Seit %1. Gezeigt wird der letzte bekannte Stand.</translation>
    </message>
    <message>
        <source>Monitoring has stopped</source>
        <translation>Die Überwachung ist angehalten</translation>
    </message>
    <message>
        <source>%1: differs from the exchange</source>
        <translation>%1: weicht von der Börse ab</translation>
    </message>
    <message>
        <source>%1: difference settled</source>
        <translation>%1: Abweichung geklärt</translation>
    </message>
    <message>
        <source>&amp;Liquidations and auto-deleveraging</source>
        <translation>&amp;Liquidationen und Auto-Deleveraging</translation>
    </message>
    <message>
        <source>Liquidations</source>
        <translation>Liquidationen</translation>
    </message>
    <message>
        <source>&amp;Feeds lost and back</source>
        <translation>&amp;Feeds verloren und zurück</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>Feeds</translation>
    </message>
    <message>
        <source>&amp;Differences to the exchange</source>
        <translation>&amp;Abweichungen von der Börse</translation>
    </message>
    <message>
        <source>Differences to the exchange</source>
        <translation>Abweichungen von der Börse</translation>
    </message>
    <message>
        <source>&amp;Monitoring stopped or silent</source>
        <translation>Überwachung angehalten oder stu&amp;mm</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>&amp;Audit trail refused by the disk</source>
        <translation>Audit-&amp;Trail vom Datenträger verweigert</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Trail</translation>
    </message>
</context>
<context>
    <name>OtherToken</name>
    <message>
        <source>This token cannot be used</source>
        <translation>Dieses Token ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Use another &amp;token…</source>
        <translation>Anderes &amp;Token verwenden…</translation>
    </message>
    <message>
        <source>The file with the token</source>
        <translation>Die Datei mit dem Token</translation>
    </message>
</context>
<context>
    <name>PanelKeys</name>
    <message>
        <source>Ne&amp;xt panel</source>
        <translation>Nä&amp;chster Bereich</translation>
    </message>
    <message>
        <source>Pre&amp;vious panel</source>
        <translation>Vorig&amp;er Bereich</translation>
    </message>
</context>
<context>
    <name>PositionColumn</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>The account that holds the position</source>
        <translation>Das Konto, das die Position hält</translation>
    </message>
    <message>
        <source>Coin</source>
        <translation>Coin</translation>
    </message>
    <message>
        <source>The coin, and the dex that lists it</source>
        <translation>Der Coin und die DEX, die ihn führt</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Long or short</source>
        <translation>Long oder Short</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size in units of the coin</source>
        <translation>Größe in Einheiten des Coins</translation>
    </message>
    <message>
        <source>Notional</source>
        <translation>Nominal</translation>
    </message>
    <message>
        <source>Size × mark, USD</source>
        <translation>Größe × Mark, USD</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>Average price of the open size</source>
        <translation>Durchschnittspreis der offenen Größe</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>The exchange&apos;s mark price, and its age</source>
        <translation>Mark-Preis der Börse und sein Alter</translation>
    </message>
    <message>
        <source>Break-even</source>
        <translation>Break-even</translation>
    </message>
    <message>
        <source>Price at which closing all leaves zero, counted since it was opened;
the fee of the close is not in it</source>
        <translation>Preis, zu dem das Schließen null übrig lässt, seit der Öffnung gerechnet;
die Gebühr des Schließens ist nicht enthalten</translation>
    </message>
    <message>
        <source>uPnL</source>
        <translation>uPnL</translation>
    </message>
    <message>
        <source>Unrealized P&amp;L at the mark price, USD</source>
        <translation>Unrealisierter G/V zum Mark-Preis, USD</translation>
    </message>
    <message>
        <source>ROE</source>
        <translation>ROE</translation>
    </message>
    <message>
        <source>Unrealized P&amp;L on the initial margin</source>
        <translation>Unrealisierter G/V auf die Anfangs-Margin</translation>
    </message>
    <message>
        <source>Realized</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>P&amp;L of closed size, before fees, USD</source>
        <translation>G/V der geschlossenen Größe, vor Gebühren, USD</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Fees paid, USD; negative is a rebate</source>
        <translation>Gezahlte Gebühren, USD; negativ ist eine Rückvergütung</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Funding received, USD; negative was paid</source>
        <translation>Erhaltenes Funding, USD; negativ wurde gezahlt</translation>
    </message>
    <message>
        <source>Net P&amp;L</source>
        <translation>Netto-G/V</translation>
    </message>
    <message>
        <source>Unrealized + realized − fees + funding, USD</source>
        <translation>Unrealisiert + realisiert − Gebühren + Funding, USD</translation>
    </message>
    <message>
        <source>Liq. price</source>
        <translation>Liq.-Preis</translation>
    </message>
    <message>
        <source>Liquidation price, the exchange&apos;s</source>
        <translation>Liquidationspreis der Börse</translation>
    </message>
    <message>
        <source>To liq.</source>
        <translation>Bis Liq.</translation>
    </message>
    <message>
        <source>Distance of the mark to the liquidation price</source>
        <translation>Abstand des Mark-Preises vom Liquidationspreis</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>Margin used, its mode and leverage</source>
        <translation>Genutzte Margin, ihr Modus und Hebel</translation>
    </message>
    <message>
        <source>Stop loss</source>
        <translation>Stop-Loss</translation>
    </message>
    <message>
        <source>Trigger price of its stop-loss order</source>
        <translation>Auslösepreis ihrer Stop-Loss-Order</translation>
    </message>
    <message>
        <source>Take profit</source>
        <translation>Take-Profit</translation>
    </message>
    <message>
        <source>Trigger price of its take-profit order</source>
        <translation>Auslösepreis ihrer Take-Profit-Order</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Time since the position was opened</source>
        <translation>Zeit, seit die Position geöffnet wurde</translation>
    </message>
    <message>
        <source>✓</source>
        <translation>✓</translation>
    </message>
    <message>
        <source>Agrees with the exchange in the last comparison</source>
        <translation>Stimmt im letzten Abgleich mit der Börse überein</translation>
    </message>
    <message>
        <source>Exit P&amp;L</source>
        <translation>G/V bei Schließung</translation>
    </message>
    <message>
        <source>What closing all of it now would leave, by the order book and after fees, USD</source>
        <translation>Was bliebe, wenn jetzt alles geschlossen würde, nach Orderbuch und Gebühren, USD</translation>
    </message>
    <message>
        <source>Next funding</source>
        <translation>Nächstes Funding</translation>
    </message>
    <message>
        <source>The payment of the next hour as it is expected now, USD</source>
        <translation>Die Zahlung der nächsten Stunde, wie sie jetzt erwartet wird, USD</translation>
    </message>
</context>
<context>
    <name>PositionExplain</name>
    <message>
        <source>* Partial: the fills that opened this position are out of reach;
   realized P&amp;L, fees and funding before them are not in it.</source>
        <translation>* Teilweise: Die Ausführungen, die diese Position öffneten, sind außer Reichweite;
   realisierter G/V, Gebühren und Funding davor sind nicht enthalten.</translation>
    </message>
    <message>
        <source>size × mark
%1 × %2 = %3 USD</source>
        <translation>Größe × Mark
%1 × %2 = %3 USD</translation>
    </message>
    <message>
        <source>entry notional − size × mark
%1 − %2 = %3 USD</source>
        <translation>Einstiegsnominal − Größe × Mark
%1 − %2 = %3 USD</translation>
    </message>
    <message>
        <source>size × mark − entry notional
%1 − %2 = %3 USD</source>
        <translation>Größe × Mark − Einstiegsnominal
%1 − %2 = %3 USD</translation>
    </message>
    <message>
        <source>uPnL ÷ (entry notional ÷ leverage)
%1 ÷ (%2 ÷ %3) = %4 %</source>
        <translation>uPnL ÷ (Einstiegsnominal ÷ Hebel)
%1 ÷ (%2 ÷ %3) = %4 %</translation>
    </message>
    <message>
        <source>unrealized + realized − fees + funding
%1 + %2 − %3 + %4 = %5 USD</source>
        <translation>unrealisiert + realisiert − Gebühren + Funding
%1 + %2 − %3 + %4 = %5 USD</translation>
    </message>
    <message>
        <source>%1
received %2 ago, %3</source>
        <translation>%1
empfangen vor %2, %3</translation>
    </message>
    <message>
        <source>— something since it was opened is not known</source>
        <translation>— etwas seit der Öffnung ist nicht bekannt</translation>
    </message>
    <message>
        <source>(entry notional %1 earned since it was opened) ÷ size
(%2 %1 about %3) ÷ %4 = %5
earned: realized − fees + funding; rounded against you</source>
        <translation>(Einstiegsnominal %1 seit der Öffnung verdient) ÷ Größe
(%2 %1 etwa %3) ÷ %4 = %5
verdient: realisiert − Gebühren + Funding; zu Ihren Ungunsten gerundet</translation>
    </message>
    <message>
        <source>— opened before the reach of the history</source>
        <translation>— vor der Reichweite der Historie geöffnet</translation>
    </message>
    <message>
        <source>Differs from the exchange; the reconciliation says how.</source>
        <translation>Weicht von der Börse ab; der Abgleich sagt, wie.</translation>
    </message>
    <message>
        <source>One reading of the exchange differs; being checked.</source>
        <translation>Ein Lesen der Börse weicht ab; wird geprüft.</translation>
    </message>
    <message>
        <source>Not known at the moment.</source>
        <translation>Im Augenblick nicht bekannt.</translation>
    </message>
    <message>
        <source>Agreed, and nothing has changed since.</source>
        <translation>Stimmte überein, und seither hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>Changed since, or not compared yet.</source>
        <translation>Seither geändert oder noch nicht abgeglichen.</translation>
    </message>
    <message>
        <source>— the orders of the account are not read</source>
        <translation>— die Orders des Kontos werden nicht gelesen</translation>
    </message>
    <message>
        <source>— not computed yet: no number stands here before it is exact</source>
        <translation>— noch nicht berechnet: hier steht keine Zahl, bevor sie genau ist</translation>
    </message>
    <message>
        <source>entry notional ÷ size, rounded down
%1 ÷ %2 = %3</source>
        <translation>Einstiegswert ÷ Größe, abgerundet
%1 ÷ %2 = %3</translation>
    </message>
    <message>
        <source>no change seen since %1</source>
        <translation>keine Änderung gesehen seit %1</translation>
    </message>
    <message>
        <source>sum of what its fills closed, before fees</source>
        <translation>Summe dessen, was die Fills geschlossen haben, vor Gebühren</translation>
    </message>
    <message>
        <source>sum of the fees of its fills; rebates count negative</source>
        <translation>Summe der Gebühren der Fills; Rabatte zählen negativ</translation>
    </message>
    <message>
        <source>sum of the hourly payments; what was paid is negative</source>
        <translation>Summe der stündlichen Zahlungen; Gezahltes ist negativ</translation>
    </message>
    <message>
        <source>%1 + %2 = %3 USD
last change seen: %4</source>
        <translation>%1 + %2 = %3 USD
letzte gesehene Änderung: %4</translation>
    </message>
    <message>
        <source>|mark − liquidation price| ÷ mark
— one of both is not known</source>
        <translation>|Mark − Liquidationspreis| ÷ Mark
— eins von beiden ist nicht bekannt</translation>
    </message>
    <message>
        <source>|mark − liquidation price| ÷ mark, rounded down
|%1 − %2| ÷ %1 = %3 %</source>
        <translation>|Mark − Liquidationspreis| ÷ Mark, abgerundet
|%1 − %2| ÷ %1 = %3 %</translation>
    </message>
</context>
<context>
    <name>PositionFilter</name>
    <message>
        <source>%1 is no number</source>
        <translation>%1 ist keine Zahl</translation>
    </message>
    <message>
        <source>%1 needs s, m, h or d behind it</source>
        <translation>%1 braucht s, m, h oder d dahinter</translation>
    </message>
    <message>
        <source>%1 is too large</source>
        <translation>%1 ist zu groß</translation>
    </message>
    <message>
        <source>nothing stands between the quotes</source>
        <translation>zwischen den Anführungszeichen steht nichts</translation>
    </message>
    <message>
        <source>a word or a comparison is missing</source>
        <translation>ein Wort oder ein Vergleich fehlt</translation>
    </message>
    <message>
        <source>what is to be compared is missing</source>
        <translation>es fehlt, was verglichen werden soll</translation>
    </message>
    <message>
        <source>%1 is no number of a position</source>
        <translation>%1 ist keine Zahl einer Position</translation>
    </message>
    <message>
        <source>a number is missing</source>
        <translation>eine Zahl fehlt</translation>
    </message>
    <message>
        <source>a name is missing</source>
        <translation>ein Name fehlt</translation>
    </message>
    <message>
        <source>it is %1 or %2</source>
        <translation>möglich ist %1 oder %2</translation>
    </message>
    <message>
        <source>“%1” is left out: %2.</source>
        <translation>„%1“ wird ausgelassen: %2.</translation>
    </message>
    <message>
        <source>btc short — words that all fit coin, dex, side or account
coin:BTC  dex:xyz  account:main  side:long  mode:cross  reconciled:no
upnl&lt;-100  notional&gt;10k  size&gt;=2  lev&gt;=10 — comparisons, k and m allowed
roe&gt;5  dist&lt;10 — in percent;  age&lt;4h — in s, m, h or d
!dex:xyz  !upnl&lt;0 — leaves out what fits
account:&quot;my desk&quot; — quotes around blanks
A number that is not known fits no comparison. A part that cannot be
understood is left out; the others still filter.</source>
        <translation>btc short — Wörter, die alle auf Coin, DEX, Seite oder Konto passen
coin:BTC  dex:xyz  account:main  side:long  mode:cross  reconciled:no
upnl&lt;-100  notional&gt;10k  size&gt;=2  lev&gt;=10 — Vergleiche, k und m erlaubt
roe&gt;5  dist&lt;10 — in Prozent;  age&lt;4h — in s, m, h oder d
!dex:xyz  !upnl&lt;0 — lässt aus, was passt
account:&quot;my desk&quot; — Anführungszeichen um Leerzeichen
Eine Zahl, die nicht bekannt ist, passt auf keinen Vergleich. Ein Teil, der
nicht zu verstehen ist, wird ausgelassen; die anderen filtern weiter.</translation>
    </message>
</context>
<context>
    <name>PositionGroups</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n gezeigt</numerusform>
            <numerusform>%n gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Hyperliquid</source>
        <translation>Hyperliquid</translation>
    </message>
</context>
<context>
    <name>PositionWords</name>
    <message>
        <source>Long</source>
        <translation>Long</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Short</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>Flat</translation>
    </message>
    <message>
        <source>long</source>
        <translation>long</translation>
    </message>
    <message>
        <source>short</source>
        <translation>short</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>flat</translation>
    </message>
    <message>
        <source>isolated</source>
        <translation>isoliert</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>cross</translation>
    </message>
</context>
<context>
    <name>Reconciliation</name>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>uPnL</source>
        <translation>uPnL</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>upnl</source>
        <translation>uPnL</translation>
    </message>
    <message>
        <source>funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>stimmt</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>nicht abgeglichen</translation>
    </message>
    <message>
        <source>suspect</source>
        <translation>fraglich</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>! still there</source>
        <translation>! besteht noch</translation>
    </message>
    <message>
        <source>✓ a missing fill came</source>
        <translation>✓ Ausführung kam nach</translation>
    </message>
    <message>
        <source>✓ set to the exchange&apos;s</source>
        <translation>✓ von der Börse übernommen</translation>
    </message>
    <message>
        <source>✗ raised, left as it is</source>
        <translation>✗ gemeldet, so belassen</translation>
    </message>
    <message>
        <source>✓ gone by itself</source>
        <translation>✓ von selbst vergangen</translation>
    </message>
    <message>
        <source>? Not known</source>
        <translation>? Nicht bekannt</translation>
    </message>
    <message>
        <source>… Checking</source>
        <translation>… Wird geprüft</translation>
    </message>
    <message>
        <source>✓ Agrees</source>
        <translation>✓ Stimmt überein</translation>
    </message>
    <message>
        <source>✗ Differs</source>
        <translation>✗ Weicht ab</translation>
    </message>
    <message>
        <source> · compared %1 ago</source>
        <translation> · vor %1 abgeglichen</translation>
    </message>
    <message>
        <source> · never compared</source>
        <translation> · nie abgeglichen</translation>
    </message>
    <message>
        <source> · next in %1</source>
        <translation> · nächster in %1</translation>
    </message>
</context>
<context>
    <name>RefusalTexts</name>
    <message>
        <source>Monitoring goes on with the settings from before.</source>
        <translation>Die Überwachung läuft mit den vorherigen Einstellungen weiter.</translation>
    </message>
    <message>
        <source>Monitoring goes on with the settings from before; the config file was changed meanwhile and is left as it is.</source>
        <translation>Die Überwachung läuft mit den vorherigen Einstellungen weiter; die Konfigurationsdatei wurde inzwischen geändert und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Monitoring goes on with the settings from before; what was changed here was taken out of the config file again.</source>
        <translation>Die Überwachung läuft mit den vorherigen Einstellungen weiter; was hier geändert wurde, ist aus der Konfigurationsdatei wieder entfernt.</translation>
    </message>
    <message>
        <source>Settings cannot be read</source>
        <translation>Einstellungen nicht lesbar</translation>
    </message>
    <message>
        <source>The settings file refuses the start:</source>
        <translation>Mit der Einstellungsdatei kann das Programm nicht starten:</translation>
    </message>
    <message>
        <source>Start without it</source>
        <translation>Ohne sie starten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Settings refused</source>
        <translation>Einstellungen abgelehnt</translation>
    </message>
    <message>
        <source>The program cannot start</source>
        <translation>Das Programm kann nicht starten</translation>
    </message>
    <message>
        <source>Start without its settings? The file is kept as %1, and nothing of it is lost.</source>
        <translation>Ohne ihre Einstellungen starten? Die Datei wird als %1 aufbewahrt, nichts von ihr geht verloren.</translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message>
        <source>No account to watch was named.</source>
        <translation>Es wurde kein Konto genannt, das beobachtet werden soll.</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>flag</source>
        <translation>Kommandozeile</translation>
    </message>
    <message>
        <source>environment %1</source>
        <translation>Umgebungsvariable %1</translation>
    </message>
    <message>
        <source>Run without a window</source>
        <translation>Ohne Fenster laufen</translation>
    </message>
    <message>
        <source>Watch the real exchange; otherwise, or with --demo, a simulated one</source>
        <translation>Die echte Börse beobachten; sonst, oder mit --demo, eine simulierte</translation>
    </message>
    <message>
        <source>An account to watch; may be given more than once</source>
        <translation>Ein Konto, das beobachtet wird; mehrfach möglich</translation>
    </message>
    <message>
        <source>With --live: the exchange&apos;s testnet</source>
        <translation>Mit --live: das Testnetz der Börse</translation>
    </message>
    <message>
        <source>the exchange&apos;s</source>
        <translation>die der Börse</translation>
    </message>
    <message>
        <source>The exchange&apos;s REST address</source>
        <translation>REST-Adresse der Börse</translation>
    </message>
    <message>
        <source>The exchange&apos;s WebSocket address</source>
        <translation>WebSocket-Adresse der Börse</translation>
    </message>
    <message>
        <source>Where the API is served; port 0 takes a free one (HOST and PORT)</source>
        <translation>Wo die API angeboten wird; Port 0 nimmt einen freien (HOST und PORT)</translation>
    </message>
    <message>
        <source>the platform&apos;s data folder</source>
        <translation>der Datenordner des Systems</translation>
    </message>
    <message>
        <source>Where the program keeps its data; the demo keeps its own in the folder demo there</source>
        <translation>Wo das Programm seine Daten hält; die Demo hat dort den eigenen Ordner demo</translation>
    </message>
    <message>
        <source>Where the log and, in the folder trading, the audit trail go</source>
        <translation>Wohin das Log und, im Ordner trading, der Audit-Trail kommen</translation>
    </message>
    <message>
        <source>debug, info, warning or error</source>
        <translation>debug, info, warning oder error</translation>
    </message>
    <message>
        <source>At most one price update of a position in this time; 0: every one</source>
        <translation>Höchstens eine Preisänderung je Position in dieser Zeit; 0: jede</translation>
    </message>
    <message>
        <source>How often positions are compared with the exchange</source>
        <translation>Wie oft Positionen mit der Börse abgeglichen werden</translation>
    </message>
    <message>
        <source>A price update is sent when the P&amp;L moved by more than this</source>
        <translation>Eine Preisänderung wird gesendet, wenn sich der G/V um mehr als dies bewegt hat</translation>
    </message>
    <message>
        <source>What to do when the exchange still disagrees: take over its size, or only tell</source>
        <translation>Was geschieht, wenn die Börse weiter abweicht: ihre Größe übernehmen oder nur melden</translation>
    </message>
    <message>
        <source>When audit lines are forced to the disk: within 50 ms, or before each update</source>
        <translation>Wann Audit-Zeilen auf den Datenträger müssen: binnen 50 ms oder vor jeder Änderung</translation>
    </message>
    <message>
        <source>Which price updates enter the audit trail; sampled: one a minute of a position</source>
        <translation>Welche Preisänderungen in den Audit-Trail kommen; sampled: je Position eine pro Minute</translation>
    </message>
    <message>
        <source>Write whole addresses into the log</source>
        <translation>Ganze Adressen ins Log schreiben</translation>
    </message>
    <message>
        <source>How many clients the API serves at once</source>
        <translation>Wie viele Clients die API zugleich bedient</translation>
    </message>
    <message>
        <source>A file (mode 600) with the token that clients must show</source>
        <translation>Eine Datei (Modus 600) mit dem Token, das Clients zeigen müssen</translation>
    </message>
    <message>
        <source>A web origin that may use the API, e.g. https://desk.example</source>
        <translation>Ein Web-Origin, der die API nutzen darf, z. B. https://desk.example</translation>
    </message>
    <message>
        <source>A host name under which the API may be asked for</source>
        <translation>Ein Hostname, unter dem die API erreichbar sein darf</translation>
    </message>
    <message>
        <source>The certificate of the API, PEM; with --tls-key</source>
        <translation>Das Zertifikat der API, PEM; mit --tls-key</translation>
    </message>
    <message>
        <source>The key of the certificate, PEM</source>
        <translation>Der Schlüssel des Zertifikats, PEM</translation>
    </message>
    <message>
        <source>Serve another interface without TLS, because a proxy in front has it</source>
        <translation>Andere Schnittstelle ohne TLS bedienen, weil ein Proxy davor es hat</translation>
    </message>
    <message>
        <source>Show what a monitor running elsewhere serves</source>
        <translation>Zeigen, was ein anderswo laufender Monitor anbietet</translation>
    </message>
</context>
<context>
    <name>SumText</name>
    <message numerus="yes">
        <source>%n others</source>
        <translation>
            <numerusform>%n andere</numerusform>
            <numerusform>%n andere</numerusform>
        </translation>
    </message>
    <message>
        <source>= — a part of it is not known</source>
        <translation>= — ein Teil davon ist nicht bekannt</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>%1 since 00:00 UTC</source>
        <translation>%1 seit 00:00 UTC</translation>
    </message>
    <message>
        <source>%1: not known, because no value is known of the last %2 min of the day before, or none of now</source>
        <translation>%1: nicht bekannt, weil kein Wert aus den letzten %2 min des Vortags bekannt ist oder keiner von jetzt</translation>
    </message>
    <message>
        <source>%1: now − then
%2 − %3 = %4 USD
then: %5</source>
        <translation>%1: jetzt − damals
%2 − %3 = %4 USD
damals: %5</translation>
    </message>
    <message>
        <source>below the peak</source>
        <translation>unter dem Höchststand</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>How far the equity is below the highest of the last %1 h: not known, because no equity is known of that time, or none of now</source>
        <translation>Wie weit der Kontowert unter dem höchsten der letzten %1 h liegt: nicht bekannt, weil aus dieser Zeit kein Kontowert bekannt ist oder keiner von jetzt</translation>
    </message>
    <message>
        <source>highest equity of the last %1 h − equity now
%2 − %3 = %4 USD, %5
highest at %6
equity known since %7
A withdrawal counts like a loss here, and a deposit hides one.</source>
        <translation>höchster Kontowert der letzten %1 h − Kontowert jetzt
%2 − %3 = %4 USD, %5
höchster um %6
Kontowert bekannt seit %7
Eine Auszahlung zählt hier wie ein Verlust, und eine Einzahlung verdeckt einen.</translation>
    </message>
</context>
<context>
    <name>SummaryTips</name>
    <message>
        <source>coins that are flat now</source>
        <translation>Coins, die jetzt flach sind</translation>
    </message>
    <message>
        <source>Of all coins, also of those that are flat now; the totals below the table are of the positions shown.</source>
        <translation>Von allen Coins, auch von solchen ohne offene Position; die Summen unter der Tabelle gelten für die gezeigten Positionen.</translation>
    </message>
    <message>
        <source>value of the account, as the exchange tells it</source>
        <translation>Wert des Kontos, wie ihn die Börse nennt</translation>
    </message>
    <message>
        <source>unrealized + realized − fees + funding
%1 + %2 − %3 + %4 = %5 USD</source>
        <translation>unrealisiert + realisiert − Gebühren + Funding
%1 + %2 − %3 + %4 = %5 USD</translation>
    </message>
    <message>
        <source>at mark prices</source>
        <translation>zu Mark-Preisen</translation>
    </message>
    <message>
        <source>of closed sizes, before fees</source>
        <translation>aus geschlossenen Größen, vor Gebühren</translation>
    </message>
    <message>
        <source>fees of all fills; rebates count negative</source>
        <translation>Gebühren aller Fills; Rabatte zählen negativ</translation>
    </message>
    <message>
        <source>funding received; what was paid is negative</source>
        <translation>erhaltenes Funding; Gezahltes ist negativ</translation>
    </message>
    <message>
        <source>net = long − short
%1 − %2 = %3 USD
gross = long + short = %4 USD</source>
        <translation>netto = long − short
%1 − %2 = %3 USD
brutto = long + short = %4 USD</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>Colour-&amp;blind, light</source>
        <translation>&amp;Farbenblind, hell</translation>
    </message>
    <message>
        <source>&amp;Colour-blind, dark</source>
        <translation>Far&amp;benblind, dunkel</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>%1 is not connected to the exchange</source>
        <translation>%1 ist nicht mit der Börse verbunden</translation>
    </message>
    <message>
        <source>%1 is catching up with the exchange</source>
        <translation>%1 lädt von der Börse nach</translation>
    </message>
    <message>
        <source>%1 does not agree with the exchange at the moment</source>
        <translation>%1 stimmt im Moment nicht mit der Börse überein</translation>
    </message>
    <message>
        <source>%1 has received nothing from the exchange for 10 s</source>
        <translation>%1 hat seit 10 s nichts von der Börse empfangen</translation>
    </message>
    <message>
        <source>%1 has not been compared with the exchange since the start</source>
        <translation>%1 wurde seit dem Start nicht mit der Börse abgeglichen</translation>
    </message>
    <message>
        <source>%1 has not been compared with the exchange since %2</source>
        <translation>%1 wurde seit %2 nicht mit der Börse abgeglichen</translation>
    </message>
    <message>
        <source>%1 has an unknown equity: its balances cannot be read</source>
        <translation>%1 hat einen unbekannten Kontowert: Die Guthaben sind nicht lesbar</translation>
    </message>
    <message>
        <source>%1 may lack slices of TWAPs: the exchange lists them no more</source>
        <translation>%1 fehlen womöglich Teile von TWAPs: Die Börse führt sie nicht mehr auf</translation>
    </message>
    <message>
        <source>no mark price has come for 30 s of %1</source>
        <translation>seit 30 s kam kein Mark-Preis für %1</translation>
    </message>
    <message>
        <source>decimals are guessed, the exchange has not told them, of %1</source>
        <translation>Nachkommastellen sind geschätzt, weil die Börse sie nicht nennt: %1</translation>
    </message>
    <message>
        <source>the exchange sent something in the last minute that cannot be read</source>
        <translation>die Börse hat in der letzten Minute etwas Unlesbares gesendet</translation>
    </message>
    <message>
        <source>audit: the disk refuses, lines are waiting in memory</source>
        <translation>Audit: Der Datenträger verweigert, Zeilen warten im Speicher</translation>
    </message>
    <message>
        <source>audit: the disk confirms nothing, a power loss may take lines</source>
        <translation>Audit: Der Datenträger bestätigt nichts, ein Stromausfall kann Zeilen kosten</translation>
    </message>
    <message>
        <source>ledger: %1</source>
        <translation>Ledger: %1</translation>
    </message>
    <message>
        <source>%1 is an agent&apos;s address; watching its master %2</source>
        <translation>%1 ist die Adresse eines Agenten; überwacht wird dessen Hauptkonto %2</translation>
    </message>
    <message>
        <source>%1 is not known to the exchange: no activity ever</source>
        <translation>%1 ist der Börse nicht bekannt: war noch nie aktiv</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>changed while the state was read</source>
        <translation>änderte sich, während der Stand gelesen wurde</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>seitdem geändert</translation>
    </message>
    <message>
        <source>the sizes differ</source>
        <translation>die Größen weichen ab</translation>
    </message>
    <message>
        <source>the coin&apos;s decimals are guessed</source>
        <translation>die Nachkommastellen des Coins sind geschätzt</translation>
    </message>
    <message>
        <source>the entry is known approximately</source>
        <translation>der Einstieg ist nur ungefähr bekannt</translation>
    </message>
    <message>
        <source>the entry is not known</source>
        <translation>der Einstieg ist nicht bekannt</translation>
    </message>
    <message>
        <source>the exchange does not tell it</source>
        <translation>von der Börse nicht genannt</translation>
    </message>
    <message>
        <source>the numbers do not fit</source>
        <translation>die Zahlen sind zu groß</translation>
    </message>
    <message>
        <source>the exchange&apos;s value and P&amp;L are of two moments</source>
        <translation>Wert und P&amp;L der Börse sind von zwei Zeitpunkten</translation>
    </message>
    <message>
        <source>payments before the first known fill are not in it</source>
        <translation>Zahlungen vor der ersten bekannten Ausführung fehlen darin</translation>
    </message>
    <message>
        <source>payments are still being read, or out of reach</source>
        <translation>Zahlungen werden noch gelesen oder sind nicht mehr erreichbar</translation>
    </message>
    <message>
        <source>has stopped monitoring</source>
        <translation>überwacht nicht mehr</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>cannot be reached: %1</source>
        <translation>ist nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>sends more than an answer can be</source>
        <translation>sendet mehr, als eine Antwort sein kann</translation>
    </message>
    <message>
        <source>answers what is not of this program&apos;s API (HTTP %1)</source>
        <translation>antwortet mit etwas, das nicht zur API dieses Programms gehört (HTTP %1)</translation>
    </message>
    <message>
        <source>answers with HTTP %1</source>
        <translation>antwortet mit HTTP %1</translation>
    </message>
    <message>
        <source>answers: %1</source>
        <translation>antwortet: %1</translation>
    </message>
    <message>
        <source>asks for its token: give it by --token-file</source>
        <translation>verlangt sein Token: Geben Sie es mit --token-file an</translation>
    </message>
    <message>
        <source>shows a certificate that is refused: %1</source>
        <translation>zeigt ein Zertifikat, das abgelehnt wird: %1</translation>
    </message>
    <message>
        <source>tells what cannot be read: %1</source>
        <translation>meldet Unlesbares: %1</translation>
    </message>
    <message>
        <source>tells of another run than the one it began with</source>
        <translation>berichtet von einem anderen Lauf als zu Beginn</translation>
    </message>
    <message>
        <source>tells nothing any more</source>
        <translation>meldet nichts mehr</translation>
    </message>
    <message>
        <source>tells what is not of this program&apos;s API</source>
        <translation>meldet etwas, das nicht zur API dieses Programms gehört</translation>
    </message>
    <message>
        <source>does not open its stream: %1</source>
        <translation>öffnet seinen Stream nicht: %1</translation>
    </message>
    <message>
        <source>does not open its stream</source>
        <translation>öffnet seinen Stream nicht</translation>
    </message>
    <message>
        <source>has closed the connection: %1</source>
        <translation>hat die Verbindung geschlossen: %1</translation>
    </message>
    <message>
        <source>has closed the connection</source>
        <translation>hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>the connection is refused</source>
        <translation>Die Verbindung wird abgelehnt</translation>
    </message>
    <message>
        <source>the connection has been closed</source>
        <translation>Die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>no computer has this name</source>
        <translation>Kein Rechner hat diesen Namen</translation>
    </message>
    <message>
        <source>nothing came in time</source>
        <translation>Nichts kam rechtzeitig</translation>
    </message>
    <message>
        <source>Position monitor not initialized</source>
        <translation>Die Überwachung läuft noch nicht</translation>
    </message>
    <message>
        <source>Position monitor not available</source>
        <translation>Die Überwachung läuft nicht</translation>
    </message>
    <message>
        <source>the account has no state yet</source>
        <translation>Das Konto hat noch keinen Stand</translation>
    </message>
    <message>
        <source>not connected to the exchange or catching up: the comparison is made once that is done</source>
        <translation>nicht mit der Börse verbunden oder noch beim Nachladen: Danach wird abgeglichen</translation>
    </message>
    <message>
        <source>too many connections</source>
        <translation>zu viele Verbindungen</translation>
    </message>
    <message>
        <source>the stream is full</source>
        <translation>Der Stream ist voll</translation>
    </message>
    <message>
        <source>too many wrong tokens</source>
        <translation>zu viele falsche Tokens</translation>
    </message>
    <message>
        <source>the token is wrong</source>
        <translation>Das Token ist falsch</translation>
    </message>
    <message>
        <source>a token is needed</source>
        <translation>Ein Token ist nötig</translation>
    </message>
    <message>
        <source>the accounts changed: connect again</source>
        <translation>Die Konten haben sich geändert: neu verbinden</translation>
    </message>
    <message>
        <source>too far behind: connect again</source>
        <translation>zu weit im Rückstand: neu verbinden</translation>
    </message>
    <message>
        <source>nothing was read for too long</source>
        <translation>Zu lange wurde nichts gelesen</translation>
    </message>
    <message>
        <source>too many messages</source>
        <translation>zu viele Nachrichten</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n open discrepancies</source>
        <translation>
            <numerusform>%1 hat %n offene Abweichung</numerusform>
            <numerusform>%1 hat %n offene Abweichungen</numerusform>
        </translation>
    </message>
    <message>
        <source>an address is 0x and 40 hex digits; got %1 characters</source>
        <translation>eine Adresse besteht aus 0x und 40 Hexadezimalziffern; hier sind es %1 Zeichen</translation>
    </message>
    <message>
        <source>an address is 0x and 40 hex digits; got something else</source>
        <translation>eine Adresse besteht aus 0x und 40 Hexadezimalziffern; hier steht etwas anderes</translation>
    </message>
    <message>
        <source>the address has a wrong checksum (capital letters): a digit is mistyped</source>
        <translation>die Prüfsumme der Adresse (Großbuchstaben) stimmt nicht: eine Ziffer ist vertippt</translation>
    </message>
    <message>
        <source>an account is not usable: %1</source>
        <translation>ein Konto ist nicht verwendbar: %1</translation>
    </message>
    <message>
        <source>two accounts have the label %1</source>
        <translation>zwei Konten tragen die Bezeichnung %1</translation>
    </message>
    <message>
        <source>--rest-url and --ws-url belong together: give both or neither</source>
        <translation>--rest-url und --ws-url gehören zusammen: beide angeben oder keine</translation>
    </message>
    <message>
        <source>--tls-cert and --tls-key belong together: give both or neither</source>
        <translation>--tls-cert und --tls-key gehören zusammen: beide angeben oder keine</translation>
    </message>
    <message>
        <source>a value has characters that the file cannot hold</source>
        <translation>ein Wert enthält Zeichen, die die Datei nicht aufnehmen kann</translation>
    </message>
    <message>
        <source>the file is written in a way that the program cannot change safely</source>
        <translation>die Datei ist so geschrieben, dass das Programm sie nicht sicher ändern kann</translation>
    </message>
    <message>
        <source>another position-monitor is using the data directory %1</source>
        <translation>ein anderer position-monitor benutzt das Datenverzeichnis %1</translation>
    </message>
    <message>
        <source>cannot create the data directory %1</source>
        <translation>das Datenverzeichnis %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>cannot write to the data directory %1</source>
        <translation>in das Datenverzeichnis %1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>cannot create the log directory %1</source>
        <translation>das Log-Verzeichnis %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>cannot write a log in the directory %1</source>
        <translation>im Verzeichnis %1 kann kein Log geschrieben werden</translation>
    </message>
    <message>
        <source>cannot listen on %1: %2</source>
        <translation>unter %1 kann nicht gelauscht werden: %2</translation>
    </message>
    <message>
        <source>cannot read %1</source>
        <translation>nicht lesbar: %1</translation>
    </message>
    <message>
        <source>%1 is larger than 1 MiB</source>
        <translation>%1 ist größer als 1 MiB</translation>
    </message>
    <message>
        <source>%1 cannot be read as TOML</source>
        <translation>%1 ist nicht als TOML lesbar</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1: unknown setting %2</source>
        <translation>%1: unbekannte Einstellung %2</translation>
    </message>
    <message>
        <source>%1: expected %2</source>
        <translation>%1: erwartet wird %2</translation>
    </message>
    <message>
        <source>refuses the token</source>
        <translation>lehnt das Token ab</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Equity %1</source>
        <translation>Kontowert %1</translation>
    </message>
    <message>
        <source>Net P&amp;L %1</source>
        <translation>Netto-G/V %1</translation>
    </message>
    <message>
        <source>To liq.: %1</source>
        <translation>Bis Liq.: %1</translation>
    </message>
</context>
<context>
    <name>WindowSetup</name>
    <message>
        <source>there is no place for a config file</source>
        <translation>es gibt keinen Ort für eine Konfigurationsdatei</translation>
    </message>
    <message>
        <source>The setting %1 is given by %2, which goes before what is kept here: name the account there.</source>
        <translation>Die Einstellung %1 kommt von: %2. Das geht dem hier Gespeicherten vor: Nennen Sie das Konto dort.</translation>
    </message>
    <message>
        <source>A start with this would be refused: %1</source>
        <translation>Ein Start damit würde abgelehnt: %1</translation>
    </message>
    <message>
        <source>The program was started with --demo: start it without, to watch an account.</source>
        <translation>Das Programm wurde mit --demo gestartet: Starten Sie es ohne, um ein Konto zu beobachten.</translation>
    </message>
    <message>
        <source>A private key is given, so a start that is not live would be refused.</source>
        <translation>Ein privater Schlüssel ist angegeben; ein Start, der nicht live ist, würde abgelehnt.</translation>
    </message>
    <message>
        <source>The next start would watch another network than this run: start anew first.</source>
        <translation>Der nächste Start würde ein anderes Netz beobachten als dieser Lauf: Starten Sie zuerst neu.</translation>
    </message>
    <message>
        <source>The setting testnet is given by %1, which goes before what is kept here: choose that network, or change it there.</source>
        <translation>Die Einstellung testnet kommt von: %1. Das geht dem hier Gespeicherten vor: Wählen Sie jenes Netz oder ändern Sie es dort.</translation>
    </message>
    <message>
        <source>The zero address belongs to nobody.</source>
        <translation>Die Nulladresse gehört niemandem.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::AlarmLine</name>
    <message>
        <source>Dismiss</source>
        <translation>Verstanden</translation>
    </message>
    <message numerus="yes">
        <source>(and %n before it)</source>
        <translation>
            <numerusform>(und %n davor)</numerusform>
            <numerusform>(und %n davor)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::AttachedDashboard</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>lpm::gui::Banner</name>
    <message>
        <source>Simulated exchange: these positions and prices are not real</source>
        <translation>Simulierte Börse: Diese Positionen und Preise sind nicht echt</translation>
    </message>
    <message>
        <source>The exchange&apos;s test network: this money is not real</source>
        <translation>Das Testnetz der Börse: Dieses Geld ist nicht echt</translation>
    </message>
    <message>
        <source>Monitoring has stopped. What is shown is the last known state.</source>
        <translation>Die Überwachung ist angehalten. Gezeigt wird der letzte bekannte Stand.</translation>
    </message>
    <message>
        <source>%1: no connection to the exchange, last message %2 ago. Trying again.</source>
        <translation>%1: keine Verbindung zur Börse, letzte Nachricht vor %2. Neuer Versuch läuft.</translation>
    </message>
    <message>
        <source>%1: nothing received for %2. Prices below are old.</source>
        <translation>%1: seit %2 nichts empfangen. Die Preise unten sind alt.</translation>
    </message>
    <message>
        <source>%1: differs from the exchange, being checked.</source>
        <translation>%1: weicht von der Börse ab, wird geprüft.</translation>
    </message>
    <message>
        <source>The monitor does not answer since %1 (%2 ago). What is shown is the last known state.</source>
        <translation>Der Monitor antwortet seit %1 nicht (vor %2). Gezeigt wird der letzte bekannte Stand.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::CommandPalette</name>
    <message>
        <source>No command fits.</source>
        <translation>Kein Befehl passt.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>Einige Buchstaben eines Befehls eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>lpm::gui::CompactStrip</name>
    <message>
        <source>Compact strip</source>
        <translation>Kompaktleiste</translation>
    </message>
    <message>
        <source>Drag it anywhere; a double click brings the main window back</source>
        <translation>Frei verschiebbar; ein Doppelklick holt das Hauptfenster zurück</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Kontowert</translation>
    </message>
    <message>
        <source>Net P&amp;L</source>
        <translation>Netto-G/V</translation>
    </message>
    <message>
        <source>Unrealized</source>
        <translation>Unrealisiert</translation>
    </message>
    <message>
        <source>To liq.</source>
        <translation>Bis Liq.</translation>
    </message>
    <message>
        <source>To liq., %1</source>
        <translation>Bis Liq., %1</translation>
    </message>
    <message>
        <source>&amp;Back to the window</source>
        <translation>&amp;Zurück zum Fenster</translation>
    </message>
</context>
<context>
    <name>lpm::gui::ConnectingWindow</name>
    <message>
        <source>Live Position Monitor</source>
        <translation>Live Position Monitor</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>lpm::gui::CurveChart</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n points, first %2, last %3, lowest %4, highest %5</source>
        <translation>
            <numerusform>%1: %n Punkt, erster %2, letzter %3, niedrigster %4, höchster %5</numerusform>
            <numerusform>%1: %n Punkte, erster %2, letzter %3, niedrigster %4, höchster %5</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::DataTable</name>
    <message>
        <source>Chosen row of %1</source>
        <translation>Gewählte Zeile: %1</translation>
    </message>
</context>
<context>
    <name>lpm::gui::DesktopMessages</name>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
</context>
<context>
    <name>lpm::gui::DockTitle</name>
    <message>
        <source>Float or dock %1</source>
        <translation>%1 lösen oder andocken</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>lpm::gui::EquityPanel</name>
    <message>
        <source>Equity and P&amp;L over time</source>
        <translation>Kontowert und G/V im Zeitverlauf</translation>
    </message>
    <message>
        <source>The line begins with the second value of the equity.</source>
        <translation>Die Linie beginnt mit dem zweiten Kontowert.</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Kontowert</translation>
    </message>
    <message>
        <source>The value of the account</source>
        <translation>Der Wert des Kontos</translation>
    </message>
    <message>
        <source>P&amp;&amp;L</source>
        <translation>G/V</translation>
    </message>
    <message>
        <source>Net, unrealized and realized P&amp;L</source>
        <translation>Netto-, unrealisierter und realisierter G/V</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>Unrealized</source>
        <translation>Unrealisiert</translation>
    </message>
    <message>
        <source>Realized</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>%1 USD since the first point</source>
        <translation>%1 USD seit dem ersten Punkt</translation>
    </message>
</context>
<context>
    <name>lpm::gui::FeedBadge</name>
    <message>
        <source>Feed of %1</source>
        <translation>Feed von %1</translation>
    </message>
</context>
<context>
    <name>lpm::gui::FeedStrip</name>
    <message>
        <source>No connection to the exchange; trying again.</source>
        <translation>Keine Verbindung zur Börse; neuer Versuch läuft.</translation>
    </message>
    <message>
        <source>Reading what happened; not complete yet.</source>
        <translation>Liest nach, was geschah; noch nicht vollständig.</translation>
    </message>
    <message>
        <source>Complete and following live.</source>
        <translation>Vollständig und live.</translation>
    </message>
    <message>
        <source>Something does not add up; being checked.</source>
        <translation>Etwas stimmt nicht überein; wird geprüft.</translation>
    </message>
    <message>
        <source>Nothing has come for too long: what is shown is old.</source>
        <translation>Zu lange kam nichts: Das Gezeigte ist alt.</translation>
    </message>
    <message>
        <source>Not compared with the exchange yet.</source>
        <translation>Noch nicht mit der Börse abgeglichen.</translation>
    </message>
    <message>
        <source>Compared with the exchange %1 ago: agrees.</source>
        <translation>Vor %1 mit der Börse abgeglichen: stimmt überein.</translation>
    </message>
    <message numerus="yes">
        <source>Compared with the exchange %1 ago: %n open differences.</source>
        <translation>
            <numerusform>Vor %1 mit der Börse abgeglichen: %n offene Abweichung.</numerusform>
            <numerusform>Vor %1 mit der Börse abgeglichen: %n offene Abweichungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>fills</source>
        <translation>Ausf.</translation>
    </message>
    <message>
        <source>states</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>marks</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>stumm</translation>
    </message>
    <message>
        <source>%1: %2, last %3 ago</source>
        <translation>%1: %2, zuletzt vor %3</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Lädt nach</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Suspect</source>
        <translation>Fraglich</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Last message %1 ago, last mark %2 ago.</source>
        <translation>Letzte Nachricht vor %1, letzter Mark-Preis vor %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>%1 of %2 live</source>
        <translation>%1 von %2 live</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>Feeds</translation>
    </message>
</context>
<context>
    <name>lpm::gui::FillsModel</name>
    <message>
        <source>LIQUIDATION · %1</source>
        <translation>LIQUIDATION · %1</translation>
    </message>
    <message>
        <source>ADL · %1</source>
        <translation>ADL · %1</translation>
    </message>
    <message>
        <source>%1 · recovered</source>
        <translation>%1 · nachgeholt</translation>
    </message>
    <message>
        <source>%1 · late</source>
        <translation>%1 · verspätet</translation>
    </message>
    <message>
        <source>taker</source>
        <translation>Taker</translation>
    </message>
    <message>
        <source>taker or maker: not told</source>
        <translation>Taker oder Maker: nicht bekannt</translation>
    </message>
    <message>
        <source>maker</source>
        <translation>Maker</translation>
    </message>
    <message>
        <source>buy</source>
        <translation>Kauf</translation>
    </message>
    <message>
        <source>sell</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>%1 %2 %3 at %4
closed P&amp;L %5 USD, fee %6 %7, %8
%9
order %10, trade %11</source>
        <translation>%1 %2 %3 zu %4
realisierter G/V %5 USD, Gebühr %6 %7, %8
%9
Order %10, Trade %11</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>Kauf</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>%1 %2 at %3
%4</source>
        <translation>%1 %2 zu %3
%4</translation>
    </message>
</context>
<context>
    <name>lpm::gui::HeaderBar</name>
    <message>
        <source>Account shown</source>
        <translation>Gezeigtes Konto</translation>
    </message>
    <message>
        <source>Freeze order</source>
        <translation>Zeilen fixieren</translation>
    </message>
    <message>
        <source>Keep the rows where they are while the numbers change</source>
        <translation>Die Zeilen bleiben, wo sie sind, während sich die Zahlen ändern</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Compare every position with the exchange now</source>
        <translation>Jede Position jetzt mit der Börse abgleichen</translation>
    </message>
    <message>
        <source>Filter: btc, side:long, upnl&lt;-100</source>
        <translation>Filter: btc, side:long, upnl&lt;-100</translation>
    </message>
    <message>
        <source>Filter of the positions</source>
        <translation>Filter der Positionen</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Was am Filter falsch ist</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
</context>
<context>
    <name>lpm::gui::LayoutNameDialog</name>
    <message>
        <source>Save the layout</source>
        <translation>Layout speichern</translation>
    </message>
    <message>
        <source>A name of your choice</source>
        <translation>Ein Name Ihrer Wahl</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>Name des Layouts</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>There is one of this name: it is replaced by the present layout.</source>
        <translation>Eines dieses Namens gibt es: Es wird durch das jetzige Layout ersetzt.</translation>
    </message>
    <message>
        <source>Keeps panels, columns, grouping and the window&apos;s place.</source>
        <translation>Bewahrt Bereiche, Spalten, Gruppierung und den Platz des Fensters.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::LayoutsMenu</name>
    <message numerus="yes">
        <source>%n of the saved layouts could not be read and are left out; the file is kept as %1</source>
        <translation>
            <numerusform>%n gespeichertes Layout war nicht lesbar und fehlt; die Datei ist aufbewahrt als %1</numerusform>
            <numerusform>%n gespeicherte Layouts waren nicht lesbar und fehlen; die Datei ist aufbewahrt als %1</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>&amp;Speichern als…</translation>
    </message>
    <message>
        <source>&amp;Manage…</source>
        <translation>&amp;Verwalten…</translation>
    </message>
    <message>
        <source>&amp;Reset to the first layout</source>
        <translation>&amp;Zurück zum ersten Layout</translation>
    </message>
    <message>
        <source>The layouts could not be written to disk</source>
        <translation>Die Layouts ließen sich nicht auf den Datenträger schreiben</translation>
    </message>
    <message>
        <source>The layout is kept as “%1”</source>
        <translation>Das Layout ist als „%1“ gespeichert</translation>
    </message>
    <message>
        <source>Layout “%1”</source>
        <translation>Layout „%1“</translation>
    </message>
    <message>
        <source>The panels of layout “%1” could not be restored</source>
        <translation>Die Bereiche des Layouts „%1“ ließen sich nicht wiederherstellen</translation>
    </message>
    <message>
        <source>The first layout</source>
        <translation>Das erste Layout</translation>
    </message>
</context>
<context>
    <name>lpm::gui::LogModel</name>
    <message>
        <source>debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>lpm::gui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>No lines</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>None of this level has been logged.</source>
        <translation>Auf dieser Stufe wurde nichts geloggt.</translation>
    </message>
    <message>
        <source>Every level</source>
        <translation>Jede Stufe</translation>
    </message>
    <message>
        <source>Info and worse</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Least level of the log&apos;s lines</source>
        <translation>Niedrigste Stufe der Log-Zeilen</translation>
    </message>
    <message>
        <source>The latest %1 lines of this run</source>
        <translation>Die letzten %1 Zeilen dieses Laufs</translation>
    </message>
    <message>
        <source>Lines of this window&apos;s own program, not of the monitor at %1</source>
        <translation>Zeilen des Programms dieses Fensters, nicht des Monitors unter %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the chosen lines of the log, or all</source>
        <translation>Die gewählten Zeilen des Logs kopieren, oder alle</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Remove the lines from this panel; the log keeps them</source>
        <translation>Die Zeilen aus diesem Bereich entfernen; das Log behält sie</translation>
    </message>
    <message>
        <source>Copy &amp;rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
</context>
<context>
    <name>lpm::gui::MainWindow</name>
    <message>
        <source>Fills</source>
        <translation>Ausführungen</translation>
    </message>
    <message>
        <source>No fills yet</source>
        <translation>Noch keine Ausführungen</translation>
    </message>
    <message>
        <source>Each fill appears here as it happens.</source>
        <translation>Jede Ausführung erscheint hier, sobald sie geschieht.</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Kontowert</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>The window&apos;s settings could not be read. They are kept as %1, and the window begins anew.</source>
        <translation>Die Einstellungen des Fensters waren nicht lesbar. Sie sind als %1 aufbewahrt, und das Fenster beginnt neu.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Compare with the exchange now</source>
        <translation>Jetzt mit der Börse ab&amp;gleichen</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>La&amp;youts</source>
        <translation>La&amp;youts</translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation>Ctrl+Shift+M</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>&amp;Über</translation>
    </message>
    <message>
        <source>&amp;Red is up</source>
        <translation>&amp;Rot heißt steigend</translation>
    </message>
    <message>
        <source>The language is kept. It holds from the next start.</source>
        <translation>Die Sprache ist gespeichert. Sie gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Live Position Monitor</source>
        <translation>Live Position Monitor</translation>
    </message>
    <message>
        <source>%1 – Live Position Monitor</source>
        <translation>%1 – Live Position Monitor</translation>
    </message>
    <message>
        <source>Monitoring has stopped: %1</source>
        <translation>Die Überwachung ist angehalten: %1</translation>
    </message>
    <message>
        <source>&amp;Watch my account…</source>
        <translation>Mein &amp;Konto beobachten…</translation>
    </message>
    <message>
        <source>&amp;Watch another account…</source>
        <translation>Anderes &amp;Konto beobachten…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>Watch my account</source>
        <translation>Mein Konto beobachten</translation>
    </message>
    <message>
        <source>The settings are kept. They hold from the next start. Start monitoring anew with them now?</source>
        <translation>Die Einstellungen sind gespeichert. Sie gelten ab dem nächsten Start. Die Überwachung jetzt mit ihnen neu starten?</translation>
    </message>
    <message>
        <source>Start anew?</source>
        <translation>Neu starten?</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Lang&amp;uage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>&amp;Zeitzone</translation>
    </message>
    <message>
        <source>The time zone is kept. It holds from the next start.</source>
        <translation>Die Zeitzone ist gespeichert. Sie gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Start monitoring anew with it now?</source>
        <translation>Die Überwachung jetzt damit neu starten?</translation>
    </message>
    <message>
        <source>Com&amp;pact strip</source>
        <translation>&amp;Kompaktleiste</translation>
    </message>
    <message>
        <source>No fills of this account here</source>
        <translation>Keine Ausführungen dieses Kontos hier</translation>
    </message>
    <message>
        <source>What is listed here are the latest %1 fills of all accounts.</source>
        <translation>Hier stehen die letzten %1 Ausführungen aller Konten.</translation>
    </message>
    <message>
        <source>Another version had arranged the panels; they are as at the first start. Its settings are kept as %1.</source>
        <translation>Eine andere Version hatte die Bereiche angeordnet; sie stehen wie beim ersten Start. Ihre Einstellungen sind als %1 aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::ManageLayoutsDialog</name>
    <message>
        <source>Layouts</source>
        <translation>Layouts</translation>
    </message>
    <message>
        <source>&amp;Switch to it</source>
        <translation>&amp;Wechseln</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach u&amp;nten</translation>
    </message>
    <message>
        <source>D&amp;elete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Another layout has this name already.</source>
        <translation>Ein anderes Layout hat diesen Namen schon.</translation>
    </message>
    <message numerus="yes">
        <source>A name has 1 to %n characters.</source>
        <translation>
            <numerusform>Ein Name hat genau %n Zeichen.</numerusform>
            <numerusform>Ein Name hat 1 bis %n Zeichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the layout “%1”?</source>
        <translation>Das Layout „%1“ löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>lpm::gui::NoticeBoard</name>
    <message>
        <source>&amp;Sound with bad news</source>
        <translation>&amp;Signalton bei schlechten Nachrichten</translation>
    </message>
</context>
<context>
    <name>lpm::gui::PanelMoves</name>
    <message>
        <source>&amp;Float or dock</source>
        <translation>Lösen oder &amp;andocken</translation>
    </message>
    <message>
        <source>Takes %1 out of the window, or puts it back</source>
        <translation>Löst %1 aus dem Fenster oder dockt es wieder an</translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation>Ctrl+Shift+D</translation>
    </message>
    <message>
        <source>As a &amp;tab with the others</source>
        <translation>Als &amp;Tab bei den anderen</translation>
    </message>
    <message>
        <source>%1 behind a tab, or beside the others</source>
        <translation>%1 hinter einem Tab oder neben den anderen</translation>
    </message>
    <message>
        <source>%1 is there</source>
        <translation>%1 ist schon dort</translation>
    </message>
    <message>
        <source>Puts %1 at the left edge</source>
        <translation>Setzt %1 an den linken Rand</translation>
    </message>
    <message>
        <source>Puts %1 at the right edge</source>
        <translation>Setzt %1 an den rechten Rand</translation>
    </message>
    <message>
        <source>Puts %1 at the upper edge</source>
        <translation>Setzt %1 an den oberen Rand</translation>
    </message>
    <message>
        <source>Puts %1 at the lower edge</source>
        <translation>Setzt %1 an den unteren Rand</translation>
    </message>
    <message>
        <source>T&amp;aller</source>
        <translation>&amp;Höher</translation>
    </message>
    <message>
        <source>Makes %1 taller</source>
        <translation>Macht %1 höher</translation>
    </message>
    <message>
        <source>&amp;Shorter</source>
        <translation>&amp;Niedriger</translation>
    </message>
    <message>
        <source>Makes %1 shorter</source>
        <translation>Macht %1 niedriger</translation>
    </message>
    <message>
        <source>&amp;Wider</source>
        <translation>&amp;Breiter</translation>
    </message>
    <message>
        <source>Makes %1 wider</source>
        <translation>Macht %1 breiter</translation>
    </message>
    <message>
        <source>&amp;Narrower</source>
        <translation>&amp;Schmaler</translation>
    </message>
    <message>
        <source>Makes %1 narrower</source>
        <translation>Macht %1 schmaler</translation>
    </message>
    <message>
        <source>P&amp;anel %1</source>
        <translation>Bereic&amp;h %1</translation>
    </message>
    <message>
        <source>P&amp;anel</source>
        <translation>Bereic&amp;h</translation>
    </message>
    <message>
        <source>No panel has the focus: F6 goes to the next one</source>
        <translation>Kein Bereich hat den Fokus: F6 geht zum nächsten</translation>
    </message>
    <message>
        <source>%1 floats</source>
        <translation>%1 ist gelöst</translation>
    </message>
    <message>
        <source>No other panel stands where %1 does</source>
        <translation>Bei %1 steht kein anderer Bereich</translation>
    </message>
    <message>
        <source>There is no room to make %1 larger</source>
        <translation>Für %1 ist nicht mehr Platz</translation>
    </message>
    <message>
        <source>%1 cannot be made smaller</source>
        <translation>%1 kann nicht kleiner werden</translation>
    </message>
    <message>
        <source>Dock at the &amp;left</source>
        <translation>&amp;Links andocken</translation>
    </message>
    <message>
        <source>Dock at the &amp;right</source>
        <translation>&amp;Rechts andocken</translation>
    </message>
    <message>
        <source>Dock at the t&amp;op</source>
        <translation>Ob&amp;en andocken</translation>
    </message>
    <message>
        <source>Dock at the &amp;bottom</source>
        <translation>&amp;Unten andocken</translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionActions</name>
    <message>
        <source>Copy &amp;rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;cell</source>
        <translation>Z&amp;elle kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copy &amp;table</source>
        <translation>&amp;Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Export what is shown as CSV…</source>
        <translation>&amp;Angezeigtes als CSV exportieren…</translation>
    </message>
    <message>
        <source>Amounts are hidden: nothing is copied or exported until they are shown</source>
        <translation>Die Beträge sind verborgen: Nichts wird kopiert oder exportiert, bis sie gezeigt werden</translation>
    </message>
    <message>
        <source>Export what is shown</source>
        <translation>Angezeigtes exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>Positions saved: %n, in %1</source>
        <translation>
            <numerusform>%n Position gespeichert in %1</numerusform>
            <numerusform>%n Positionen gespeichert in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The positions could not be saved.
%1</source>
        <translation>Die Positionen ließen sich nicht speichern.
%1</translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionChart</name>
    <message>
        <source>Mark price of the position</source>
        <translation>Mark-Preis der Position</translation>
    </message>
    <message>
        <source>Select a position to see its mark price with entry, break-even and liquidation.</source>
        <translation>Wählen Sie eine Position, um ihren Mark-Preis mit Einstieg, Break-even und Liquidation zu sehen.</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>Break-even</source>
        <translation>Break-even</translation>
    </message>
    <message>
        <source>Liquidation</source>
        <translation>Liquidation</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Mark</translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionGroupsModel</name>
    <message numerus="yes">
        <source>%1, positions shown: %n</source>
        <translation>
            <numerusform>%1, %n Position gezeigt</numerusform>
            <numerusform>%1, %n Positionen gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionsPanel</name>
    <message>
        <source>F&amp;lash numbers that change</source>
        <translation>Geänderte Zahlen auf&amp;blitzen lassen</translation>
    </message>
    <message>
        <source>&amp;Not at all</source>
        <translation>&amp;Gar nicht</translation>
    </message>
    <message>
        <source>By &amp;account</source>
        <translation>Nach &amp;Konto</translation>
    </message>
    <message>
        <source>By &amp;dex</source>
        <translation>Nach &amp;DEX</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <translation>Nichts passt auf den Filter</translation>
    </message>
    <message>
        <source>Change or clear it to see the positions.</source>
        <translation>Ändern oder leeren Sie ihn, um die Positionen zu sehen.</translation>
    </message>
    <message>
        <source>Reading the account…</source>
        <translation>Das Konto wird gelesen…</translation>
    </message>
    <message>
        <source>The exchange is asked for fills and positions.</source>
        <translation>Die Börse wird nach Ausführungen und Positionen gefragt.</translation>
    </message>
    <message>
        <source>No open positions</source>
        <translation>Keine offenen Positionen</translation>
    </message>
    <message>
        <source>Everything is flat. A position appears here the moment its first fill arrives.</source>
        <translation>Alles ist flat. Eine Position erscheint hier, sobald ihre erste Ausführung eintrifft.</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Vorlagen</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>S&amp;ortieren nach</translation>
    </message>
    <message>
        <source>&amp;Freeze the order of rows</source>
        <translation>&amp;Reihenfolge der Zeilen fixieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>F&amp;ilter</translation>
    </message>
    <message>
        <source>&amp;Group positions</source>
        <translation>Positionen &amp;gruppieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>&amp;Explain the numbers…</source>
        <translation>Zahlen erk&amp;lären…</translation>
    </message>
</context>
<context>
    <name>lpm::gui::PositionsSortModel</name>
    <message>
        <source>It no longer fits the filter; it stays while the order is frozen.</source>
        <translation>Passt nicht mehr zum Filter; bleibt stehen, solange die Reihenfolge eingefroren ist.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::Privacy</name>
    <message>
        <source>&amp;Hide amounts</source>
        <translation>Beträge &amp;verbergen</translation>
    </message>
    <message>
        <source>Ctrl+H</source>
        <translation>Ctrl+H</translation>
    </message>
    <message>
        <source>Amounts are hidden</source>
        <translation>Beträge sind verborgen</translation>
    </message>
</context>
<context>
    <name>lpm::gui::ReconciliationPanel</name>
    <message>
        <source>State of the comparison</source>
        <translation>Stand des Abgleichs</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Compare every position with the exchange now</source>
        <translation>Jede Position jetzt mit der Börse abgleichen</translation>
    </message>
    <message>
        <source>Compare now, in the reconciliation</source>
        <translation>Jetzt abgleichen, im Abgleich</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Nothing compared yet</source>
        <translation>Noch nichts abgeglichen</translation>
    </message>
    <message>
        <source>Ours and the exchange&apos;s stand here side by side.</source>
        <translation>Hier stehen unsere Werte und die der Börse nebeneinander.</translation>
    </message>
    <message>
        <source>Past differences</source>
        <translation>Frühere Abweichungen</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>Keine Abweichungen</translation>
    </message>
    <message>
        <source>None has been seen in this run.</source>
        <translation>In diesem Lauf wurde keine gesehen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts: %1</source>
        <translation>
            <numerusform>%n Konto: %1</numerusform>
            <numerusform>%n Konten: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lpm::gui::RemoteSource</name>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung zu %1…</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <translation>%1 %2.</translation>
    </message>
    <message>
        <source>%1 %2. Trying again.</source>
        <translation>%1 %2. Neuer Versuch läuft.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::SettingField</name>
    <message>
        <source>chosen when the program is started: --%1</source>
        <translation>wird beim Start des Programms gewählt: --%1</translation>
    </message>
    <message>
        <source>the default</source>
        <translation>die Vorgabe</translation>
    </message>
    <message>
        <source>given by %1, which goes before what is kept here</source>
        <translation>kommt von: %1; das geht dem hier Gespeicherten vor</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Default of %1</source>
        <translation>Vorgabe von %1</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>%1, one a line</source>
        <translation>%1, je Zeile eines</translation>
    </message>
</context>
<context>
    <name>lpm::gui::SettingsDialog</name>
    <message>
        <source>Exchange</source>
        <translation>Börse</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>What is changed is kept in %1 and holds from the next start.</source>
        <translation>Änderungen werden in %1 gespeichert und gelten ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
</context>
<context>
    <name>lpm::gui::StatTile</name>
    <message>
        <source>old</source>
        <translation>alt</translation>
    </message>
</context>
<context>
    <name>lpm::gui::StatusLine</name>
    <message>
        <source>Address of the API</source>
        <translation>Adresse der API</translation>
    </message>
    <message>
        <source>API off</source>
        <translation>API aus</translation>
    </message>
    <message>
        <source>API %1</source>
        <translation>API %1</translation>
    </message>
    <message>
        <source>State of the audit trail</source>
        <translation>Stand des Audit-Trails</translation>
    </message>
    <message>
        <source>What the program does</source>
        <translation>Was das Programm tut</translation>
    </message>
    <message>
        <source>Watch only: no order leaves this program</source>
        <translation>Nur Beobachtung: Keine Order verlässt dieses Programm</translation>
    </message>
    <message>
        <source>Audit trail: every change written</source>
        <translation>Audit-Trail: jede Änderung geschrieben</translation>
    </message>
    <message>
        <source>⚠ Audit trail: the disk refuses, changes wait in memory</source>
        <translation>⚠ Audit-Trail: Datenträger verweigert, Änderungen warten im Speicher</translation>
    </message>
    <message>
        <source>Audit trail: state not known</source>
        <translation>Audit-Trail: Zustand nicht bekannt</translation>
    </message>
</context>
<context>
    <name>lpm::gui::SummaryStrip</name>
    <message>
        <source>received or paid</source>
        <translation>erhalten oder gezahlt</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>gezahlt</translation>
    </message>
    <message>
        <source>received</source>
        <translation>erhalten</translation>
    </message>
    <message>
        <source>next in %1 s</source>
        <translation>folgt in %1 s</translation>
    </message>
    <message>
        <source>next in %1 min</source>
        <translation>folgt in %1 min</translation>
    </message>
    <message>
        <source>Equity</source>
        <translation>Kontowert</translation>
    </message>
    <message>
        <source>Net P&amp;L</source>
        <translation>Netto-G/V</translation>
    </message>
    <message>
        <source>Unrealized</source>
        <translation>Unrealisiert</translation>
    </message>
    <message>
        <source>Realized</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Long exposure</source>
        <translation>Long-Exposure</translation>
    </message>
    <message>
        <source>Net exposure</source>
        <translation>Netto-Exposure</translation>
    </message>
    <message>
        <source>Margin ratio</source>
        <translation>Margin-Quote</translation>
    </message>
    <message>
        <source>Drawdown</source>
        <translation>Drawdown</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positionen</translation>
    </message>
    <message>
        <source>Account summary</source>
        <translation>Kennzahlen des Kontos</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>noch ohne Wert</translation>
    </message>
    <message>
        <source>How much of the account&apos;s value its maintenance margin takes up.
It is not computed yet: no number stands here before it is exact.</source>
        <translation>Wie viel vom Wert des Kontos seine Erhaltungs-Margin beansprucht.
Noch nicht berechnet: Hier steht keine Zahl, bevor sie genau ist.</translation>
    </message>
    <message numerus="yes">
        <source>in %n accounts</source>
        <translation>
            <numerusform>in %n Konto</numerusform>
            <numerusform>in %n Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>equity change, with deposits and withdrawals,</source>
        <translation>Änderung des Kontowerts, mit Ein- und Auszahlungen,</translation>
    </message>
    <message>
        <source>change of the net P&amp;L</source>
        <translation>Änderung des Netto-G/V</translation>
    </message>
    <message>
        <source>change of the unrealized P&amp;L</source>
        <translation>Änderung des unrealisierten G/V</translation>
    </message>
    <message>
        <source>change of the realized P&amp;L</source>
        <translation>Änderung des realisierten G/V</translation>
    </message>
    <message>
        <source>short %1</source>
        <translation>Short %1</translation>
    </message>
    <message>
        <source>gross %1</source>
        <translation>brutto %1</translation>
    </message>
</context>
<context>
    <name>lpm::gui::Surroundings</name>
    <message>
        <source>&amp;Compare with the exchange now</source>
        <translation>Jetzt mit der Börse ab&amp;gleichen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Notifications</source>
        <translation>Be&amp;nachrichtigungen</translation>
    </message>
    <message>
        <source>Live Position Monitor goes on</source>
        <translation>Live Position Monitor läuft weiter</translation>
    </message>
    <message>
        <source>It is in the tray and keeps watching. Its menu brings the window back and ends the program.</source>
        <translation>Das Programm ist im Infobereich und beobachtet weiter. Sein Menü holt das Fenster zurück und beendet das Programm.</translation>
    </message>
    <message>
        <source>&amp;Minimise to tray when closed</source>
        <translation>Beim Schließen in den Infobereich &amp;minimieren</translation>
    </message>
    <message>
        <source>&amp;Minimise to tray (this desktop has no tray)</source>
        <translation>In den Infobereich &amp;minimieren (dieser Desktop hat keinen)</translation>
    </message>
    <message>
        <source>Hide the &amp;window</source>
        <translation>&amp;Fenster verbergen</translation>
    </message>
    <message>
        <source>Show the &amp;window</source>
        <translation>&amp;Fenster zeigen</translation>
    </message>
</context>
<context>
    <name>lpm::gui::TableCopies</name>
    <message>
        <source>Copy &amp;rows</source>
        <translation>&amp;Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;cell</source>
        <translation>Z&amp;elle kopieren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Copy &amp;table</source>
        <translation>&amp;Tabelle kopieren</translation>
    </message>
    <message>
        <source>Amounts are hidden: nothing is copied until they are shown</source>
        <translation>Die Beträge sind verborgen: Nichts wird kopiert, bis sie gezeigt werden</translation>
    </message>
</context>
<context>
    <name>lpm::gui::TotalsRow</name>
    <message>
        <source>— a part of it is not known</source>
        <translation>— ein Teil davon ist nicht bekannt</translation>
    </message>
    <message>
        <source>
* Partial: something from before the reach of the history is missing.</source>
        <translation>
* Teilweise: Etwas von vor der Reichweite der Historie fehlt.</translation>
    </message>
    <message>
        <source>%1 · old</source>
        <translation>%1 · alt</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Positions shown, after account and filter</source>
        <translation>Gezeigte Positionen, nach Konto und Filter</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>Long</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Short</translation>
    </message>
    <message>
        <source>Net notional</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>uPnL</source>
        <translation>uPnL</translation>
    </message>
    <message>
        <source>Realized</source>
        <translation>Realisiert</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Net P&amp;L</source>
        <translation>Netto-G/V</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Margin</translation>
    </message>
    <message>
        <source>long + short
%1 + %2 = %3</source>
        <translation>Long + Short
%1 + %2 = %3</translation>
    </message>
    <message>
        <source>long − short
%1 − %2 = %3</source>
        <translation>Long − Short
%1 − %2 = %3</translation>
    </message>
    <message>
        <source>unrealized + realized − fees + funding
%1 + %2 − %3 + %4 = %5</source>
        <translation>unrealisiert + realisiert − Gebühren + Funding
%1 + %2 − %3 + %4 = %5</translation>
    </message>
    <message>
        <source>
Old: not every price in it is live.</source>
        <translation>
Alt: Nicht jeder Preis darin ist live.</translation>
    </message>
    <message>
        <source>Totals of the positions shown</source>
        <translation>Summen der gezeigten Positionen</translation>
    </message>
    <message>
        <source>
Of the positions shown.</source>
        <translation>
Von den gezeigten Positionen.</translation>
    </message>
    <message>
        <source>Sum of the positions shown</source>
        <translation>Summe der gezeigten Positionen</translation>
    </message>
</context>
<context>
    <name>lpm::gui::WatchDialog</name>
    <message>
        <source>✓ The exchange knows this account.</source>
        <translation>✓ Die Börse kennt dieses Konto.</translation>
    </message>
    <message>
        <source>✓ This is an agent&apos;s wallet, which holds nothing itself. Its master is watched: %1</source>
        <translation>✓ Dies ist die Wallet eines Agenten, die selbst nichts hält. Beobachtet wird ihr Hauptkonto: %1</translation>
    </message>
    <message>
        <source>The exchange has never seen any activity of this address. It can be watched, but check the address and the network.</source>
        <translation>Die Börse hat von dieser Adresse noch nie etwas gesehen. Sie lässt sich beobachten, aber prüfen Sie Adresse und Netz.</translation>
    </message>
    <message>
        <source>The address is well written. The exchange could not be asked about it: %1</source>
        <translation>Die Adresse ist richtig geschrieben. Die Börse konnte nicht nach ihr gefragt werden: %1</translation>
    </message>
    <message>
        <source>Watch my account</source>
        <translation>Mein Konto beobachten</translation>
    </message>
    <message>
        <source>optional, e.g. Main</source>
        <translation>freiwillig, z. B. Haupt</translation>
    </message>
    <message>
        <source>Mainnet: real money</source>
        <translation>Mainnet: echtes Geld</translation>
    </message>
    <message>
        <source>Testnet: the exchange&apos;s test network</source>
        <translation>Testnet: das Testnetz der Börse</translation>
    </message>
    <message>
        <source>The address is enough: positions are public, and nothing is signed or traded. No key is asked for or stored.</source>
        <translation>Die Adresse genügt: Positionen sind öffentlich, und nichts wird signiert oder gehandelt. Ein Schlüssel wird weder verlangt noch gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Ne&amp;twork</source>
        <translation>Ne&amp;tz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Watch</source>
        <translation>&amp;Beobachten</translation>
    </message>
    <message>
        <source>Asking the exchange about this address…</source>
        <translation>Die Börse wird nach dieser Adresse gefragt…</translation>
    </message>
    <message>
        <source>0x and 40 hexadecimal digits, as your wallet shows it.</source>
        <translation>0x und 40 Hexadezimalziffern, wie Ihre Wallet sie zeigt.</translation>
    </message>
</context>
<context>
    <name>lpm::gui::ZoneMenu</name>
    <message>
        <source>&amp;This computer&apos;s (%1)</source>
        <translation>&amp;Dieses Computers (%1)</translation>
    </message>
    <message>
        <source>&amp;UTC</source>
        <translation>&amp;UTC</translation>
    </message>
    <message>
        <source>&amp;Another zone…</source>
        <translation>&amp;Andere Zone…</translation>
    </message>
    <message>
        <source>Another zone</source>
        <translation>Andere Zone</translation>
    </message>
    <message>
        <source>Times are shown as they are in</source>
        <translation>Zeiten werden gezeigt wie in</translation>
    </message>
</context>
</TS>
