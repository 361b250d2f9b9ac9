// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a server of the API and lets the documented clients talk to it: the curl lines, the
// JavaScript, React, TypeScript, Python and C++ examples, and a client of npm's `ws` that says
// wrong things.
// Usage: node run.mjs PACKAGES PORT SERVER [ARGUMENT]…   PORT is the last argument of SERVER
import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';

import { clients, complaintsAbout, example, require, startServer, until } from './examples.mjs';

const WebSocket = require('ws');
const run = promisify(execFile);

const play = (base) => fetch(`http://${base}/api/v1/positions/reconcile`, { method: 'POST' });

async function curlLines(base) {
  const curl = async (url) => JSON.parse((await run('curl', ['-s', url])).stdout);
  const health = await curl(`http://${base}/api/v1/positions/health`);
  assert.equal(health.status, 'healthy');
  assert.equal(health.running, true);
  const summary = await curl(`http://${base}/api/v1/positions/summary`);
  assert.equal(typeof summary.active_positions, 'number');
  for (const key of ['total_exposure', 'total_pnl', 'realized_pnl', 'unrealized_pnl'])
    assert.equal(typeof summary[key], 'string', key);
  assert.equal(summary.positions['BTC-USD'].side, 'long');
}

async function javaScriptExample(base) {
  const seen = { tables: [], fills: [], positions: [], summaries: [] };
  let timer;
  const page = vm.createContext({
    WebSocket,
    console,
    JSON,
    setInterval: (...args) => (timer = setInterval(...args)),
    updatePositionTable: (positions) => seen.tables.push(positions),
    showFillNotification: (fill) => seen.fills.push(fill),
    updatePosition: (symbol, position) => seen.positions.push([symbol, position]),
    updateSummaryStats: (summary) => seen.summaries.push(summary),
  });
  vm.runInContext(example('stream.ts', base) + '\nglobalThis.socket = ws;', page);
  await until('initial_state', () => seen.tables.length === 1);
  assert.deepEqual(Object.keys(seen.tables[0]).sort(), ['BTC-USD', 'ETH-USD']);

  await play(base);
  await until('the fill and the price', () => seen.positions.length >= 2);
  assert.equal(seen.fills.length, 1);
  assert.deepEqual(
    ['symbol', 'side', 'quantity', 'price'].map((key) => seen.fills[0][key]),
    ['BTC-USD', 'buy', '0.1', '50000']);
  assert.equal(seen.positions[0][0], 'BTC-USD');
  assert.equal(seen.positions[0][1].quantity, '0.2');
  assert.equal(seen.positions[0][1].is_flat, false);

  await until('the summary of the example’s own 5 s timer', () => seen.summaries.length >= 1);
  assert.equal(seen.summaries[0].type, 'summary');
  clearInterval(timer);
  page.socket.close();
}

async function reactExample(base) {
  const { JSDOM } = require('jsdom');
  const dom = new JSDOM('<div id="root"></div>', { url: 'http://localhost:3000/' });
  Object.assign(globalThis, {
    window: dom.window,
    document: dom.window.document,
    WebSocket,
  });
  Object.defineProperty(globalThis, 'navigator',
    { value: dom.window.navigator, configurable: true });
  const React = require('react');
  const { createRoot } = require('react-dom/client');
  const module = { exports: {} };
  new Function('require', 'module', 'exports', example('PositionMonitor.tsx', base))(
    require, module, module.exports);
  const root = createRoot(document.getElementById('root'));
  root.render(React.createElement(module.exports.PositionMonitor));
  const shown = () => document.getElementById('root').textContent;
  const row = (symbol) => [...document.querySelectorAll('tbody tr')]
    .map((line) => [...line.cells].map((cell) => cell.textContent))
    .find((cells) => cells[0] === symbol);

  await until('the table', () => row('BTC-USD'));
  assert.match(shown(), /Total P&L: \$-?[0-9.]+/);
  assert.deepEqual(row('ETH-USD'), ['ETH-USD', 'short', '0.1', '$-12.5']);
  assert.equal(document.querySelector('tbody td:last-child').className, 'red');
  const before = row('BTC-USD');
  await play(base);
  await until('the update', () => row('BTC-USD').every((cell, i) => i < 2 || cell !== before[i]));
  root.unmount();
}

