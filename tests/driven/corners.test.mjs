// SPDX-License-Identifier: GPL-3.0-or-later
// What seldom happens to a window, by real mouse and keys: a liquidation, a feed that is lost, a
// settings file that somebody else writes, an end in the middle of a beginning.
// With LPM_PICTURES=FOLDER each step leaves a picture there.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync,
  writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { AuditTrail, Monitor, run, until } from '../contract/monitor.mjs';
import { Title } from './window.mjs';
import { AccountKeys, configured, edit, ListenKeys, Mine, save, set, skip, trade,
  world } from './world.mjs';

// Of a window that has its first place.
const StatusLine = { x: 0, y: 878, width: 1100, height: 22 }; // where a sentence is said
const ApiAddress = { x: 0, y: 878, width: 170, height: 22 };  // which the sentence covers
const TileTitles = { x: 12, y: 76, width: 480, height: 18 };

const scenario = (name, play) => test(name, { timeout: 300_000, skip }, () => world(play));

function liquidate(exchange, size) {
  exchange.time = Date.now(); // news, not something of this morning
  const { row } = exchange.trade(Mine, 'BTC', 'A', size, '58000', { tells: false });
  row.liquidation = { liquidatedUser: Mine.toLowerCase(), markPx: '58000', method: 'market' };
  exchange.tellFills(Mine, [row]);
  exchange.tellState(Mine);
}

scenario('a liquidation is said, and with hidden amounts it says none',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();
    const calm = screen.part(ApiAddress);
    const said = async (size, picture) => {
      liquidate(exchange, size);
      await screen.change('the notice', ApiAddress, calm);
      await screen.picture(picture);
      return screen.part(StatusLine);
    };
    const hide = async () => {
      await screen.press('ctrl+h');
      await screen.same('the end of the notice', ApiAddress, calm);
    };

    const shown = await said('0.004', 'liquidation');
    await hide(); // amounts that stand there go at once
    const hidden = await said('0.002', 'liquidation-hidden');
    await hide();
    await hide();
    const another = await said('0.005', 'liquidation-hidden-again');

    assert.ok(!shown.equals(hidden), 'nothing was hidden');
    assert.ok(another.equals(hidden), 'the notice tells one amount from another');
    await window.quit();
  });

scenario('a lost feed is said above the positions until it is back',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();
    const live = screen.part(TileTitles);

    exchange.isOpen = false;
    exchange.dropFeeds();
    await screen.change('the sentence above', TileTitles, live);
    await screen.picture('feed-lost');
    exchange.isOpen = true;
    await screen.same('the end of the sentence', TileTitles, live);
    await screen.picture('feed-back');
    await window.quit();
  });

scenario('settings for later wait for the next start', async ({ folder, exchange, screen, start }) => {
  configured(folder);
  trade(exchange);
  const window = await start({ flags: [] }).ready();

  await edit(screen, 'later', ListenKeys, '127.0.0.2:0');
  await save(screen);
  await screen.picture('start-anew');
  await screen.press('Tab', 'Return');
  await screen.gone('^Start anew');
  await window.ready();
  assert.equal(window.starts(), 1);
  assert.match(window.output, /API +http:\/\/127.0.0.1:/);
  assert.match(window.config(), /^listen = "127.0.0.2:0"$/m);
  await window.quit();

  const next = await start({ flags: [] }).ready();
  assert.match(next.output, /API +http:\/\/127.0.0.2:/);
  await next.quit();
});

scenario('all that was kept since the run began is put back',
  async ({ folder, exchange, screen, start }) => {
    const before = configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'bad-for-later', ListenKeys, `127.0.0.1:${exchange.port}`);
    await save(screen);
    await screen.press('Escape');
    await screen.gone('^Start anew');
    await set(screen, 'good', ['ctrl+Tab', 'Tab'], '30');
    await screen.dismiss('^Settings refused$');
    await window.ready();
    assert.equal(window.config(), before);
    await window.quit();
  });

scenario('what somebody else writes into the settings file stays',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const file = join(folder.path, 'config', 'position-monitor', 'config.toml');
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'while-written', ListenKeys, `127.0.0.1:${exchange.port}`);
    appendFileSync(file, 'max-clients = 17 # theirs\n'); // while the dialog stands
    await save(screen);
    const both = window.config();
    assert.match(both, /^max-clients = 17 # theirs$/m);
    assert.match(both, new RegExp(`^listen = "127.0.0.1:${exchange.port}"$`, 'm'));

    appendFileSync(file, 'sync-interval = 30 # theirs too\n'); // after it
    await screen.window('^Start anew');
    await screen.press('Return');
    await screen.window('^Settings refused$');
    await screen.picture('settings-left-as-they-are');
    await screen.dismiss('^Settings refused$');
    await window.ready();
    assert.equal(window.config(), `${both}sync-interval = 30 # theirs too\n`);
    await window.quit();
  });

scenario('a file that nobody can read any more is not written over',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const file = join(folder.path, 'config', 'position-monitor', 'config.toml');
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'while-broken', ListenKeys, '127.0.0.2:0');
    writeFileSync(file, 'no-such-setting = 1\n');
    await screen.press('alt+s');
    await screen.picture('settings-unreadable');
    await screen.dismiss('^Settings$');
    assert.equal(window.config(), 'no-such-setting = 1\n');
    await window.quit();
  });

