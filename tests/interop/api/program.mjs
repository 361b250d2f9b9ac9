// SPDX-License-Identifier: GPL-3.0-or-later
// The documented clients against the program itself, on its simulated exchange: what they show must
// be what the API says, and move.
// Usage: node program.mjs PACKAGES PORT SERVER [ARGUMENT]…   PORT is the last argument of SERVER
import assert from 'node:assert/strict';
import vm from 'node:vm';

import { example, require, startServer, until } from './examples.mjs';

const WebSocket = require('ws');
const ChanceMs = 120_000; // the demo trades by chance, and this account not always within 20 s
const get = async (base, path) => (await fetch(`http://${base}/api/v1/${path}`)).json();

async function becomesHealthy(base) {
  await until('a healthy monitor', async () =>
    (await get(base, 'positions/health')).status === 'healthy');
  await until('a position', async () =>
    (await get(base, 'positions/summary')).active_positions > 0);
  const summary = await get(base, 'positions/summary');
  assert.ok(summary.active_positions > 0);
  for (const [symbol, position] of Object.entries(summary.positions)) {
    assert.equal(position.symbol, symbol);
    for (const key of ['quantity', 'entry_price', 'current_price', 'unrealized_pnl'])
      assert.match(position[key], /^-?\d+(\.\d+)?$/, `${symbol} ${key}`);
  }
}

async function javaScriptExample(base) {
  const seen = { tables: [], fills: [], positions: [] };
  let timer;
  const page = vm.createContext({
    WebSocket,
    console,
    JSON,
    setInterval: (...args) => (timer = setInterval(...args)),
    updatePositionTable: (positions) => seen.tables.push(positions),
    showFillNotification: (fill) => seen.fills.push(fill),
    updatePosition: (symbol, position) => seen.positions.push([symbol, position]),
    updateSummaryStats: () => {},
  });
  vm.runInContext(example('stream.ts', base) + '\nglobalThis.socket = ws;', page);
  await until('initial_state', () => seen.tables.length === 1);
  assert.ok(Object.keys(seen.tables[0]).length > 0);
  await until('a fill and prices', () => seen.fills.length > 0 && seen.positions.length > 5,
    ChanceMs);
  const [fill] = seen.fills;
  assert.ok(['buy', 'sell'].includes(fill.side));
  assert.match(fill.quantity, /^\d+(\.\d+)?$/);
  clearInterval(timer);
  page.socket.close();
}

async function reactExample(base) {
  const { JSDOM } = require('jsdom');
  const dom = new JSDOM('<div id="root"></div>', { url: 'http://localhost:3000/' });
  Object.assign(globalThis, { window: dom.window, document: dom.window.document, WebSocket });
  Object.defineProperty(globalThis, 'navigator',
    { value: dom.window.navigator, configurable: true });
  const React = require('react');
  const { createRoot } = require('react-dom/client');
  const module = { exports: {} };
  new Function('require', 'module', 'exports', example('PositionMonitor.tsx', base))(
    require, module, module.exports);
  const root = createRoot(document.getElementById('root'));
  root.render(React.createElement(module.exports.PositionMonitor));
  const rows = () => [...document.querySelectorAll('tbody tr')]
    .map((line) => [...line.cells].map((cell) => cell.textContent));
  const { active_positions: active } = await get(base, 'positions/summary');
  await until('the table', () => rows().length >= active && active > 0);
  const before = JSON.stringify(rows());
  await until('a move', () => JSON.stringify(rows()) !== before);
  root.unmount();
}

async function wrongMessagesHarmNobody(base) {
  const seen = [];
  const good = new WebSocket(`ws://${base}/api/v1/positions/stream`);
  good.on('message', (data) => seen.push(JSON.parse(data)));
  await until('the good client', () => seen.length > 0);
  const answers = [];
  const bad = new WebSocket(`ws://${base}/api/v1/positions/stream`);
  bad.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'error') answers.push(message);
  });
  await until('the other client', () => bad.readyState === WebSocket.OPEN);
  const wrong = ['hello', '[]', '{"action":"buy"}', '['.repeat(5000), Buffer.from([0, 1, 2])];
  for (const message of wrong) bad.send(message);
  await until('an error for each', () => answers.length === wrong.length);
  const seqs = () => seen.filter((one) => one.type === 'position_update').map((one) => one.seq);
  await until('updates of the good client', () => seqs().length > 3);
  seqs().forEach((seq, i) => assert.equal(seq, seqs()[0] + i));
  good.close();
  bad.close();
}

const { server, base } = await startServer();
server.removeAllListeners('exit');
try {
  for (const check of [becomesHealthy, javaScriptExample, reactExample, wrongMessagesHarmNobody]) {
    await check(base);
    console.log(`ok ${check.name} on ${base}`);
  }
} finally {
  server.kill();
}
process.exit(0);