// A WebSocket whose connection a test can take away.
class LosableSocket extends WebSocket {
  static opened = [];
  constructor(...args) {
    super(...args);
    LosableSocket.opened.push(this);
  }
  static get last() {
    return LosableSocket.opened.at(-1);
  }
}

async function playOne(base) {
  const count = async () =>
    (await (await fetch(`http://${base}/api/v1/fills?limit=1000`)).json()).fills.length;
  const before = await count();
  await play(base);
  await until('the next fill', async () => (await count()) > before);
}

// What is done at intervals from now on, the newest last.
function intervals() {
  const known = [];
  const { setInterval } = globalThis;
  globalThis.setInterval = (check, ms) => {
    known.push(check);
    return setInterval(check, ms);
  };
  return known;
}

// A wall clock that is set is no silence; a minute without a word is.
async function noticesSilence(stream, checks) {
  const [wall, steady] = [Date.now, performance.now.bind(performance)];
  try {
    for (const jump of [3_600_000, -3_600_000]) {
      Date.now = () => wall() + jump;
      checks.at(-1)();
      assert.equal(stream.isLive, true, `the clock was set by ${jump} ms`);
    }
    performance.now = () => steady() + 60_000;
    checks.at(-1)();
    assert.equal(stream.isLive, false);
  } finally {
    Date.now = wall;
    performance.now = steady;
  }
  await until('its return from silence', () => stream.isLive);
}

async function positionStream(base) {
  assert.deepEqual(complaintsAbout('PositionStream.ts'), []);
  globalThis.WebSocket = LosableSocket;
  const checks = intervals();
  const module = { exports: {} };
  new Function('module', 'exports', example('PositionStream.ts', base))(module, module.exports);
  const seen = { fills: [], restarts: 0, changes: 0 };
  const stream = new module.exports.PositionStream(undefined, {
    onChange: () => (seen.changes += 1),
    onFill: (fill) => seen.fills.push(fill.fill_id),
    onRestart: () => (seen.restarts += 1),
  });
  await until('the positions', () => stream.isLive && stream.positions['BTC-USD']);
  await playOne(base);
  await until('the fill', () => seen.fills.length === 1);

  for (let round = 0; round < 3; round++) {
    LosableSocket.last.terminate();
    await until('the loss', () => !stream.isLive);
    for (let missed = 0; missed < 5; missed++) await playOne(base);
    await until('its return', () => stream.isLive);
    await playOne(base);
    const expected = 1 + (round + 1) * 6;
    await until('the fills', () => seen.fills.length >= expected);
    assert.equal(seen.fills.length, expected);
  }
  assert.equal(new Set(seen.fills).size, seen.fills.length);
  assert.deepEqual(seen.fills, [...seen.fills].sort((a, b) => a - b));
  assert.equal(seen.restarts, 0);
  const summary = await (await fetch(`http://${base}/api/v1/positions/summary`)).json();
  await until('the same positions', () =>
    JSON.stringify(stream.positions['BTC-USD'].quantity)
      === JSON.stringify(summary.positions['BTC-USD'].quantity));
  const before = seen.fills.length;
  const legs = ['buy', 'sell'].map((side) => ({ symbol: 'BTC-USD', fill_id: '77', side }));
  for (const leg of [...legs, ...legs]) stream.tellOnce(leg); // a trade with oneself has two
  assert.equal(seen.fills.length, before + 2);
  await noticesSilence(stream, checks);
  const changes = seen.changes;
  stream.close();
  assert.equal(stream.isLive, false);
  assert.equal(seen.changes, changes + 1);
}

