// SPDX-License-Identifier: GPL-3.0-or-later
// What the driven tests begin with: an exchange with an account's trades, a screen, and windows on
// it that end with the test.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Exchange } from '../contract/exchange.mjs';
import { makeFolder, WebSocketServer } from '../contract/monitor.mjs';
import { Screen } from './screen.mjs';
import { configFile, Title, Window } from './window.mjs';

// With a checksum in its capital letters.
export const Mine = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

// The two programs that a screen is made of; without them nothing is shown, and CI=true fails.
const missing = ['Xvfb', 'xdotool'].filter((name) =>
  spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
export const skip = missing.length > 0 && process.env.CI !== 'true'
  ? `${missing} is not installed` : false;

export async function world(play, size = {}) {
  const folder = makeFolder();
  const exchange = await new Exchange(WebSocketServer, { dexes: ['', 'xyz'] }).start();
  const screen = await Screen.open(size);
  const started = []; // windows, and what else a test starts
  const start = (options) => {
    started.push(new Window(screen, exchange, folder, options));
    return started.at(-1);
  };
  const keep = (program) => {
    started.push(program);
    return program;
  };
  try {
    await play({ folder, exchange, screen, start, keep });
  } catch (error) {
    for (const program of started) error.message += `\n${program.errors}`;
    throw error;
  } finally {
    for (const program of started) {
      if (!program.hasEnded) program.child.kill('SIGKILL');
      await program.ended;
    }
    screen.close();
    await exchange.stop();
    folder.remove();
  }
}

export function trade(exchange, account = Mine) {
  exchange.trade(account, 'BTC', 'B', '0.02', '59000');
  exchange.trade(account, 'ETH', 'A', '1.5', '3100');
  exchange.trade(account, 'kPEPE', 'B', '2000', '0.48');
  exchange.trade(account, 'xyz:TSLA', 'A', '3', '410');
}

export function liquidate(exchange, size) {
  exchange.time = Date.now(); // news, not something of this morning
  const { row } = exchange.trade(Mine, 'BTC', 'A', size, '58000', { tells: false });
  row.liquidation = { liquidatedUser: Mine.toLowerCase(), markPx: '58000', method: 'market' };
  exchange.tellFills(Mine, [row]);
  exchange.tellState(Mine);
}

export function configured(folder, text = `account = ["${Mine}=Desk"]\nlisten = "127.0.0.1:0"\n`) {
  mkdirSync(dirname(configFile(folder)), { recursive: true });
  writeFileSync(configFile(folder), `# mine\n${text}`);
  return `# mine\n${text}`;
}

// What the flag of a token file needs.
export function withToken(folder, token) {
  const path = join(folder.path, 'token');
  writeFileSync(path, token, { mode: 0o600 });
  return ['--token-file', path];
}

// Where nobody but this test listens: a port that was free there stays free.
export const ownAddress = () =>
  `127.${64 + (process.pid >> 16)}.${(process.pid >> 8) & 255}.${process.pid & 255}`;

export function* filesBelow(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

export const ListenKeys = ['ctrl+Tab', 'ctrl+Tab', 'ctrl+Tab', 'Tab'];
export const AccountKeys = ['Tab'];

// A field of the settings, reached by keys, with another text; not saved yet.
export async function edit(screen, name, keys, text) {
  await screen.window(Title);
  await screen.press('ctrl+comma');
  await screen.window('^Settings$');
  await screen.press(...keys, 'ctrl+a');
  await (text === '' ? screen.press('BackSpace') : screen.type(text));
  await screen.picture(`settings-${name}`);
}

// Saved; the question whether to start anew stands.
export async function save(screen) {
  await screen.window('^Settings$');
  await screen.press('alt+s');
  await screen.window('^Start anew');
}

// And the run begun anew with it.
export async function set(screen, name, keys, text) {
  await edit(screen, name, keys, text);
  await save(screen);
  await screen.press('Return');
}
