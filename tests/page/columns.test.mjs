// SPDX-License-Identifier: GPL-3.0-or-later
// What the table shows of a position, and how it is sorted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnOf, Columns, Defaults, exactText, fullText, inOrder } from '../../src/server/page/columns.mjs';
import { validColumns, validSort } from '../../src/server/page/chooser.mjs';

const position = (more = {}) => ({ symbol: 'BTC-USD', coin: 'BTC', side: 'long', quantity: '1.5',
  notional_value: '90000', entry_price: '59000.5', current_price: '60000',
  unrealized_pnl: '1499.25', realized_pnl: '0', fees: '-1.5', funding: '-3.25', net_pnl: null,
  roe: '0.5', basis: 'complete',
  break_even_price: null, liquidation_price: null, liquidation_distance: null, margin_used: '4500',
  margin_mode: 'cross', leverage: '20', opened_at: '2026-03-01T12:00:00.000Z', reconciled: true,
  ...more });
const judged = { ageMs: 1500, openedMs: 60_000, trust: 'live', account: 'main', decimals: 1 };
const shown = (key, one = position(), more = {}) => columnOf(key).show(one, { ...judged, ...more });

test('cells read as a trader expects', () => {
  assert.equal(shown('entry').text, '59,000.5');
  assert.deepEqual([shown('mark').text, shown('mark').second], ['60,000.0', '1s']);
  assert.deepEqual([shown('unrealized').text, shown('unrealized').tone], ['+1,499.25', 'gain']);
  assert.deepEqual([shown('funding').text, shown('funding').tone], ['\u22123.25', 'loss']);
  assert.deepEqual([shown('net').text, shown('net').tone], ['—', 'muted']);
  assert.deepEqual([shown('realized').text, shown('realized').tone], ['0.00', '']);
  assert.equal(shown('fees').text, '\u22121.50'); // a rebate
  assert.equal(shown('liquidation').text, '—');
  assert.equal(shown('margin').second, 'cross 20×');
  assert.equal(shown('age').text, '1m');
  assert.equal(shown('fees', position({ basis: 'partial' })).second, '*');
  assert.equal(shown('mark', position(), { ageMs: 10_500 }).secondTone, 'old');
});

test('a narrow screen has the same numbers in two lines', () => {
  const { text, second, secondTone } = columnOf('coin').showNarrow(position(), judged);
  assert.deepEqual([text, second, secondTone], ['BTC', 'Long 1.5', 'gain']);
  assert.equal(columnOf('unrealized').showNarrow(position(), judged).second, '+50.00 %');
});

test('near liquidation is coloured', () => {
  const toneAt = (distance) => shown('distance', position({ liquidation_distance: distance })).tone;
  assert.deepEqual(['0.049999', '0.05', '0.149999', '0.15'].map(toneAt),
    ['loss', 'warning', 'warning', '']);
});

test('numbers sort as numbers, and unknown ones stand last both ways', () => {
  const rows = ['9', '10', null, '-3', '-20', '0.5'].map((value, i) =>
    ({ key: String(i), account: '', position: position({ unrealized_pnl: value }) }));
  const order = (isDescending) => inOrder(rows, 'unrealized', isDescending)
    .map((row) => row.position.unrealized_pnl);
  assert.deepEqual(order(false), ['-20', '-3', '0.5', '9', '10', null]);
  assert.deepEqual(order(true), ['10', '9', '0.5', '-3', '-20', null]);
});

test('equal ones keep their order', () => {
  const rows = ['b', 'a', 'c'].map((key) => ({ key, account: '', position: position() }));
  for (const isDescending of [false, true])
    assert.deepEqual(inOrder(rows, 'roe', isDescending).map(({ key }) => key),
      ['a', 'b', 'c']);
});

test('every column sorts, and tells its exact value', () => {
  const rows = [{ key: '1', account: 'x', position: position() }, { key: '2', account: 'y',
    position: position({ quantity: '123456789.123456789', opened_at: null, roe: null }) }];
  for (const { key } of Columns) {
    assert.equal(inOrder(rows, key, true).length, 2);
    assert.equal(typeof fullText(key, rows[1].position), 'string');
  }
  assert.equal(fullText('size', rows[1].position), '123,456,789.123456789');
});

test('without a pointer every column has a word too', () => {
  const address = '0x1111111111111111111111111111111111111111';
  const one = position({ account: address });
  const told = (key, more = {}) => exactText(key, one, { ...judged, ...more });
  for (const { key } of Columns) assert.notEqual(told(key), '', key);
  assert.equal(told('unrealized'), fullText('unrealized', one));
  assert.equal(told('net'), '—');
  assert.equal(told('side'), 'Long');
  assert.equal(exactText('fees', position({ basis: 'partial' }), judged), '\u22121.5*');
  assert.equal(told('account'), `main, ${address}`);
  assert.equal(told('account', { account: '0x1111…1111' }), address);
  assert.equal(told('proof'), 'agrees');
  assert.equal(told('proof', { verdict: 'suspect' }), 'differs');
  assert.equal(told('proof', { isProofUnknown: true }), 'unknown');
});

test('the older position has the greater age', () => {
  const rows = ['2026-03-02', '2026-03-01'].map((day, i) => ({ key: String(i), account: '',
    position: position({ opened_at: `${day}T00:00:00.000Z` }) }));
  assert.deepEqual(inOrder(rows, 'age', true).map(({ key }) => key), ['1', '0']);
});

test('a choice of columns that was kept is taken as far as it makes sense', () => {
  assert.deepEqual(validColumns(['net', 'coin', 'nonsense']), ['coin', 'net']);
  for (const bad of [null, {}, 'coin', 7, [], ['nonsense'], [null]])
    assert.equal(validColumns(bad), null);
  assert.ok(validSort({ key: 'net', isDescending: true }));
  for (const bad of [null, 7, {}, { key: 'x', isDescending: true }, { key: 'net' }, []])
    assert.equal(validSort(bad), false);
  for (const keys of Object.values(Defaults))
    assert.deepEqual(new Set(validColumns(keys)), new Set(keys));
});
