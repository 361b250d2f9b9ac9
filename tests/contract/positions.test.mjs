// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to positions arrives right in the summary, in the stream and in the audit trail.
import assert from 'node:assert/strict';
import { Alice, checkAuditedFills, checkFill, checkSummary, expectedPosition, scenario }
  from './scenario.mjs';
import { until } from './monitor.mjs';

const usual = {};

scenario('positions held before the start are state, not news', usual, async (world) => {
  const { exchange, start } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  exchange.trade(Alice, 'BTC', 'A', '0.005', '61000');
  exchange.hold(Alice, 'ETH', '-1.5', '3100');
  const monitor = await (await start()).ready();
  const client = await monitor.stream();

  const summary = await checkSummary(monitor, exchange);
  assert.equal(summary.positions['BTC-USD'].basis, 'complete');
  assert.equal(summary.positions['ETH-USD'].basis, 'partial');
  assert.equal(summary.positions['BTC-USD'].leverage, '20');
  assert.equal(summary.mode, 'live');
  checkAuditedFills(monitor, exchange);
  assert.deepEqual(client.updates.filter((one) => one.event_type !== 'price_update'), []);
  await monitor.stop();
  assert.equal(monitor.trail.ofType('anchor').filter((line) => line.coin === 'ETH').length, 1);
});

scenario('a held position whose oldest fills are out of reach goes on exactly', usual,
  async ({ exchange, start }) => {
    exchange.hold(Alice, 'BTC', '0.00061', '82771.8');
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.00031', '81623'), 'live');
    await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.0005', '82000'), 'live');
    await checkSummary(monitor, exchange);
    client.close();
    await monitor.stop();
    checkAuditedFills(monitor, exchange);
  });

// The numbers are those of the exchange's own worked example, written out.
scenario('a fill, an increase, a reduction, a flip larger than the position, a close', usual,
  async ({ exchange, start }) => {
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    const steps = [
      ['B', '0.01', '60000', { side: 'long', quantity: '0.01', entry_price: '60000',
        realized_pnl: '0', fees: '0.27' }],
      ['B', '0.02', '60100', { side: 'long', quantity: '0.03', entry_price: '60066.6',
        realized_pnl: '0', fees: '0.8109' }],
      ['A', '0.01', '60500', { side: 'long', quantity: '0.02', entry_price: '60066.6',
        realized_pnl: '4.333333', fees: '1.08315' }],
      ['A', '0.05', '60200', { side: 'short', quantity: '0.03', entry_price: '60200',
        realized_pnl: '7', fees: '2.43765' }],
      ['B', '0.03', '60300', { side: 'flat', quantity: '0', entry_price: '0',
        realized_pnl: '4', fees: '3.2517' }],
    ];
    for (const [side, size, price, expected] of steps) {
      const trade = exchange.trade(Alice, 'BTC', side, size, price);
      const update = await checkFill(client, trade, 'live');
      for (const [key, value] of Object.entries(expected))
        assert.equal(update.position[key], value, `${key} after ${side} ${size}`);
      await checkSummary(monitor, exchange);
    }
    const summary = await checkSummary(monitor, exchange);
    assert.deepEqual([summary.active_positions, summary.realized_pnl, summary.fees,
      summary.net_pnl], [0, '4', '3.2517', '0.7483']);
    client.close();
    await monitor.stop();
    const lines = checkAuditedFills(monitor, exchange);
    assert.deepEqual(lines.map((line) => [line.side, line.quantity, line.price, line.source]),
      steps.map(([side, size, price]) => [side === 'B' ? 'buy' : 'sell', size, price, 'live']));
    assert.deepEqual(lines.map((line) => line.closed_pnl),
      ['0', '0', '4.334', '2.668', '-3']);
  });

scenario('a short grows, shrinks and flips to a long; a rebate lowers the fees', usual,
  async ({ exchange, start }) => {
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    const steps = [['A', '1.2345', '3001.17', {}], ['A', '0.7', '2999.03', { fee: '-0.0321' }],
      ['B', '0.3001', '2950.01', {}], ['B', '4', '2900', { fee: '-0.5' }],
      ['A', '0.0001', '2901.11', {}]];
    for (const [side, size, price, options] of steps)
      await checkFill(client, exchange.trade(Alice, 'ETH', side, size, price, options), 'live');
    await checkSummary(monitor, exchange);
    client.close();
    await monitor.stop();
    checkAuditedFills(monitor, exchange);
  });

scenario('a hundred fills in several coins keep every digit', usual, async (world) => {
  const { exchange, start } = world;
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  let dice = 20250211;
  const roll = (sides) => {
    dice = (dice * 48271) % 2147483647;
    return dice % sides;
  };
  for (let i = 0; i < 100; i++) {
    const coin = ['BTC', 'ETH', 'kPEPE'][roll(3)];
    const { szDecimals, pxDecimals } = exchange.coins.get(coin);
    const side = roll(2) ? 'B' : 'A';
    const size = ((roll(5000) + 1) / 10 ** szDecimals).toFixed(szDecimals);
    const base = { BTC: 60000, ETH: 3000, kPEPE: 0.5 }[coin];
    const price = (base * (0.9 + roll(2000) / 10000)).toFixed(pxDecimals);
    await checkFill(client, exchange.trade(Alice, coin, side, size, price));
  }
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
  assert.deepEqual(monitor.trail.ofType('error'), []);
});

