// SPDX-License-Identifier: GPL-3.0-or-later
// States and updates are joined exactly: sums go with the positions, and a hole is seen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Book } from '../../src/server/page/book.mjs';

const held = (more = {}) => ({ symbol: 'BTC-USD', coin: 'BTC', side: 'long', quantity: '0.1',
  notional_value: '5050', unrealized_pnl: '50', realized_pnl: '10', total_pnl: '60',
  net_pnl: '57.5', fees: '2', funding: '-0.5', ...more });
const state = (account, seq, positions, more = {}) => ({ account, account_label: null, seq,
  mode: 'live', feed_state: 'live', active_positions: Object.keys(positions).length, positions,
  equity: '10000', withdrawable: '1', total_exposure: '5050', long_exposure: '5050',
  short_exposure: '0', net_exposure: '5050', unrealized_pnl: '50', realized_pnl: '30',
  total_pnl: '80', net_pnl: '76.1', fees: '2.9', funding: '-1', ...more });
const update = (account, seq, position) => ({ account, seq, symbol: position.symbol, position });

function begun(states) {
  const book = new Book();
  const accounts = Object.fromEntries(states.map((one) => [one.account, one]));
  book.takeState({ type: 'initial_state', accounts });
  return book;
}

test('the sums move with a price, exactly', () => {
  const book = begun([state('a', 7, { 'BTC-USD': held() })]);
  assert.ok(book.takeUpdate(update('a', 8, held({ notional_value: '5050.1', unrealized_pnl: '50.1',
    total_pnl: '60.1', net_pnl: '57.6' }))));
  assert.ok(book.settle());
  const totals = book.totals('all');
  assert.deepEqual([totals.unrealized_pnl, totals.total_pnl, totals.net_pnl, totals.total_exposure,
    totals.long_exposure, totals.net_exposure, totals.realized_pnl, totals.isSure],
  ['50.1', '80.1', '76.2', '5050.1', '5050.1', '5050.1', '30', true]);
});

test('many updates of a position between two drawings count once', () => {
  const book = begun([state('a', 0, { 'BTC-USD': held() })]);
  for (let i = 1; i <= 100; ++i) {
    const unrealized = `${50 + i}`;
    book.takeUpdate(update('a', i, held({ unrealized_pnl: unrealized })));
  }
  book.settle();
  assert.equal(book.totals('a').unrealized_pnl, '150');
  book.settle();
  assert.equal(book.totals('a').unrealized_pnl, '150');
});

test('a flip and a close move the exposures', () => {
  const book = begun([state('a', 7, { 'BTC-USD': held() })]);
  book.takeUpdate(update('a', 8, held({ side: 'short', notional_value: '2000' })));
  book.settle();
  let totals = book.totals('a');
  assert.deepEqual([totals.long_exposure, totals.short_exposure, totals.net_exposure,
    totals.total_exposure], ['0', '2000', '-2000', '2000']);
  book.takeUpdate(update('a', 9, held({ side: 'flat', notional_value: '0', unrealized_pnl: '0',
    realized_pnl: '60' })));
  book.settle();
  totals = book.totals('a');
  assert.deepEqual([totals.total_exposure, totals.net_exposure, totals.unrealized_pnl,
    totals.realized_pnl, totals.active], ['0', '0', '0', '80', 0]);
  assert.equal(book.accounts.get('a').positions.size, 0);
  // it opens again, and goes on from what it had earned
  book.takeUpdate(update('a', 10, held({ realized_pnl: '60' })));
  assert.ok(book.settle());
  assert.deepEqual([book.totals('a').realized_pnl, book.totals('a').active], ['80', 1]);
});

test('a position never seen before leaves the sums unsure until the next state', () => {
  const book = begun([state('a', 7, {})]);
  assert.ok(book.takeUpdate(update('a', 8, held())));
  assert.equal(book.settle(), false); // what it had earned before is in the sums already
  assert.equal(book.totals('a').isSure, false);
  book.takeState({ type: 'summary', ...state('a', 8, { 'BTC-USD': held() }) });
  assert.ok(book.settle());
  assert.equal(book.totals('a').isSure, true);
});

test('a hole is told, and so is an account that is not known', () => {
  const book = begun([state('a', 7, { 'BTC-USD': held() })]);
  assert.equal(book.takeUpdate(update('a', 9, held())), false);
  assert.equal(book.settle(), false);
  assert.ok(book.takeUpdate(update('a', 10, held()))); // one hole is told once
  assert.equal(book.totals('a').isSure, false); // and remembered until a state comes
  assert.equal(book.takeUpdate(update('b', 1, held())), false);
});

test('a holding of spot is no position, and in no sum', () => {
  for (const [symbol, coin] of [['HYPE/USDC', '@107'], ['PURR/USDC', 'PURR/USDC']]) {
    const book = begun([state('a', 7, { 'BTC-USD': held() })]);
    assert.equal(book.takeUpdate(update('a', 8, held({ symbol, coin }))), true);
    assert.ok(book.settle());
    assert.deepEqual([...book.accounts.get('a').positions.keys()], ['BTC-USD']);
    assert.equal(book.totals('a').total_exposure, '5050');
    assert.ok(book.takeUpdate(update('a', 9, held()))); // no hole
  }
});

test('several accounts are added; one unknown part makes a sum unknown', () => {
  const book = begun([state('a', 7, { 'BTC-USD': held() }),
    state('b', 3, {}, { equity: '0.01', fees: null, active_positions: 0 })]);
  const totals = book.totals('all');
  assert.deepEqual([totals.equity, totals.fees, totals.active], ['10000.01', null, 1]);
  assert.equal(book.totals('b').equity, '0.01');
  assert.equal(book.totals('nobody').equity, null);
});

test('a position without a price makes the sums unsure, never wrong', () => {
  const book = begun([state('a', 7, { 'BTC-USD': held() })]);
  book.takeUpdate(update('a', 8, held({ notional_value: null, unrealized_pnl: null })));
  assert.equal(book.settle(), false);
});

test('who is not in the first state of a connection is gone', () => {
  const book = begun([state('agent', 7, {})]);
  book.takeState({ type: 'initial_state', accounts: { master: state('master', 2, {}) } });
  assert.deepEqual([...book.accounts.keys()], ['master']);
});
