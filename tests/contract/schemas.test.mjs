// SPDX-License-Identifier: GPL-3.0-or-later
// What the built program answers and tells in the course of a day is what its own /openapi.json and
// /asyncapi.json say, to the last key.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Alice, Bob, checkFill, scenario } from './scenario.mjs';
import { until } from './monitor.mjs';
import { Description } from '../interop/api/description.mjs';
import { ask } from '../interop/api/wire.mjs';

const require = createRequire(join(process.env.LPM_NODE_PACKAGES, 'package.json'));
const two = { monitor: { accounts: [`${Alice}=alice`, Bob] } };

class Watch {
  static async of(monitor) {
    const watch = new Watch();
    watch.base = monitor.base.replace('http://', '');
    const get = async (target) => JSON.parse((await ask(watch.base, 'GET', target)).body);
    watch.rest = new Description(await get('/openapi.json'), require);
    watch.stream = new Description(await get('/asyncapi.json'), require);
    watch.clients = [];
    return watch;
  }

  async ask(target, method = 'GET') {
    const answer = await ask(this.base, method, target);
    return { ...answer, value: this.rest.checkAnswer(method, target, answer) };
  }

  // Every route that is read, of each account and of all.
  async everyRoute() {
    for (const [method, path, { parameters = [] }] of this.rest.operations()) {
      if (method !== 'GET') continue;
      const target = path.replace('{symbol}', 'BTC-USD');
      const isAsked = parameters.some((one) => one.$ref?.endsWith('/account'));
      for (const query of isAsked ? ['', '?account=all', `?account=${Bob}`] : [''])
        await this.ask(target + query);
    }
  }

  // A cursor that no page before can have said.
  async everyBadCursor() {
    for (const [method, path, { parameters = [] }] of this.rest.operations()) {
      if (!parameters.some((one) => one.$ref?.endsWith('/cursor'))) continue;
      const { status, value } = await this.ask(`${path}?cursor=x`, method);
      assert.deepEqual([path, status, value.code], [path, 422, 'invalid_parameter']);
    }
  }

  follow(client) {
    this.clients.push(client);
    return client;
  }

  checkMessages() {
    let count = 0;
    for (const client of this.clients) {
      for (const message of client.messages) this.stream.checkMessage(message);
      count += client.messages.length;
    }
    return count;
  }
}

// The text format of Prometheus: each family is announced once, before its samples.
function familiesOf(text) {
  const families = new Set();
  assert.ok(text.endsWith('\n'));
  for (const line of text.trimEnd().split('\n')) {
    const [, help] = /^# HELP (\w+) \S.*$/.exec(line) ?? [];
    if (help) {
      assert.ok(!families.has(help), `${help} is announced twice`);
      families.add(help);
      continue;
    }
    const last = [...families].at(-1);
    if (line.startsWith('#')) assert.equal(line, `# TYPE ${last} gauge`);
    else assert.match(line, new RegExp(
      `^${last}(\\{\\w+="([^"\\\\\\n]|\\\\.)*"(,\\w+="([^"\\\\\\n]|\\\\.)*")*\\})? -?\\d+(\\.\\d+)?$`));
  }
  return families;
}

async function checkMetrics(watch) {
  const { body } = await watch.ask('/metrics');
  const described = watch.rest.document.components.schemas.Metrics.description;
  assert.deepEqual([...familiesOf(body)].sort(), described.match(/hlpm_\w+/g).sort());
}

async function trade(watch, exchange, client) {
  await checkFill(client, exchange.trade(Alice, 'BTC', 'B', '0.02', '60000'), 'live');
  await checkFill(client, exchange.trade(Alice, 'ETH', 'A', '1.5', '3000'), 'live');
  exchange.trade(Bob, 'BTC', 'A', '0.05', '60010');
  exchange.setMark('BTC', '60500');
  await client.next('price_update');
  await checkFill(client, exchange.trade(Alice, 'BTC', 'A', '0.02', '60500'), 'live');
  await checkFill(client, exchange.trade(Alice, 'ETH', 'B', '0.5', '2990', { tells: false }),
    'backfill');
  exchange.pay(Alice, 'ETH', '-0.015');
  exchange.account(Alice).books.get('ETH').liquidationPx = '4000.0';
  exchange.tellState(Alice);
  await until('the liquidation price', async () =>
    (await watch.ask('/api/v1/positions/ETH-USD')).value.liquidation_price === '4000');
}

scenario('the whole of an account’s day is as described', two, async ({ exchange, start }) => {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  exchange.delay = () => held;
  exchange.trade(Alice, 'ETH', 'B', '0.25', '2950');
  const monitor = await start();
  const watch = await Watch.of(monitor);
  await watch.everyRoute();
  assert.equal((await watch.ask('/api/v1/ready')).status, 503);
  letGo();
  exchange.delay = null;
  await monitor.ready();

  const client = watch.follow(await monitor.stream());
  const all = watch.follow(await monitor.stream('?account=all'));
  const small = watch.follow(await monitor.stream());
  small.ask('subscribe', { format: 'compact' });
  await until('subscribed', () => small.messages.some((one) => one.type === 'subscribed'));
  await trade(watch, exchange, client);
  exchange.setMark('ETH', '3010');
  await until('a compact price', () => {
    exchange.setMark('ETH', exchange.nextId++ % 2 ? '3011' : '3012');
    return small.messages.some((one) => one.t === 'p');
  });
  for (const one of watch.clients) one.ask('get_summary');
  await until('summaries', () => watch.clients.every((one) =>
    one.messages.some((message) => message.type === 'summary')));
  await watch.everyRoute();
  await watch.everyBadCursor();
  await checkMetrics(watch);

  exchange.change(Alice, 'ETH', '-3', '3050');
  await client.next('position_change');
  await until('the history', async () =>
    (await watch.ask('/api/v1/reconciliation')).value.history.length > 0);
  assert.equal((await watch.ask('/api/v1/positions/reconcile', 'POST')).status, 202);
  exchange.isOpen = false;
  exchange.dropFeeds();
  await until('the outage', async () =>
    (await watch.ask('/api/v1/positions/health')).value.accounts[0].feed_state === 'offline');
  assert.equal((await watch.ask('/api/v1/positions/reconcile', 'POST')).status, 503);
  await watch.everyRoute();

  assert.ok(all.messages.length > 5);
  assert.ok(watch.checkMessages() > 20);
  for (const kind of ['initial_state', 'position_update', 'price', 'summary', 'subscribed'])
    assert.ok(watch.stream.used.has(kind), kind);
  for (const [method, path] of watch.rest.operations()) {
    const isAnswered = [...watch.rest.used].some((one) => one.startsWith(`${method} ${path} 2`));
    assert.ok(isAnswered || /stream|check/.test(path), `${method} ${path}`);
  }
  client.socket.close(); // the compact one's updates are not all in its list of seqs
  await monitor.stop();
});