scenario('a position changed without a fill is set to the exchange’s', usual, async (world) => {
  const { exchange, start } = world;
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  exchange.trade(Alice, 'ETH', 'B', '2', '2900');
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  exchange.change(Alice, 'BTC', '0.01', '59000');
  exchange.change(Alice, 'ETH', '0', '0');

  const changes = [await client.next('position_change'), await client.next('position_change')]
    .sort((a, b) => a.symbol.localeCompare(b.symbol));
  assert.deepEqual(changes.map((one) => [one.symbol, one.fill, one.position.side,
    one.position.quantity, one.position.entry_price]),
  [['BTC-USD', null, 'long', '0.01', '59000'], ['ETH-USD', null, 'flat', '0', '0']]);
  await checkSummary(monitor, exchange);
  await until('agreement', async () => (await monitor.get('health')).status === 'healthy');
  client.close();
  await monitor.stop();
  checkAuditedFillsStayed(monitor);
});

function checkAuditedFillsStayed(monitor) {
  assert.equal(monitor.trail.ofType('fill').length, 2); // none was invented
  for (const type of ['discrepancy', 'adjust'])
    assert.deepEqual(monitor.trail.ofType(type).map((line) => line.coin).sort(), ['BTC', 'ETH']);
  const synced = monitor.trail.ofType('position_change').filter((line) => line.event === 'sync');
  assert.deepEqual(synced.map((line) => [line.symbol, line.quantity]).sort(),
    [['BTC-USD', '0.01'], ['ETH-USD', '0']]);
}

scenario('a position that appears without a fill is taken over', usual, async (world) => {
  const { exchange, start } = world;
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  exchange.change(Alice, 'ETH', '-3', '3050');
  const change = await client.next('position_change');
  assert.deepEqual([change.symbol, change.position.side, change.position.quantity,
    change.position.entry_price, change.position.basis],
  ['ETH-USD', 'short', '3', '3050', 'partial']);
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
  assert.deepEqual(monitor.trail.ofType('fill'), []);
});

scenario('funding arrives once and stands apart', usual, async ({ exchange, start }) => {
  exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
  exchange.pay(Alice, 'BTC', '-0.015');
  const monitor = await (await start()).ready();
  exchange.pay(Alice, 'BTC', '-0.0175');
  await until('both payments', async () => (await monitor.get('summary')).funding === '-0.0325');
  exchange.dropFeeds();
  await until('the feed', () => exchange.sockets.size === 1);
  await monitor.ready();
  const summary = await checkSummary(monitor, exchange);
  assert.equal(summary.funding, '-0.0325');
  assert.equal(summary.positions['BTC-USD'].funding, '-0.0325');
  await monitor.stop();
  assert.deepEqual(monitor.trail.ofType('funding').map((line) => line.amount),
    ['-0.015', '-0.0175']);
});

scenario('an entry changed without a fill is set to the exchange’s while its coin is traded', usual,
  async ({ exchange, start }) => {
    exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    exchange.change(Alice, 'BTC', '0.02', '60000');
    let readings = exchange.countOf('clearinghouseState');
    let trades = 0;
    await until('the adjustment', () => {
      if (exchange.countOf('clearinghouseState') > readings) { // between any two of them
        readings = exchange.countOf('clearinghouseState');
        exchange.trade(Alice, 'BTC', 'B', '0.001', '61000');
        trades += 1;
      }
      return client.updates.find((one) => one.event_type === 'position_change');
    });
    assert.ok(trades >= 2, `${trades} trades`);
    const expected = expectedPosition('BTC', exchange.account(Alice).books.get('BTC'));
    await until('the exchange’s entry', async () => {
      const shown = (await monitor.get('summary')).positions['BTC-USD'];
      return shown.entry_price === expected.entry_price && shown.quantity === expected.quantity
        && shown.reconciled;
    });
    client.close();
    await monitor.stop();
    assert.deepEqual(monitor.trail.refresh().ofType('discrepancy').map((line) => line.field),
      ['entry_price']);
    checkAuditedFills(monitor, exchange);
  });

scenario('a client that comes back is told the fills it missed', {},
  async ({ exchange, start }) => {
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    const heard = await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '60000'), 'live');
    const { epoch } = client.messages[0];
    client.close();
    const missed = [exchange.trade(Alice, 'ETH', 'B', '1', '3000'),
      exchange.trade(Alice, 'BTC', 'A', '0.03', '60100')];
    await until('the fills', async () => (await monitor.get('../fills')).fills.length === 3);

    const back = await monitor.stream();
    back.ask('subscribe', { events: ['fill'] });
    back.checkSeq = () => {}; // what it is told now is older than its state
    back.ask('resume', { epoch, seqs: { [Alice]: heard.seq } });
    for (const trade of missed) await checkFill(back, trade, 'live');
    await checkFill(back, exchange.trade(Alice, 'ETH', 'A', '0.5', '3010'), 'live');
    assert.equal(back.updates.length, 3);
    const told = back.messages.find((message) => message.type === 'resumed');
    assert.equal(told.seqs[Alice].from, heard.seq + 1);
    back.close();
    await checkSummary(monitor, exchange);
    await monitor.stop();
    checkAuditedFills(monitor, exchange);
  });

scenario('a payment of funding is a change, and in the trail before it is told', usual,
  async ({ exchange, start }) => {
    exchange.trade(Alice, 'BTC', 'B', '0.02', '59000');
    const monitor = await (await start()).ready();
    const client = await monitor.stream();

    exchange.pay(Alice, 'BTC', '-0.015');
    const change = await client.next('position_change');

    assert.equal(change.position.funding, '-0.015');
    client.close();
    await monitor.stop();
  });