// Stands between a client and the server; cut() takes every connection away.
async function wire(base) {
  const [host, port] = base.split(':');
  const pairs = new Set();
  const server = createServer((near) => {
    const far = connect(Number(port), host === 'localhost' ? '127.0.0.1' : host);
    const pair = [near, far];
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near]])
      one.on('error', () => {}).on('close', () => { other.destroy(); pairs.delete(pair); });
    far.pipe(near);
    near.once('data', (head) => { // a server answers to its own name only
      far.write(head.toString('latin1').replace(/^Host: .*$/m, `Host: ${base}`), 'latin1');
      near.pipe(far);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${server.address().port}`,
    cut: () => pairs.forEach((pair) => pair.forEach((socket) => socket.destroy())),
    close: () => server.close(),
  };
}

const pythonExample = (base) =>
  printingExample(base, python(), [join(clients, 'position_stream.py')]);

async function cppExample(base) {
  assert.ok(process.env.LPM_CPP_CLIENT, 'LPM_CPP_CLIENT names the built example');
  await printingExample(base, process.env.LPM_CPP_CLIENT, []);
}

// An example that prints a line for all that happens.
async function printingExample(base, command, args) {
  const line = await wire(base);
  const child = spawn(command, [...args, `ws://${line.address}/api/v1/positions/stream`],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await follow(base, line, child);
  } finally {
    child.kill();
    line.close();
  }
}

// The one that has the package: the system's may not be the first on the path.
function python() {
  const found = ['python3', '/usr/bin/python3'].find((name) =>
    spawnSync(name, ['-c', 'import websockets']).status === 0);
  assert.ok(found, 'no python3 with the package websockets');
  return found;
}

async function follow(base, line, child) {
  let printed = '';
  child.stdout.on('data', (part) => (printed += part));
  const lines = (start) => printed.split('\n').filter((one) => one.startsWith(start));
  await until('the positions', () => lines('live: 2 positions').length > 0);
  await playOne(base);
  await until('the fill', () => lines('fill').length === 1);
  for (let round = 1; round <= 2; round++) {
    line.cut();
    await until('the loss', () => lines('old').length === round);
    for (let missed = 0; missed < 3; missed++) await playOne(base);
    const expected = 1 + round * 3;
    await until('the missed fills', () => lines('fill').length >= expected);
    assert.equal(lines('fill').length, expected);
  }
  const ids = lines('fill').map((one) => one.split(' ')[1]);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(lines('restart'), []);
}

async function wrongMessages(base) {
  const open = (name) => {
    const socket = new WebSocket(`ws://${base}/api/v1/positions/stream`);
    const client = { name, socket, messages: [], isClosed: false };
    socket.on('message', (data, isBinary) => {
      assert.equal(isBinary, false);
      client.messages.push(JSON.parse(data));
    });
    socket.on('close', () => (client.isClosed = true));
    return client;
  };
  const bad = open('bad');
  const good = open('good');
  await until('both', () => bad.messages.length === 1 && good.messages.length === 1);
  const wrong = ['', 'hello', '[]', '"text"', '{"action":"buy"}', '{}', '['.repeat(5000),
    Buffer.from([0, 1, 2]), '{"action":' + '['.repeat(5000) + ']'.repeat(5000) + '}'];
  for (const message of wrong) bad.socket.send(message);
  await until('an error for each', () => bad.messages.length === 1 + wrong.length);
  for (const answer of bad.messages.slice(1)) {
    assert.equal(answer.type, 'error');
    assert.ok(answer.code && answer.message);
  }
  bad.socket.send('{"action": "ping"}');
  await until('pong', () => bad.messages.at(-1).type === 'pong');
  assert.equal(good.messages.length, 1);
  await play(base);
  await until('updates', () => good.messages.length === 3);
  assert.deepEqual(good.messages.slice(1).map((one) => one.event_type), ['fill', 'price_update']);
  assert.deepEqual(good.messages.map((one) => one.seq - good.messages[0].seq), [0, 1, 2]);
  bad.socket.close();
  good.socket.close();
  await until('both to be closed', () => bad.isClosed && good.isClosed);
}

const { server, base } = await startServer();
server.removeAllListeners('exit');
const isNamed = (name) => base === 'localhost:8000' ? name : `${name} (on ${base})`;
try {
  for (const check of [curlLines, javaScriptExample, reactExample, positionStream, pythonExample,
    cppExample, wrongMessages]) {
    await check(base);
    console.log(`ok ${isNamed(check.name)}`);
  }
} finally {
  server.kill();
}
process.exit(0);
