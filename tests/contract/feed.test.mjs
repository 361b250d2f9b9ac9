// SPDX-License-Identifier: GPL-3.0-or-later
// What feeds do: they repeat, lose, reorder, break and talk nonsense. Nothing of it is seen behind.
import assert from 'node:assert/strict';
import { Alice, checkAuditedFills, checkFill, checkSummary, scenario } from './scenario.mjs';
import { until } from './monitor.mjs';

const usual = {};

async function live(world) {
  const monitor = await (await world.start()).ready();
  return { monitor, client: await monitor.stream(), ...world };
}

async function finish({ monitor, client, exchange }) {
  await checkSummary(monitor, exchange);
  client.close();
  await monitor.stop();
  checkAuditedFills(monitor, exchange);
}

scenario('a frame that comes twice counts once', usual, async (world) => {
  const play = await live(world);
  const { exchange, client } = play;
  const first = exchange.trade(Alice, 'BTC', 'B', '0.02', '60000');
  exchange.tellFills(Alice, [first.row]);
  exchange.tellFills(Alice, [first.row, first.row]);
  const second = exchange.trade(Alice, 'BTC', 'A', '0.01', '60100');
  exchange.tellFills(Alice, [first.row, second.row]);
  await checkFill(client, first, 'live');
  await checkFill(client, second, 'live');
  await finish(play);
  assert.equal(client.updates.filter((one) => one.event_type === 'fill').length, 2);
});

scenario('fills of one millisecond that come in the wrong order', usual, async (world) => {
  const play = await live(world);
  const { exchange, client } = play;
  const silent = { tells: false };
  const trades = [
    exchange.trade(Alice, 'ETH', 'B', '1', '3000', silent),
    exchange.trade(Alice, 'ETH', 'B', '0.5', '3001', { ...silent, sameTime: true }),
    exchange.trade(Alice, 'ETH', 'A', '4', '3002', { ...silent, sameTime: true }),
    exchange.trade(Alice, 'ETH', 'B', '0.25', '3003', { ...silent, sameTime: true }),
  ];
  exchange.tellFills(Alice, [2, 0, 3, 1].map((index) => trades[index].row));
  for (const trade of trades) await checkFill(client, trade, 'live');
  await finish(play);
});

scenario('a fill that the feed loses is read back before the next one', usual, async (world) => {
  const play = await live(world);
  const { exchange, client } = play;
  const lost = exchange.trade(Alice, 'ETH', 'B', '1', '3000', { tells: false });
  const told = exchange.trade(Alice, 'ETH', 'B', '2', '3010');
  await checkFill(client, lost, 'backfill');
  await checkFill(client, told, 'live');
  await finish(play);
});

scenario('a lost fill that no other follows is found by comparing', usual, async (world) => {
  const play = await live(world);
  const { exchange, client } = play;
  const lost = exchange.trade(Alice, 'ETH', 'B', '1', '3000', { tells: false });
  await checkFill(client, lost, 'backfill');
  await finish(play);
  assert.equal(play.monitor.trail.ofType('adjust').length, 0);
});

scenario('fills missed during a disconnect arrive as fills, in order', usual, async (world) => {
  const play = await live(world);
  const { exchange, client, monitor } = play;
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '60000'), 'live');
  exchange.isOpen = false;
  exchange.dropFeeds();
  await until('an offline feed', async () => {
    const health = await monitor.get('health');
    return health.status === 'degraded' && health.accounts[0].feed_state === 'offline';
  });
  const missed = [
    exchange.trade(Alice, 'BTC', 'A', '0.005', '60500'),
    exchange.trade(Alice, 'ETH', 'A', '1', '3000'),
    exchange.trade(Alice, 'BTC', 'A', '0.03', '60600'),
    exchange.trade(Alice, 'BTC', 'B', '0.015', '60700'),
  ];
  assert.equal((await monitor.get('summary')).positions['BTC-USD'].quantity, '0.02');
  exchange.isOpen = true;

  const perCoin = (coin) => missed.filter((trade) => trade.row.coin === coin);
  const seen = [];
  for (const _ of missed) seen.push(await client.next('fill'));
  for (const coin of ['BTC', 'ETH'])
    assert.deepEqual(seen.filter((one) => one.position.coin === coin)
      .map((one) => one.fill.fill_id), perCoin(coin).map(({ row }) => String(row.tid)));
  assert.ok(seen.every((one) => one.fill.source !== 'live'));
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.01', '60800'));
  await until('health', async () => (await monitor.get('health')).status === 'healthy');
  await finish(play);
});

