// SPDX-License-Identifier: GPL-3.0-or-later
// What every scenario has: an exchange, the program, a client, and the comparison of all three
// with the exchange's books.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MoneyDecimals, text, units, Book } from './amounts.mjs';
import { Exchange } from './exchange.mjs';
import { makeFolder, Monitor, until, WebSocketServer } from './monitor.mjs';

export const Alice = `0x${'a1'.repeat(20)}`;
export const Bob = `0x${'b2'.repeat(20)}`;

export const money = (value) => text(value, MoneyDecimals);
export const symbolOf = (coin) => `${coin}-USD`;

// A test with an exchange and a folder of its own; whatever was started ends with it.
// `options.notUnder`: sanitizers of scripts/sanitize.sh that cannot play it, and why.
export function scenario(name, options, play) {
  const impossible = options.notUnder?.[process.env.LPM_SANITIZER];
  if (impossible) return test(name, { skip: impossible }, () => {});
  test(name, { timeout: 240_000 }, async () => {
    const folder = makeFolder();
    const monitors = [];
    const exchange = await new Exchange(WebSocketServer, options.exchange).start();
    const start = async (more = {}) => {
      const monitor = new Monitor(exchange, folder,
        { accounts: [Alice], ...options.monitor, ...more });
      monitors.push(monitor);
      return monitor.listening();
    };
    try {
      await play({ exchange, start, folder });
    } catch (error) {
      for (const monitor of monitors) error.message += `\n${monitor.errors}`;
      throw error;
    } finally {
      for (const monitor of monitors) if (!monitor.hasEnded) await monitor.kill();
      await exchange.stop();
      folder.remove();
    }
  });
}

// --- a position --------------------------------------------------------------------------------

// The keys that follow from the books alone, and at the mark that the program shows.
export function expectedPosition(coin, book, markText) {
  const { szDecimals, pxDecimals } = book;
  const size = book.size < 0n ? -book.size : book.size;
  const mark = markText === undefined ? null : units(markText, pxDecimals);
  const unrealized = mark === null ? null : book.unrealized(mark);
  return {
    symbol: symbolOf(coin), coin, side: book.side, quantity: text(size, szDecimals),
    entry_price: text(book.entry, pxDecimals), realized_pnl: money(book.realized),
    fees: money(book.fees),
    ...(mark === null ? {} : {
      current_price: markText, unrealized_pnl: money(unrealized),
      notional_value: money(book.value(mark)), total_pnl: money(book.realized + unrealized),
    }),
  };
}

const only = (object, keys) =>
  Object.fromEntries(keys.filter((key) => key in object).map((key) => [key, object[key]]));

export function checkPosition(shown, coin, book) {
  const isMarked = shown.current_price !== null && book.size !== 0n;
  const expected = expectedPosition(coin, book, isMarked ? shown.current_price : undefined);
  assert.deepEqual(only(shown, Object.keys(expected)), expected);
}

// The fill is the next one of the stream, as the exchange told it, with the position after it.
export async function checkFill(client, { row, after }, source) {
  const update = await client.next('fill');
  const decimal = (value) => value.replace(/\.0$/, '');
  assert.deepEqual(only(update.fill, ['fill_id', 'order_id', 'side', 'quantity', 'price', 'fee',
    'closed_pnl', 'symbol', 'timestamp']), {
    fill_id: String(row.tid), order_id: String(row.oid), side: row.side === 'B' ? 'buy' : 'sell',
    quantity: decimal(row.sz), price: decimal(row.px), fee: decimal(row.fee),
    closed_pnl: decimal(row.closedPnl), symbol: symbolOf(row.coin),
    timestamp: new Date(row.time).toISOString(),
  });
  assert.equal(update.symbol, symbolOf(row.coin));
  assert.equal(update.position.is_flat, after.size === 0n);
  checkPosition(update.position, row.coin, after);
  if (source) assert.ok([].concat(source).includes(update.fill.source), update.fill.source);
  return update;
}

// --- a summary ---------------------------------------------------------------------------------

export function expectedSummary(exchange, address) {
  const sums = { exposure: 0n, realized: 0n, unrealized: 0n, fees: 0n };
  const positions = {};
  for (const [coin, book] of exchange.account(address).books) {
    const { mark, pxDecimals } = exchange.coins.get(coin);
    sums.realized += book.realized;
    sums.fees += book.fees;
    if (book.size === 0n) continue;
    sums.exposure += book.value(mark);
    sums.unrealized += book.unrealized(mark);
    positions[symbolOf(coin)] = expectedPosition(coin, book, text(mark, pxDecimals));
  }
  return {
    active_positions: Object.keys(positions).length, total_exposure: money(sums.exposure),
    realized_pnl: money(sums.realized), unrealized_pnl: money(sums.unrealized),
    total_pnl: money(sums.realized + sums.unrealized), fees: money(sums.fees), positions,
  };
}

function comparable(summary) {
  const keys = ['active_positions', 'total_exposure', 'realized_pnl', 'unrealized_pnl',
    'total_pnl', 'fees'];
  const positionKeys = Object.keys(expectedPosition('BTC', new Book(0), '0'));
  const positions = Object.fromEntries(Object.entries(summary.positions ?? {})
    .map(([symbol, position]) => [symbol, only(position, positionKeys)]));
  return { ...only(summary, keys), positions };
}

// The summary becomes what the books say (marks may still be on their way), and then is compared.
export async function checkSummary(monitor, exchange, address = Alice) {
  const expected = expectedSummary(exchange, address);
  let shown;
  const matches = () => {
    try {
      assert.deepEqual(comparable(shown), expected);
      return true;
    } catch {
      return false;
    }
  };
  try {
    await until('the summary of the books', async () => {
      shown = await monitor.get('summary', `?account=${address}`);
      return matches();
    });
  } catch {
    assert.deepEqual(comparable(shown), expected);
  }
  return shown;
}

// --- the audit trail ---------------------------------------------------------------------------

// Each fill of the account is in the files once, and nothing else is; each begins where the one
// before it in the same coin ended.
export function checkAuditedFills(monitor, exchange, address = Alice) {
  const { fills, slices } = exchange.account(address);
  const lines = monitor.trail.ofType('fill').filter((line) => line.account === address);
  const numbers = (list) => list.map((one) => one.tid).sort((a, b) => a - b);
  assert.deepEqual(numbers(lines), numbers([...fills, ...slices]));
  const ends = new Map();
  for (const line of lines) {
    if (ends.has(line.coin)) assert.equal(line.before.size, ends.get(line.coin));
    ends.set(line.coin, line.after.size);
  }
  for (const [coin, size] of ends) {
    const book = exchange.book(address, coin);
    assert.equal(size, text(book.size, book.szDecimals), `the last line of ${coin}`);
  }
  return lines;
}
