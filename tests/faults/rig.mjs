// SPDX-License-Identifier: GPL-3.0-or-later
// What every fault is tried on: the two built programs, a client of the stream, and the truth at
// the end: healthy again, equal to the exchange to the digit, each fill in the audit trail once.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Book, MoneyDecimals, text, units } from '../contract/amounts.mjs';
import { makeFolder, Monitor, until } from '../contract/monitor.mjs';
import { fillKey, Simulator } from './simulator.mjs';

const TestTimeoutMs = 240_000;
export const MostWeight = 960;
export const MostConnects = 30;

// A test with a simulator and a folder of its own; whatever was started ends with it.
export function rig(name, options, play) {
  test(name, { timeout: TestTimeoutMs }, async (context) => {
    const folder = makeFolder();
    const monitors = [];
    const simulator = new Simulator(options.simulator);
    const start = async (more = {}) => {
      const monitor = new Monitor(simulator, folder,
        { accounts: [simulator.accounts[0]], ...options.monitor, ...more });
      monitors.push(monitor);
      return monitor.listening();
    };
    try {
      await simulator.start();
      await play({ simulator, start, folder, say: (line) => context.diagnostic(line) });
    } catch (error) {
      for (const monitor of monitors) error.message += `\n${monitor.errors}`;
      throw error;
    } finally {
      for (const monitor of monitors) if (!monitor.hasEnded) await monitor.kill();
      await simulator.stop();
      folder.remove();
    }
  });
}

// --- health ------------------------------------------------------------------------------------

// A frame that could not be read is told for a minute: that alone is no illness any more.
const isPast = (reason) => /in the last minute/.test(reason);

export async function healthy(monitor) {
  let last;
  await until(() => `health (${JSON.stringify(last)})`, async () => {
    last = await monitor.get('health');
    return last.ready && last.reasons.every(isPast) && last.accounts.every(({ feed_state: state,
      reconciled }) => state === 'live' && reconciled);
  });
}

// Returns the health that it shows then.
export async function degraded(monitor) {
  return until('degradation', async () => {
    const health = await monitor.get('health');
    return health.status === 'degraded' && health;
  });
}

// --- the truth ---------------------------------------------------------------------------------

const decimal = (wire) => wire.replace(/\.0$/, '');

// Fills of one millisecond in the order in which each starts where the one before it ended.
function chained(fills) {
  const ordered = [];
  const ends = new Map();
  for (const waiting = [...fills]; waiting.length > 0;) {
    const now = waiting.findIndex((fill) => fill.time !== waiting[0].time);
    const together = now < 0 ? waiting.length : now;
    const next = waiting.findIndex((fill, i) => i < together
      && (!ends.has(fill.coin) || Number(ends.get(fill.coin)) === Number(fill.startPosition)));
    const [fill] = waiting.splice(Math.max(next, 0), 1);
    const signed = fill.side === 'B' ? Number(fill.sz) : -Number(fill.sz);
    ends.set(fill.coin, (Number(fill.startPosition) + signed).toFixed(8));
    ordered.push(fill);
  }
  return ordered;
}

// coin → its book by the exchange's own arithmetic, from the fills alone.
export async function booksOf(simulator, fills) {
  const decimals = await simulator.sizeDecimals();
  const books = new Map();
  for (const fill of chained(fills)) {
    if (!decimals.has(fill.coin)) continue; // spot holdings stand apart
    const szDecimals = decimals.get(fill.coin);
    if (!books.has(fill.coin)) books.set(fill.coin, new Book(szDecimals));
    books.get(fill.coin).trade(fill.side, units(fill.px, MoneyDecimals - szDecimals),
      units(fill.sz, szDecimals), units(fill.fee, MoneyDecimals));
  }
  return books;
}

function expected(positions, books) {
  const shown = {};
  for (const [coin, position] of positions) {
    const book = books.get(coin);
    shown[`${coin}-USD`] = {
      quantity: decimal(position.szi).replace('-', ''),
      side: position.szi.startsWith('-') ? 'short' : 'long',
      entry_price: decimal(position.entryPx), unrealized_pnl: decimal(position.unrealizedPnl),
      notional_value: decimal(position.positionValue),
      realized_pnl: text(book.realized, MoneyDecimals), fees: text(book.fees, MoneyDecimals),
    };
  }
  return shown;
}

function comparable(summary) {
  const keys = ['quantity', 'side', 'entry_price', 'unrealized_pnl', 'notional_value',
    'realized_pnl', 'fees'];
  return Object.fromEntries(Object.entries(summary.positions ?? {}).map(([symbol, position]) =>
    [symbol, Object.fromEntries(keys.map((key) => [key, position[key]]))]));
}

export function checkFillsWrittenOnce(monitor, account, fills) {
  const written = monitor.trail.ofType('fill').filter((line) => line.account === account)
    .map((line) => fillKey({ ...line, time: Date.parse(line.time) })).sort();
  assert.deepEqual(written, fills.map(fillKey).sort());
}

// The faults are over and the market stands still: what does the program say, what is true?
export async function checkTruth(monitor, simulator, account = simulator.accounts[0]) {
  await simulator.tell('faults', 'market stop');
  const fills = await simulator.fills(account);
  const goal = expected(await simulator.positions(account), await booksOf(simulator, fills));
  let shown;
  try {
    await until('the exchange\'s positions', async () => {
      shown = comparable(await monitor.get('summary', `?account=${account}`));
      try {
        assert.deepEqual(shown, goal);
        return true;
      } catch {
        return false;
      }
    });
  } catch {
    assert.deepEqual(shown, goal);
  }
  await healthy(monitor);
  assert.ok(Object.keys(goal).length > 0, 'there is a position to compare');
  checkFillsWrittenOnce(monitor, account, fills);
  await simulator.tell('market go');
}

export async function checkLimits(simulator, say) {
  const figures = await simulator.figures();
  say(`weight ${figures.most_weight_in_60_s} and ${figures.most_connects_in_60_s} connects in the`
    + ' fullest minute');
  assert.ok(figures.most_weight_in_60_s <= MostWeight, `weight ${figures.most_weight_in_60_s}`);
  assert.ok(figures.most_connects_in_60_s <= MostConnects);
  assert.equal(figures.followed_redirects, 0);
}

// --- the process -------------------------------------------------------------------------------

// The most memory the process has had since the last call, in MiB.
export function peakMemory(pid) {
  const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return peak;
}
