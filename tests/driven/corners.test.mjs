// SPDX-License-Identifier: GPL-3.0-or-later
// What seldom happens to a window, by real mouse and keys: a liquidation, a feed that is lost, a
// settings file that somebody else writes or that cannot be read, an end in the middle of a
// beginning. With LPM_PICTURES=FOLDER each step leaves a picture there.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync,
  writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { AuditTrail, Monitor, run, until } from '../contract/monitor.mjs';
import { ApiAddress, Dismiss, Sentence, sentenceAbove, SettingsEnd, tiles,
  TileTitles } from './places.mjs';
import { configFile, Title } from './window.mjs';
import { AccountKeys, configured, edit, filesBelow, liquidate, ListenKeys, Mine, ownAddress, save,
  set, skip, trade, withToken, world } from './world.mjs';

const scenario = (name, play) => test(name, { timeout: 300_000, skip }, () => world(play));

scenario('a liquidation stands until it is dismissed, and with hidden amounts says none',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();
    const calm = await tiles(screen);
    const said = async (size, picture) => {
      liquidate(exchange, size);
      await sentenceAbove(screen, calm);
      const alarm = await screen.still('the alarm', Sentence);
      await screen.picture(picture);
      return alarm;
    };
    const toggled = async (before) => {
      await screen.press('ctrl+h');
      await screen.change('the alarm with the amounts the other way', Sentence, before);
      return screen.still('the alarm', Sentence);
    };
    const dismiss = async () => {
      await screen.click(Dismiss.x, Dismiss.y);
      await screen.same('the end of the alarm', TileTitles, calm);
    };

    const shown = await said('0.004', 'liquidation');
    const hidden = await toggled(shown); // amounts that stand there go
    await screen.picture('liquidation-hidden');
    await dismiss();
    const another = await said('0.002', 'liquidation-hidden-again');
    assert.ok(another.equals(hidden), 'the alarm tells one amount from another');
    assert.ok(!(await toggled(another)).equals(shown), 'an alarm says nothing');
    await dismiss();
    await window.quit();
  });

scenario('a lost feed is said above the positions until it is back',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();
    const live = await tiles(screen);

    exchange.isOpen = false;
    exchange.dropFeeds();
    await sentenceAbove(screen, live);
    await screen.picture('feed-lost');
    exchange.isOpen = true;
    await screen.same('the end of the sentence', TileTitles, live);
    await screen.picture('feed-back');
    await window.quit();
  });

scenario('settings for later wait for the next start',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'later', ListenKeys, '127.0.0.2:0');
    await save(screen);
    await screen.picture('start-anew');
    await screen.press('Tab', 'Return');
    await screen.gone('^Start anew');
    await window.quit();
    assert.equal(window.starts(), 1);
    assert.match(window.api(), /^http:\/\/127.0.0.1:/);
    assert.match(window.config(), /^listen = "127.0.0.2:0"$/m);

    const next = await start({ flags: [] }).ready();
    assert.match(next.api(), /^http:\/\/127.0.0.2:/);
    await next.quit();
  });

scenario('all that was kept since the run began is put back',
  async ({ folder, exchange, screen, start }) => {
    const before = configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'bad-for-later', ListenKeys, `127.0.0.1:${exchange.port}`);
    await save(screen);
    await screen.dismiss('^Start anew');
    assert.match(window.config(), new RegExp(`^listen = "127.0.0.1:${exchange.port}"$`, 'm'));
    await set(screen, 'good', ['ctrl+Tab', 'Tab'], '30');
    await screen.window('^Settings refused$');
    await screen.picture('all-put-back');
    assert.match(window.errors, /the port is in use/);
    assert.equal(window.config(), before);
    await screen.dismiss('^Settings refused$');
    await window.ready();
    assert.equal(window.starts(), 2);
    await window.quit();
    assert.equal(window.config(), before);
  });