scenario('an account that is taken out and not named again stays',
  async ({ folder, exchange, screen, start }) => {
    const before = configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await set(screen, 'no-account', AccountKeys, '');
    await screen.dismiss('^Watch my account$');
    await screen.window('^Settings refused$');
    await screen.picture('account-stays');
    await screen.dismiss('^Settings refused$');
    await window.ready();
    assert.equal(window.starts(), 2);
    assert.equal(window.config(), before);
    await window.quit();
  });

const PrivateKey = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318';
const KeysAddress = '0x2c7536E3605D9C16a7a3D7b1898e529396a65c23';

function* filesBelow(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

scenario('the account of a private key is watched on after new settings',
  async ({ folder, exchange, screen, start }) => {
    configured(folder, 'listen = "127.0.0.1:0"\nlog-level = "debug"\n');
    trade(exchange, KeysAddress);
    const window = await start({ flags: [],
      env: { HYPERLIQUID_PRIVATE_KEY: `0x${PrivateKey}` } }).ready();

    await set(screen, 'with-a-key', ListenKeys, '127.0.0.2:0');
    await until('the second run', () => window.starts() === 2);
    await window.ready();
    await screen.picture('key-second-run');
    const base = [...window.output.matchAll(/API +(http:\/\/[^/\s]+)\//g)].at(-1)[1];
    const { accounts } = await (await fetch(`${base}/api/v1/accounts`)).json();
    assert.deepEqual(accounts.map((one) => one.account), [KeysAddress.toLowerCase()]);
    await window.quit();

    const said = [window.output, window.errors, JSON.stringify(exchange.asked)];
    for (const path of filesBelow(folder.path)) said.push(readFileSync(path, 'latin1'));
    assert.ok(said.every((text) => !text.toLowerCase().includes(PrivateKey)));
    assert.ok(said.some((text) => text.toLowerCase().includes(KeysAddress.toLowerCase())));
  });

const Moments = {
  'as soon as it is asked for': () => true,
  'when the first run has ended': ({ trail }) => trail.ofType('stop').length === 1,
  'when the second run has begun': ({ trail }) => trail.ofType('start').length === 2,
  'when the second run is told': ({ window }) => window.starts() === 2,
};

scenario('a signal between two runs ends the program well, and the trail is whole',
  async ({ folder, exchange, screen, start }) => {
    trade(exchange);
    for (const [name, isReached] of Object.entries(Moments)) {
      configured(folder);
      const place = join(folder.path, name.replaceAll(' ', '-'));
      const flags = ['--log-dir', join(place, 'logs'), '--data-dir', join(place, 'data')];
      const window = await start({ flags }).ready();
      const trail = new AuditTrail(join(place, 'logs', 'trading'));
      await set(screen, 'signal', ['ctrl+Tab', 'Tab'], '30');
      await until(name, () => isReached({ window, trail }));
      window.child.kill('SIGTERM');

      assert.equal(await window.ended, 0, `${name}: ${window.errors}`);
      assert.equal(trail.refresh().lines.at(-1).type, 'stop', name);
      const verdict = await run(['audit', 'verify', trail.directory]);
      assert.equal(verdict.code, 0, verdict.stderr);
    }
  });

scenario('a broken memory of the window is kept aside, and said',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    mkdirSync(join(folder.path, 'data'), { mode: 0o700 });
    writeFileSync(join(folder.path, 'data', 'window.ini'), '[window\ntheme\0dark\n');
    const window = await start({ flags: [] }).ready();

    await screen.picture('memory-broken');
    const said = screen.part(ApiAddress);
    await screen.press('ctrl+h'); // which clears what is said
    await screen.change('the end of the sentence', ApiAddress, said);
    assert.equal(readFileSync(join(folder.path, 'data', 'window.ini.broken'), 'latin1'),
      '[window\ntheme\0dark\n');
    await window.quit();
    assert.match(window.memory(), /^amounts_hidden=true$/m);
  });

const withToken = (folder, name, token) => {
  const path = join(folder.path, name);
  writeFileSync(path, token, { mode: 0o600 });
  return ['--token-file', path];
};

scenario('a monitor elsewhere that is not there, comes, and takes another token',
  async ({ folder, exchange, screen, start, keep }) => {
    trade(exchange);
    const elsewhere = { path: join(folder.path, 'elsewhere') };
    mkdirSync(elsewhere.path);
    const monitor = (flags) => keep(new Monitor(exchange, elsewhere, { accounts: [Mine], flags }));
    const theirs = withToken(elsewhere, 'token', 'a-first-token-of-theirs');
    const first = await monitor(theirs).listening();
    const url = first.base;
    await first.kill('SIGTERM');

    const window = start({ flags: ['--connect', url,
      ...withToken(folder, 'token', 'a-first-token-of-theirs')] });
    await screen.window(Title);
    await screen.picture('connecting');
    await until('the refused connection', () => /connection is refused/.test(window.errors));
    assert.ok(!window.hasEnded);

    const there = [...theirs, '--listen', url.replace('http://', '')];
    const second = await monitor(there).listening();
    await until('what it shows', () => /Shows 1 account/.test(window.output));
    await screen.window(Title);
    await screen.picture('connected');
    await second.kill('SIGTERM');
    withToken(elsewhere, 'token', 'another-token-of-theirs');
    await monitor(there).listening();
    await until('the refused token', () => /refuses the token/.test(window.errors));
    await screen.picture('token-refused');
    await window.quit();
    assert.ok(!existsSync(join(folder.path, 'data', 'ledger.sqlite')));
    assert.ok(!/token-of-theirs/.test(window.output + window.errors));
  });
