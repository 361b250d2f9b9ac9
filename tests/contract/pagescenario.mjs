// SPDX-License-Identifier: GPL-3.0-or-later
// A scenario with the web page open in a browser. At its end the page has asked nobody but the
// program, broken no rule of its policy, and thrown no error.
import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { Browser, chromium } from './browser.mjs';
import { scenario } from './scenario.mjs';

export function checkManners(page, bases) {
  const ours = bases.flatMap((base) => [`${base}/`, `${base.replace('http', 'ws')}/`]);
  for (const address of page.asked)
    assert.ok(address === 'about:blank' || ours.some((one) => address.startsWith(one)), address);
  assert.deepEqual(page.complaints, []);
}

// A line between page and program that can be cut while both live.
export class Line {
  constructor(base) {
    this.target = new URL(base);
    this.sockets = new Set();
    this.isCut = false;
    this.server = createServer((socket) => this.join(socket));
  }

  async open() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.base = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  join(socket) {
    if (this.isCut) return socket.destroy();
    const other = connect(this.target.port, this.target.hostname);
    for (const [from, to] of [[socket, other], [other, socket]]) {
      this.sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => {});
      from.on('close', () => to.destroy());
    }
  }

  cut() {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }

  mend() {
    this.isCut = false;
  }

  close() {
    this.cut();
    this.server.close();
  }
}

// options: those of a scenario, and `before`: a program that runs in the page before its own;
// `isLocked`: a token is asked for, so that nobody waits here for readiness; `byLine`: the page
// comes over a line that can be cut.
export function pageScenario(name, prepare, play, options = {}) {
  if (!chromium) return test(name, { skip: 'chromium is not installed' }, () => {});
  scenario(name, options, async (world) => {
    prepare(world.exchange);
    const monitor = await world.start();
    if (!options.isLocked) await monitor.ready();
    const page = new Browser(world.folder);
    const line = options.byLine ? await new Line(monitor.base).open() : null;
    const { base } = line ?? monitor;
    try {
      await page.open(`${base}/`, options.before);
      await play({ ...world, monitor, page, line });
      checkManners(page, [base]);
    } finally {
      await page.stop();
      line?.close();
    }
  });
}

export const isProven = ({ feed, proof, totals, rows }) => feed === 'live' && proof === '✓ agrees'
  && totals === '' && rows.length === 1 && rows[0].tick === '✓' && rows[0].trust === 'agrees'
  && rows[0].mark === 'live';

// The price of the scripted exchange moves only when it is told to.
export function moveThePrice(exchange) {
  const timer = setInterval(() => exchange.setMark('BTC', '60000'), 1000);
  return () => clearInterval(timer);
}

// A coin more on the exchange.
export function list(exchange, name, mark = '10') {
  const szDecimals = 2;
  const pxDecimals = 4;
  exchange.coins.set(name, { name, szDecimals, pxDecimals, maxLeverage: 10,
    mark: BigInt(mark) * 10n ** BigInt(pxDecimals) });
}