scenario('what somebody else writes into the settings file stays',
  async ({ folder, exchange, screen, start }) => {
    configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'while-written', ListenKeys, `127.0.0.1:${exchange.port}`);
    appendFileSync(configFile(folder), 'max-clients = 17 # theirs\n'); // while the dialog stands
    await save(screen);
    const both = window.config();
    assert.match(both, /^max-clients = 17 # theirs$/m);
    assert.match(both, new RegExp(`^listen = "127.0.0.1:${exchange.port}"$`, 'm'));

    appendFileSync(configFile(folder), 'sync-interval = 30 # theirs too\n'); // after it
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
    const window = await start({ flags: [] }).ready();

    await edit(screen, 'while-broken', ListenKeys, '127.0.0.2:0');
    const asked = await screen.still('the settings', SettingsEnd);
    writeFileSync(configFile(folder), 'no-such-setting = 1\n');
    await screen.press('alt+s');
    await screen.change('the refusal', SettingsEnd, asked);
    await screen.picture('settings-unreadable');
    assert.ok(await screen.isShown('^Settings$'), 'what was typed is gone');
    await screen.dismiss('^Settings$');
    assert.ok(!(await screen.isShown('^Start anew')), 'the settings were taken for kept');
    assert.equal(window.config(), 'no-such-setting = 1\n');
    await window.quit();
    assert.equal(window.starts(), 1);
  });

const Broken = '^Settings cannot be read$';
const Refused = '^The program cannot start$';
const refusedFile = (folder, text = 'no-such-setting = 1\n') => configured(folder, text);
const aside = (folder, end = '.broken') => readFileSync(configFile(folder) + end, 'utf8');

scenario('a broken config file is kept aside, and the start asked for goes on without it',
  async ({ folder, exchange, screen, start }) => {
    const broken = refusedFile(folder);
    trade(exchange);
    const window = start();
    await screen.window(Broken);
    await screen.picture('config-broken');
    assert.equal(window.config(), broken, 'nobody was asked');
    await screen.answer(Broken, 'Return');

    await screen.window('^Watch my account$');
    assert.equal(aside(folder), broken);
    assert.equal(window.config(), '');
    await screen.type(Mine);
    await screen.press('Return');
    await window.ready();
    await screen.picture('config-begun-anew');
    assert.match(window.errors, /no-such-setting/);
    assert.ok(window.config().includes(Mine));
    await window.quit();

    const again = await start().ready(); // with what was named then
    assert.ok(!(await screen.isShown(Broken)));
    await again.quit();
    assert.equal(aside(folder), broken);

    const worse = refusedFile(folder, '[account\n');
    const demo = start({ flags: ['--demo', '--listen', '127.0.0.1:0'] });
    await screen.answer(Broken, 'Return');
    await demo.ready();
    await screen.window('^DEMO');
    await until('the file aside', () => demo.config() === '');
    await screen.picture('config-broken-demo');
    assert.equal(aside(folder), broken);
    assert.equal(aside(folder, '.broken2'), worse);
    await demo.quit();
  });

const declined = {
  Escape: { code: 78, by: ({ screen }) => screen.dismiss(Broken) },
  'a signal': { code: 0, by: ({ window }) => window.child.kill('SIGTERM') },
};

scenario('a broken config file is left as it is where no start without it is wanted',
  async ({ folder, screen, start }) => {
    const broken = refusedFile(folder);
    for (const [how, { code, by }] of Object.entries(declined)) {
      const window = start();
      await screen.window(Broken);
      await by({ screen, window });

      assert.equal(await window.end(), code, `${how}: ${window.errors}`);
      assert.match(window.errors, /no-such-setting/);
      assert.equal(window.starts(), 0, how);
      assert.equal(window.config(), broken, how);
      assert.deepEqual(readdirSync(join(configFile(folder), '..')), ['config.toml'], how);
      assert.ok(!existsSync(join(folder.path, 'data', 'ledger.sqlite')), how);
    }
  });

scenario('a broken config file stays where it is until something stands in its place',
  async ({ folder, exchange, screen, start }) => {
    const whole = configured(folder);
    trade(exchange);
    const window = await start().ready();
    const broken = refusedFile(folder);
    const second = start(); // in the same folders
    await screen.answer(Broken, 'Return');
    await screen.window(Refused);
    await screen.picture('cannot-start');
    await screen.answer(Refused, 'Return');
    assert.equal(await second.end(), 75, second.errors);
    assert.equal(second.config(), broken);
    await window.quit();

    const third = start();
    await screen.window(Broken);
    configured(folder); // mended while the question stands
    await screen.answer(Broken, 'Return');
    await third.ready();
    await third.quit();
    assert.equal(third.config(), whole);
    assert.deepEqual(readdirSync(join(configFile(folder), '..')), ['config.toml']);
  });

