// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of the past: page by page all that the audit trail has, over restarts, and what is newer.
import assert from 'node:assert/strict';
import { Alice, Bob, checkFill, scenario } from './scenario.mjs';
import { until } from './monitor.mjs';

async function list(monitor, name, query = '') {
  const response = await fetch(`${monitor.base}/api/v1/${name}${query}`);
  assert.equal(response.status, 200, `${name}${query}`);
  return response.json();
}

// All pages of a list, one after the other.
async function walk(monitor, name, query) {
  const rows = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await list(monitor, name, `?${query}${cursor && `&cursor=${cursor}`}`);
    rows.push(...page[name]);
    cursor = page.next_cursor;
  }
  return rows;
}

const newestFirst = (a, b) => Date.parse(b.time) - Date.parse(a.time) || b.seq - a.seq;

// What the trail says of an account, as the list should.
const ofTrail = (monitor, type, account) => monitor.trail.refresh().ofType(type)
  .filter((line) => line.account === account).sort(newestFirst);

function checkFills(rows, lines) {
  assert.deepEqual(
    rows.map((row) => [row.audit_seq, row.fill_id, row.order_id, row.symbol, row.side,
      row.quantity, row.price, row.fee, row.closed_pnl, row.source, row.timestamp]),
    lines.map((line) => [line.seq, String(line.tid), String(line.oid), line.symbol, line.side,
      line.quantity, line.price, line.fee, line.closed_pnl, line.source, line.time]));
}

scenario('fills and payments of every run come page by page, each once',
  { monitor: { accounts: [Alice, Bob] } }, async ({ exchange, start }) => {
    exchange.trade(Alice, 'BTC', 'B', '0.02', '59000'); // before the first start
    exchange.trade(Bob, 'ETH', 'A', '1', '3100');
    const first = await (await start()).ready();
    const before = await first.stream(`?account=${Alice}`);
    for (let i = 0; i < 7; ++i)
      await checkFill(before, exchange.trade(Alice, 'BTC', 'B', '0.001', `600${i}0`), 'live');
    before.close();
    exchange.pay(Alice, 'BTC', '-0.0625');
    await until('the payment', () => ofTrail(first, 'funding', Alice).length === 1);
    await first.kill('SIGKILL');

    const monitor = await (await start()).ready();
    const client = await monitor.stream(`?account=${Alice}`);
    for (let i = 0; i < 5; ++i)
      await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.001', `601${i}0`), 'live');
    const newest = (await list(monitor, 'fills', `?account=${Alice}&limit=1`)).fills[0];
    assert.equal(newest.price, '60140', 'a fill is there as soon as the stream told it');
    assert.equal(newest.seq, client.updates.at(-1).seq);

    const lines = ofTrail(monitor, 'fill', Alice);
    assert.equal(lines.length, 13);
    for (const limit of [1, 3, 4, 13, 100])
      checkFills(await walk(monitor, 'fills', `account=${Alice}&limit=${limit}`), lines);
    const all = await walk(monitor, 'fills', 'account=all&limit=5');
    assert.equal(all.length, 14);
    assert.equal(new Set(all.map(({ audit_seq: seq }) => seq)).size, 14);
    assert.ok(all.some(({ seq }) => seq === null) && all.some(({ seq }) => seq !== null));

    await until('the payment of the run before', async () =>
      (await list(monitor, 'funding', `?account=${Alice}`)).funding.length === 1);
    const [payment] = (await list(monitor, 'funding', `?account=${Alice}`)).funding;
    const [line] = ofTrail(monitor, 'funding', Alice);
    assert.deepEqual([payment.amount, payment.symbol, payment.audit_seq, payment.timestamp],
      ['-0.0625', 'BTC-USD', line.seq, line.time]);
    assert.deepEqual((await list(monitor, 'funding', `?account=${Bob}`)).funding, []);
    client.close();
    await monitor.stop();
  });

scenario('who took is told as the exchange said it, and as unknown where it did not',
  {}, async ({ exchange, start }) => {
    const first = await (await start()).ready();
    const client = await first.stream();
    const expected = [null, false, true];
    for (const crossed of expected) {
      exchange.trade(Alice, 'BTC', 'B', '0.01', '60000', { crossed });
      assert.equal((await client.next('fill')).fill.taker, crossed);
    }
    client.close();
    const told = async (monitor) =>
      (await list(monitor, 'fills')).fills.map(({ taker }) => taker).reverse();
    assert.deepEqual(await told(first), expected);
    assert.deepEqual(ofTrail(first, 'fill', Alice).map(({ taker }) => taker).reverse(),
      [undefined, false, true]);
    await first.kill('SIGKILL');
    const second = await (await start()).ready();
    await until('the fills of the run before', async () =>
      JSON.stringify(await told(second)) === JSON.stringify(expected));
  });

scenario('equity is kept over a restart, minute by minute', {}, async ({ exchange, start }) => {
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  const first = await (await start()).ready();
  const points = async (monitor) => (await list(monitor, 'equity')).points;
  await until('the first minute', async () => (await points(first)).length > 0);
  const [point] = await points(first);
  const now = await list(first, 'equity');
  assert.match(point.timestamp, /:00\.\d{3}Z$/);
  assert.equal(point.equity, now.equity, 'nothing was traded since');
  await first.kill('SIGTERM');

  const monitor = await (await start()).ready();
  await until('the past', async () => (await points(monitor)).length > 0);
  assert.deepEqual((await points(monitor)).at(-1), point);
  await monitor.stop();
});
