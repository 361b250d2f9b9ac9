// SPDX-License-Identifier: GPL-3.0-or-later
// A person's first hour with the window, by real mouse and keys: an account is named, the table is
// arranged, filtered and exported, amounts are hidden; after a restart it is as it was left.
// With LPM_PICTURES=FOLDER each step leaves a picture there.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../contract/monitor.mjs';
import { configFile, Title } from './window.mjs';
import { configured, ListenKeys, Mine, set, skip, trade, world } from './world.mjs';

const Mistyped = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'; // a letter of the checksum

async function nameTheAccount({ screen, folder }, window) {
  await screen.window('^Watch my account$');
  await screen.type(Mistyped);
  await screen.press('Return');
  await screen.picture('watch-mistyped');
  assert.ok(await screen.isShown('^Watch my account$'), 'a mistyped address was taken');
  assert.equal(window.config(), '');

  await screen.press('BackSpace');
  await screen.type('d');
  await screen.press('Tab');
  await screen.type('Desk');
  await screen.picture('watch-account');
  await screen.press('Return');
  await until('the account in the config file', () => window.config().includes(`${Mine}=Desk`));
  assert.match(window.config(), /^live = true$/m);
  assert.ok(!existsSync(join(folder.path, 'config.toml')));
}

async function arrange({ screen }, window) {
  await window.command('Risk');
  await window.command('Sort by Coin');
  await screen.picture('columns-risk');
  await window.command('Save as');
  await screen.window('^Save the layout$');
  await screen.type('Watch risk');
  await screen.picture('layout-named');
  await screen.press('Return');
  await screen.gone('^Save the layout$');
  await window.command('Simple');
  await screen.picture('columns-simple');
  await screen.window(Title);
  await screen.press('ctrl+1');
  await screen.picture('layout-back');
  await window.command('Theme dark');
  await screen.picture('theme-dark');
  await window.command('Freeze');
  await screen.window(Title);
  await screen.press('ctrl+f');
  await screen.type('side:short');
  await screen.picture('filtered-dark');
}

async function exportShown({ screen, folder }) {
  const path = join(folder.path, 'shown.csv');
  await screen.press('ctrl+s');
  await screen.window('^Export what is shown$');
  await screen.press('ctrl+a');
  await screen.type(path);
  await screen.picture('export');
  await screen.press('Return');
  const text = await until('the exported file', () =>
    (existsSync(path) ? readFileSync(path, 'utf8') : ''));
  const rows = text.trim().split('\r\n').join('\n').split('\n');
  const coins = rows.slice(1).map((row) => /ETH|TSLA|BTC|kPEPE/.exec(row)?.[0]).sort();
  assert.deepEqual(coins, ['ETH', 'TSLA'], text);
}

test('an account is named, the window is arranged, and found as it was', { timeout: 300_000, skip },
  () => world(async (here) => {
    const { screen, exchange, start } = here;
    trade(exchange);
    const first = start();
    await nameTheAccount(here, first);
    await first.ready();
    await screen.picture('first-look');
    await arrange(here, first);
    await exportShown(here);
    await screen.window(Title);
    await screen.press('ctrl+h');
    await screen.picture('hidden');
    await first.quit();

    const memory = first.memory();
    for (const line of [/^theme=dark$/m, /^amounts_hidden=true$/m, /^sort_frozen=true$/m])
      assert.match(memory, line);
    // Of the layout, which the presets had left; it stands below as well, by its number.
    assert.match(memory, /^positions_columns=.*[ ,]liquidation \d.*sort coin desc/m);

    const again = await start().ready();
    assert.ok(!(await screen.isShown('^Watch my account$')), 'the account was forgotten');
    await screen.picture('found-again');
    await screen.press('ctrl+h');
    await again.quit();
    assert.match(again.memory(), /^amounts_hidden=false$/m);
    assert.match(again.memory(), /^theme=dark$/m);
  }));

test('without an account nothing is started', { timeout: 120_000, skip },
  () => world(async ({ screen, start, folder }) => {
    const window = start();
    await screen.dismiss('^Watch my account$');

    assert.equal(await window.end(), 78);
    assert.match(window.errors, /no account to watch/);
    assert.equal(window.config(), '');
    assert.ok(!existsSync(join(folder.path, 'data', 'ledger.sqlite')));
  }));

test('a signal ends the program while it asks, too', { timeout: 120_000, skip },
  () => world(async ({ screen, start }) => {
    const window = start();
    await screen.window('^Watch my account$');
    window.child.kill('SIGTERM');

    assert.equal(await window.end(), 0, window.errors);
  }));

test('settings that do not carry a run are put back', { timeout: 300_000, skip },
  () => world(async ({ folder, exchange, screen, start }) => {
    const before = configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await set(screen, 'listen', ListenKeys, `127.0.0.1:${exchange.port}`);
    await until('monitoring to go on', () => window.starts() === 2);
    await screen.window('^Settings refused$');
    await screen.picture('settings-refused');
    assert.match(window.errors, /the port is in use/);
    await screen.press('Return');
    await screen.gone('^Settings refused$');
    await window.ready();
    assert.equal(window.config(), before);
    await window.quit();
  }));

test('a monitor elsewhere is shown from now on, and the own ledger stays', { timeout: 300_000, skip },
  () => world(async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const ledger = join(folder.path, 'data', 'ledger.sqlite');
    const window = await start({ flags: [] }).ready();
    const { ino } = statSync(ledger);

    // By hand: the window offers no such thing.
    appendFileSync(configFile(folder), 'connect = "http://127.0.0.1:9"\n');
    await set(screen, 'listen-too', ListenKeys, '127.0.0.2:0');
    await until('the other monitor', () => /Watches http:\/\/127.0.0.1:9/.test(window.output));
    window.child.kill('SIGTERM');

    assert.equal(await window.end(), 0, window.errors);
    assert.equal(statSync(ledger).ino, ino);
    assert.equal(window.starts(), 1);
  }));