scenario('an account that is taken out and not named again stays',
  async ({ folder, exchange, screen, start }) => {
    const before = configured(folder);
    trade(exchange);
    const window = await start({ flags: [] }).ready();

    await set(screen, 'no-account', AccountKeys, '');
    await screen.window('^Watch my account$');
    assert.ok(!window.config().includes(Mine));
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
    const { accounts } = await (await fetch(`${window.api()}/api/v1/accounts`)).json();
    assert.deepEqual(accounts.map((one) => one.account), [KeysAddress.toLowerCase()]);
    await window.quit();

    const said = { output: window.output, errors: window.errors,
      questions: JSON.stringify(exchange.asked) };
    for (const path of filesBelow(folder.path)) said[path] = readFileSync(path, 'latin1');
    const saying = (what) => Object.keys(said)
      .filter((place) => said[place].toLowerCase().includes(what.toLowerCase()));
    assert.deepEqual(saying(PrivateKey), []);
    assert.ok(saying(KeysAddress).some((place) => place.endsWith('.jsonl')), Object.keys(said));
  });

// Looked at without a pause: between two runs there are a few milliseconds.
function soon(isReached) {
  for (const end = Date.now() + 50; Date.now() < end;) {
    if (isReached()) return true;
  }
  return false;
}

const Moments = {
  'as soon as it is asked for': () => true,
  'while the first run ends': ({ trail }) => soon(() => trail.ofType('stop').length === 1),
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

      assert.equal(await window.end(), 0, `${name}: ${window.errors}`);
      assert.equal(trail.refresh().lines.at(-1).type, 'stop', name);
      assert.equal(trail.ofType('stop').length, trail.ofType('start').length, name);
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

    const said = await screen.still('what is said', ApiAddress);
    await screen.picture('memory-broken');
    await screen.press('ctrl+h'); // which clears what is said
    await screen.change('the end of the sentence', ApiAddress, said);
    await until('the key', () => /^amounts_hidden=true$/m.test(window.memory()));
    assert.equal(readFileSync(join(folder.path, 'data', 'window.ini.broken'), 'latin1'),
      '[window\ntheme\0dark\n');
    await window.quit();
    assert.match(window.memory(), /^amounts_hidden=true$/m);
  });

scenario('a monitor elsewhere that is not there, comes, and takes another token',
  async ({ folder, exchange, screen, start, keep }) => {
    trade(exchange);
    const elsewhere = { path: join(folder.path, 'elsewhere') };
    mkdirSync(elsewhere.path);
    const monitor = (listen, token) => keep(new Monitor(exchange, elsewhere, { accounts: [Mine],
      flags: ['--listen', listen, ...withToken(elsewhere, token)] })).listening();
    const first = await monitor(`${ownAddress()}:0`, 'a-first-token-of-theirs');
    const url = first.base;
    const there = url.replace('http://', '');
    await first.kill('SIGTERM');

    const window = start({ flags: ['--connect', url,
      ...withToken(folder, 'a-first-token-of-theirs')] });
    await screen.window(Title);
    await screen.picture('connecting');
    await until('the refused connection', () => /connection is refused/.test(window.errors));
    assert.ok(!window.hasEnded);

    const second = await monitor(there, 'a-first-token-of-theirs');
    await until('what it shows', () => /Shows 1 account/.test(window.output));
    await screen.window(Title);
    const live = await tiles(screen);
    await screen.picture('connected');
    await second.kill('SIGTERM');
    await monitor(there, 'another-token-of-theirs');
    await until('the refused token', () => /refuses the token/.test(window.errors));
    await sentenceAbove(screen, live);
    await screen.picture('token-refused');

    await screen.window(Title);
    await screen.press('alt+t');
    await screen.window('^The file with the token$');
    await screen.type(join(elsewhere.path, 'token'));
    await screen.picture('token-chosen');
    await screen.press('Return');
    await screen.same('the end of the sentence', TileTitles, live);
    assert.ok(!window.hasEnded);
    await window.quit();
    assert.ok(!existsSync(join(folder.path, 'data', 'ledger.sqlite')));
    assert.ok(!/token-of-theirs/.test(window.output + window.errors));
  });
