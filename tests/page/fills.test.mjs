// SPDX-License-Identifier: GPL-3.0-or-later
// Each fill once, newest first, and no more than are kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillOf, Fills, noteOf } from '../../src/server/page/fills.mjs';

const fill = (id, more = {}) => ({ account: 'a', symbol: 'BTC-USD', fill_id: String(id),
  order_id: '9', side: 'buy', timestamp: new Date(1e12 + id * 1000).toISOString(), seq: id,
  ...more });
const ids = ({ list }) => list.map((one) => one.fill_id);

test('the list and the stream tell the same fill: it is there once', () => {
  const fills = new Fills();
  assert.equal(fills.add(fill(1)), 0);
  assert.equal(fills.add(fill(1)), -1);
  assert.equal(fills.add({ ...fill(1), source: 'backfill' }), -1);
  assert.equal(fills.list.length, 1);
});

test('a trade with oneself is two fills of one number', () => {
  const fills = new Fills();
  fills.add(fill(1, { side: 'buy', seq: 1 }));
  assert.equal(fills.add(fill(1, { side: 'sell', order_id: '10', seq: 2 })), 0);
  assert.equal(fills.list.length, 2);
});

test('the same number in another coin or account is another fill', () => {
  const fills = new Fills();
  fills.add(fill(1));
  fills.add(fill(1, { symbol: 'ETH-USD' }));
  fills.add(fill(1, { account: 'b' }));
  assert.equal(fills.list.length, 3);
});

test('newest first; one found late is put where it belongs', () => {
  const fills = new Fills();
  for (const id of [1, 5, 3]) fills.add(fill(id));
  assert.deepEqual(ids(fills), ['5', '3', '1']);
  assert.equal(fills.add(fill(4)), 1);
  assert.deepEqual(ids(fills), ['5', '4', '3', '1']);
});

test('of one millisecond the later seq is the newer', () => {
  const fills = new Fills();
  const timestamp = '2026-03-01T12:00:00.000Z';
  for (const id of [1, 2, 3]) fills.add(fill(id, { timestamp }));
  assert.deepEqual(ids(fills), ['3', '2', '1']);
});

test('fills of an earlier run stay in the order of their list, behind those of this run', () => {
  const fills = new Fills();
  const timestamp = '2026-03-01T12:00:00.000Z';
  for (const id of [3, 2, 1]) fills.add(fill(id, { timestamp, seq: null }));
  fills.add(fill(4, { timestamp, seq: 1 }));
  assert.deepEqual(ids(fills), ['4', '3', '2', '1']);
});

test('the oldest go; what is older than all that are kept is not taken', () => {
  const fills = new Fills(3);
  for (const id of [10, 11, 12, 13]) fills.add(fill(id));
  assert.deepEqual(ids(fills), ['13', '12', '11']);
  assert.equal(fills.add(fill(9)), -1);
  assert.equal(fills.add(fill(14)), 0);
  assert.equal(fills.keys.size, 3);
});

test('the fill of an update has what the list has', () => {
  const made = fillOf({ fill: { fill_id: '1' }, position: { coin: 'BTC' }, account: 'a',
    account_label: 'main', seq: 4, late: true });
  assert.deepEqual(made, { fill_id: '1', coin: 'BTC', account: 'a', account_label: 'main', seq: 4,
    isLate: true });
});

test('a forced fill says so in words, before how it came', () => {
  const live = { source: 'live', isLate: false };
  assert.deepEqual(noteOf({ ...live, forced: 'liquidation' }),
    { text: 'LIQUIDATION', tone: 'bad' });
  assert.deepEqual(noteOf({ forced: 'auto_deleveraging', source: 'sweep', isLate: true }),
    { text: 'ADL, recovered, late', tone: 'bad' });
});

test('one that is not forced, or not known to be, has no such mark', () => {
  for (const forced of ['none', null, undefined, 'constructor'])
    assert.deepEqual(noteOf({ forced, source: 'live', isLate: false }),
      { text: '', tone: 'muted' });
  assert.equal(noteOf({ forced: 'none', source: 'backfill', isLate: false }).text, 'recovered');
});
