// SPDX-License-Identifier: GPL-3.0-or-later
// Which moves of a price are sent. One unit of kPEPE has six decimals of price: a position of 100
// moves by whole tenths of a cent.
import assert from 'node:assert/strict';
import { Alice, checkFill, checkSummary, scenario } from './scenario.mjs';
import { units } from './amounts.mjs';
import { until } from './monitor.mjs';

const everyChange = { monitor: { flags: ['--pnl-threshold', '0.01'] } };

async function holding({ exchange, start }, side = 'B') {
  const monitor = await (await start()).ready();
  const client = await monitor.stream();
  await checkFill(client, exchange.trade(Alice, 'kPEPE', side, '100', '0.5'), 'live');
  await until('a mark', async () =>
    (await monitor.get('summary')).positions['kPEPE-USD']?.unrealized_pnl === '0');
  const pnls = () => client.updates.filter((one) => one.event_type === 'price_update')
    .map((one) => one.position.unrealized_pnl).filter((pnl) => pnl !== '0');
  return { monitor, client, pnls, exchange };
}

scenario('a move of one cent or less is not sent', everyChange, async (world) => {
  const { monitor, client, pnls, exchange } = await holding(world);
  exchange.setMark('kPEPE', '0.5001'); // +1 cent
  exchange.setMark('kPEPE', '0.4999'); // -1 cent
  exchange.setMark('kPEPE', '0.50005');
  exchange.setMark('kPEPE', '0.500101'); // +1.01 cent
  await until('the move of more than a cent', () => pnls().length > 0);
  exchange.setMark('kPEPE', '0.500001'); // exactly a cent below what was sent
  exchange.setMark('kPEPE', '0.500201'); // exactly a cent above
  exchange.setMark('kPEPE', '0.5');
  await until('the move back', () => client.updates.at(-1).position.unrealized_pnl === '0');
  assert.deepEqual(pnls(), ['0.0101']);
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
});

scenario('a summary shows also the move that is not sent', everyChange, async (world) => {
  const { monitor, client, pnls, exchange } = await holding(world);
  exchange.setMark('kPEPE', '0.50004');
  const summary = await checkSummary(monitor, exchange);
  assert.equal(summary.positions['kPEPE-USD'].unrealized_pnl, '0.004');
  assert.deepEqual(pnls(), []);
  client.close();
});

scenario('slow drift is sent once it adds up', everyChange, async (world) => {
  const { client, pnls, exchange } = await holding(world);
  for (let step = 1; step <= 12; step++) // 0.4 cents each
    exchange.setMark('kPEPE', `0.5${String(step * 4).padStart(4, '0')}`);
  await until('the last sum', () => pnls().includes('0.048'));
  assert.deepEqual(pnls(), ['0.012', '0.024', '0.036', '0.048']);
  client.close();
});

scenario('the drift of a short is sent as well, with its sign', everyChange, async (world) => {
  const { client, pnls, exchange } = await holding(world, 'A');
  for (let step = 1; step <= 6; step++)
    exchange.setMark('kPEPE', `0.5${String(step * 4).padStart(4, '0')}`);
  await until('the last sum', () => pnls().includes('-0.024'));
  assert.deepEqual(pnls(), ['-0.012', '-0.024']);
  client.close();
});

scenario('a fill sets what the next move is compared with', everyChange, async (world) => {
  const { client, pnls, exchange } = await holding(world);
  exchange.setMark('kPEPE', '0.50009');
  const update = await checkFill(client, exchange.trade(Alice, 'kPEPE', 'B', '1', '0.5'), 'live');
  assert.equal(update.position.unrealized_pnl, '0.00909');
  exchange.setMark('kPEPE', '0.50012'); // 1.2 cents in all, and 0.3 since the fill
  exchange.setMark('kPEPE', '0.5002'); // 1.1 cents since the fill
  await until('the move since the fill', () => pnls().length > 0);
  assert.deepEqual(pnls(), ['0.0202']);
  client.close();
});