// The exchange answers 2,000 rows at most, and the page ends inside one millisecond.
scenario('more fills are missed than one page holds', { exchange: { snapshotRows: 50 } },
  async (world) => {
    const play = await live(world);
    const { exchange, client } = play;
    exchange.isOpen = false;
    exchange.dropFeeds();
    const missed = [];
    for (let i = 0; i < 2300; i++) {
      const isInside = i % 40 !== 0 || (i > 1960 && i < 2040);
      missed.push(exchange.trade(Alice, 'kPEPE', i % 3 === 2 ? 'A' : 'B', String(1 + (i % 7)),
        `0.5${String(i % 1000).padStart(3, '0')}`, { sameTime: isInside && i > 0 }));
    }
    exchange.isOpen = true;
    for (const trade of missed) await checkFill(client, trade);
    await finish(play);
  });

scenario('slices of a TWAP order come on their own channel', usual, async (world) => {
  const play = await live(world);
  const { exchange, client } = play;
  const slice = { isSlice: true };
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.01', '60000', slice), 'live');
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.01', '60100'), 'live');
  const lost = exchange.trade(Alice, 'BTC', 'B', '0.02', '60150', { ...slice, tells: false });
  const told = exchange.trade(Alice, 'BTC', 'A', '0.03', '60200');
  await checkFill(client, lost, 'backfill');
  await checkFill(client, told, 'live');
  await finish(play);
});

scenario('a state that is ahead of its fill, or behind it, changes nothing', usual,
  async (world) => {
    const play = await live(world);
    const { exchange, client } = play;
    const ahead = exchange.trade(Alice, 'ETH', 'B', '1', '3000', { tells: false });
    exchange.tellState(Alice);
    exchange.tellFills(Alice, [ahead.row]);
    await checkFill(client, ahead, 'live');
    const old = exchange.stateOf(Alice, '');
    const told = exchange.trade(Alice, 'ETH', 'B', '2', '3010');
    exchange.tell('allDexsClearinghouseState',
      { user: Alice, clearinghouseStates: [['', old]] }, Alice);
    await checkFill(client, told, 'live');
    await finish(play);
    assert.deepEqual(client.updates.filter((one) => one.event_type === 'position_change'), []);
  });

scenario('nonsense on the feed is recorded and harms nothing', usual, async (world) => {
  const play = await live(world);
  const { exchange, client, monitor } = play;
  const [feed] = exchange.sockets;
  const nonsense = ['', 'hello', '[]', '{', '{"channel":"userFills"}', '['.repeat(5000),
    '{"channel":"userFills","data":{"user":"nobody","fills":[]}}',
    `{"channel":"userFills","data":{"user":"${Alice}","fills":[{"coin":"BTC","px":"1e5"}]}}`,
    '{"channel":"somethingNew","data":{"a":1}}', 'Websocket connection established.'];
  for (const text of nonsense) feed.send(text);
  feed.send(Buffer.from([0, 1, 2, 255]));
  // What could not be read is looked for: that may find the fill before the feed tells it.
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.01', '60000'));
  assert.equal(exchange.sockets.size, 1);
  assert.equal(monitor.hasEnded, undefined);
  await finish(play);
  assert.ok(monitor.trail.ofType('error').length >= 5);
});

scenario('the exchange rotates connections and every one is subscribed anew', usual,
  async (world) => {
    const play = await live(world);
    const { exchange, client } = play;
    for (let round = 0; round < 3; round++) {
      const [old] = exchange.sockets;
      old.close(1000, 'Expired');
      await checkFill(client, exchange.trade(Alice, 'ETH', 'B', '1', `300${round}`));
      await until('another connection', () => exchange.sockets.size === 1
        && !exchange.sockets.has(old));
    }
    await finish(play);
  });

scenario('words and keys that nobody knows yet are no obstacle', usual, async (world) => {
  const play = await live(world);
  const { exchange, client } = play;
  const trade = exchange.trade(Alice, 'BTC', 'B', '0.01', '60000', { tells: false });
  Object.assign(trade.row, { dir: 'Teleported', somethingNew: { deep: [1, null] },
    liquidation: { liquidatedUser: `0x${'9'.repeat(40)}`, markPx: '60001.0', method: 'odd' } });
  exchange.tellFills(Alice, [trade.row]);
  await checkFill(client, trade, 'live');
  await finish(play);
});
