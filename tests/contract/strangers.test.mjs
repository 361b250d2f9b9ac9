// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges that know less than the real one, or tell the time in their own way.
import assert from 'node:assert/strict';
import { Alice, checkAuditedFills, checkFill, checkSummary, scenario } from './scenario.mjs';
import { until } from './monitor.mjs';

// Held before the start, a fill, a flip, fills missed in a disconnect, a change without a fill.
async function wholeStory({ exchange, start }) {
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await checkSummary(monitor, exchange);
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.01', '60000'), 'live');
  await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.05', '60500'), 'live');
  const [feed] = exchange.sockets;
  exchange.isOpen = false;
  exchange.dropFeeds();
  const missed = exchange.trade(Alice, 'BTC', 'B', '0.015', '60400');
  exchange.isOpen = true;
  await checkFill(client, missed, ['snapshot', 'backfill']);
  await until('another feed', () => exchange.sockets.size === 1 && !exchange.sockets.has(feed));
  await monitor.ready();
  await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.001', '60300'));
  await checkSummary(monitor, exchange);
  exchange.setMark('BTC', '60250');
  await checkSummary(monitor, exchange);

  exchange.change(Alice, 'BTC', '-0.017', '60100');
  const change = await client.next('position_change');
  assert.deepEqual([change.position.side, change.position.quantity, change.position.entry_price],
    ['short', '0.017', '60100']);
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
  const complaints = monitor.errors.match(/without spot/g) ?? []; // once, not with every reading
  assert.ok(complaints.length <= 1, `${complaints.length} complaints of one kind`);
  const fills = monitor.trail.ofType('fill').map((line) => line.tid);
  assert.deepEqual(fills, exchange.account(Alice).fills.map((fill) => fill.tid));
}

const minimal = {
  questions: ['userFills', 'userFillsByTime', 'clearinghouseState', 'meta'],
  channels: ['userFills', 'activeAssetCtx'], pushesStates: false,
};

for (const [onUnknown, words] of [['error', 'objects to'], ['ignore', 'does not answer'],
  ['close', 'closes the connection at']]) {
  scenario(`an exchange that knows the least, and ${words} the rest`,
    { exchange: { ...minimal, onUnknown } }, wholeStory);
}

scenario('an exchange whose times lie years back',
  { exchange: { startTime: Date.UTC(2023, 4, 6) } }, wholeStory);

scenario('an exchange whose states always tell one time', { exchange: { isFrozen: true } },
  wholeStory);

scenario('an exchange whose clock is an hour ahead',
  { exchange: { startTime: Date.now() + 3_600_000 } }, wholeStory);

scenario('an exchange that pushes no states', { exchange: { pushesStates: false } }, wholeStory);

scenario('marks that only polling gives', { exchange: {
  channels: ['userFills', 'userTwapSliceFills', 'userFundings', 'allDexsClearinghouseState'],
  pushesStates: false } },
async ({ exchange, start }) => {
  const monitor = await (await start({ flags: ['--update-interval', '1'] })).ready();
  const client = await monitor.stream();
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '59000'), 'live');
  await checkSummary(monitor, exchange); // the mark of now
  for (const price of ['60500', '58000.5']) {
    exchange.setMark('BTC', price);
    await until('the price', () => client.updates.some((update) =>
      update.event_type === 'price_update' && update.position.current_price === price));
    await checkSummary(monitor, exchange);
  }
  assert.ok(exchange.countOf('metaAndAssetCtxs') < 60);
  client.close();
  await monitor.stop();
});

scenario('isolated positions, and a market of another dex', { exchange: { dexes: ['', 'xyz'] } },
  async ({ exchange, start }) => {
    exchange.hold(Alice, 'ETH', '0.5', '3000',
      { isIsolated: true, rawUsd: -1_350_675_000n, liquidationPx: '2756.4795918367' });
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    await checkFill(client, exchange.trade(Alice, 'xyz:TSLA', 'B', '2.5', '401.25'), 'live');
    await checkFill(client, exchange.trade(Alice, 'xyz:TSLA', 'A', '1.125', '402.333'), 'live');
    await checkFill(client, exchange.trade(Alice, 'xyz:TSLA', 'A', '2', '403'), 'live');
    exchange.setMark('xyz:TSLA', '399.99');
    const summary = await checkSummary(monitor, exchange);
    const eth = summary.positions['ETH-USD'];
    assert.deepEqual([eth.margin_mode, eth.leverage, eth.margin_used, eth.liquidation_price],
      ['isolated', '5', '149.325', '2756.4795918367']);
    const tesla = summary.positions['xyz:TSLA-USD'];
    assert.deepEqual([tesla.side, tesla.quantity, tesla.entry_price, tesla.coin],
      ['short', '0.625', '403', 'xyz:TSLA']);
    await until('the margin of the other dex', async () =>
      (await monitor.get('summary')).positions['xyz:TSLA-USD'].margin_mode === 'cross');
    exchange.change(Alice, 'xyz:TSLA', '0', '0');
    const change = await client.next('position_change');
    assert.deepEqual([change.symbol, change.position.side], ['xyz:TSLA-USD', 'flat']);
    await checkSummary(monitor, exchange);
    client.close();
    await monitor.stop();
    assert.equal(monitor.trail.ofType('fill').length, 3);
  });

scenario('a coin that is listed after the start', {}, async ({ exchange, start }) => {
  const listing = { name: 'NEW', szDecimals: 2, maxLeverage: 3, pxDecimals: 4, mark: 12_500n };
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  exchange.coins.set('NEW', listing);
  await checkFill(client, exchange.trade(Alice, 'NEW', 'B', '10.25', '1.2345'), 'live');
  await checkFill(client, exchange.trade(Alice, 'NEW', 'A', '3.11', '1.3'), 'live');
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
});