scenario('a threshold of one’s own', { monitor: { flags: ['--pnl-threshold', '0.5'] } },
  async (world) => {
    const { client, pnls, exchange } = await holding(world);
    exchange.setMark('kPEPE', '0.505');
    exchange.setMark('kPEPE', '0.505001');
    await until('more than the threshold', () => pnls().length > 0);
    assert.deepEqual(pnls(), ['0.5001']);
    client.close();
  });

scenario('within the update interval only the last move is sent',
  { monitor: { flags: ['--update-interval', '3'] } }, async (world) => {
    const { monitor, client, pnls, exchange } = await holding(world);
    for (let step = 1; step <= 200; step++)
      exchange.setMark('kPEPE', `0.5${String(step * 10).padStart(4, '0')}`);
    await until('the last move', () => pnls().at(-1) === '2');
    assert.ok(pnls().length < 20, `${pnls().length} of 200 moves were sent`);
    await checkSummary(monitor, exchange);
    client.close();
  });

scenario('a fill is sent at once, whatever the interval',
  { monitor: { flags: ['--update-interval', '3600'] } }, async ({ exchange, start }) => {
    const monitor = await (await start()).ready();
    const client = await monitor.stream();
    for (let i = 0; i < 20; i++)
      await checkFill(client, exchange.trade(Alice, 'kPEPE', 'B', '1', '0.5'), 'live');
    client.close();
  });

// What a compact client knows of a position is what the full stream told with the same seq.
function checkCompact(message, known, full) {
  const { position } = full.find((one) => one.seq === message.q);
  assert.equal(message.m, position.current_price);
  assert.equal(message.u, position.unrealized_pnl);
  assert.equal(message.w, Date.parse(position.price_time));
  const money = (value) => units(value, 12);
  assert.equal(money(position.notional_value) * 10n ** 12n,
    money(known.quantity) * money(message.m));
  assert.equal(money(position.total_pnl), money(known.realized_pnl) + money(message.u));
  assert.equal(money(position.net_pnl),
    money(position.total_pnl) - money(known.fees) + money(known.funding));
  assert.deepEqual([position.margin_used, position.liquidation_price],
    [message.g ?? known.margin_used, message.x ?? known.liquidation_price]);
}

scenario('the compact format tells the same', { monitor: {
  flags: ['--pnl-threshold', '0', '--update-interval', '0'] } }, async (world) => {
  const { monitor, client, exchange } = await holding(world);
  const compact = await monitor.stream();
  compact.ask('subscribe', { format: 'compact' });
  const subscribed = await until('the subscription', () =>
    compact.messages.find((one) => one.type === 'subscribed'));
  assert.deepEqual([subscribed.format, Object.values(subscribed.names.symbols)],
    ['compact', ['kPEPE-USD']]);
  let known = null;
  let checked = 0;
  for (let step = 1; step <= 20; step++) {
    const price = `0.5${String(step).padStart(3, '0')}`.replace(/0+$/, '');
    exchange.setMark('kPEPE', price);
    await until('the price', () =>
      client.updates.at(-1).position.current_price === price
      && compact.messages.some((one) => (one.m ?? one.position?.current_price) === price));
  }
  for (const message of compact.messages) {
    if (message.type === 'position_update') known = message.position;
    if (message.t !== 'p') continue;
    checkCompact(message, known, client.updates);
    known = { ...known, margin_used: message.g ?? known.margin_used,
      liquidation_price: message.x ?? known.liquidation_price };
    assert.equal(subscribed.names.symbols[message.s], 'kPEPE-USD');
    assert.equal(subscribed.names.accounts[message.a], Alice);
    assert.ok(JSON.stringify(message).length + 2 <= 100);
    checked += 1;
  }
  assert.ok(checked > 10, `${checked} compact updates`);
  client.close();
  compact.close();
  await monitor.stop();
});
