// SPDX-License-Identifier: GPL-3.0-or-later
// Asks every route for each answer that it can be brought to give, and holds the answer against
// its description.
import assert from 'node:assert/strict';

import { until } from './examples.mjs';
import { ask, exchange } from './wire.mjs';

const Upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };
const Stream = '/api/v1/positions/stream';
const targetOf = (path) => path.replace('{symbol}', 'BTC-USD');

class Asker {
  constructor({ base, tell }, description, headers = {}, localAddress = undefined) {
    Object.assign(this, { base, tell, description, headers, localAddress });
  }

  async expect(status, method, target, headers = {}) {
    const answer = await ask(this.base, method, target, { ...this.headers, ...headers },
      this.localAddress);
    assert.equal(answer.status, status, `${method} ${target.slice(0, 80)}: ${answer.body}`);
    return { ...answer, value: this.description.checkAnswer(method, target, answer) };
  }

  // As it is, where it makes no request of the usual form.
  async expectOfBytes(status, method, target, head) {
    const answer = await exchange(this.base, head, method === 'HEAD');
    answer.socket.destroy();
    assert.equal(answer.status, status, `${head.slice(0, 80)}: ${answer.body}`);
    this.description.checkAnswer(method, target, answer);
  }

  // [method, target, operation, names of its parameters in the query]
  routes(isWanted = () => true) {
    return this.description.operations().map(([method, path, operation]) => {
      const names = (operation.parameters ?? []).map((one) => this.description.resolve(one))
        .filter((one) => one.in === 'query').map((one) => one.name);
      return [method, targetOf(path), operation, names];
    }).filter((route) => isWanted(...route));
  }
}

async function usualAnswers(asker) {
  for (const [method, target, { responses }, names] of asker.routes()) {
    const status = Number(['200', '202', '426'].find((each) => responses[each]));
    await asker.expect(status, method, target);
    if (method === 'GET') await asker.expect(status, 'HEAD', target);
    await asker.expect(204, 'OPTIONS', target);
    await asker.expect(405, 'DELETE', target);
    await asker.expect(501, 'PROPFIND', target);
    if (!names.includes('account') || target === Stream) continue;
    const second = target.endsWith('/BTC-USD') ? 404 : status;
    await asker.expect(second, method, `${target}?account=second`);
    await asker.expect(status, method, `${target}?account=all`);
    await asker.expect(404, method, `${target}?account=nobody`);
  }
  await asker.expect(405, 'TRACE', '/api/v1/version');
  await asker.expect(404, 'GET', '/api/v1/nothing');
  await asker.expect(404, 'GET', '/api/v1/positions/NONE-USD');
}

async function lists(asker) {
  for (const fill of [1, 2, 3, 'late']) await asker.tell(fill === 'late' ? 'late' : 'fill');
  const queries = ['since=2025-02-11T17:00:00Z', 'until=1739295000000', 'limit=2000',
    'symbol=BTC', 'symbol=NONE-USD&limit=1'];
  const wrong = ['limit=0', 'since=yesterday', 'until=', 'limit=1e3'];
  for (const [method, target] of asker.routes((...route) => route[3].includes('limit'))) {
    for (const query of queries) await asker.expect(200, method, `${target}?${query}`);
    for (const query of wrong) await asker.expect(422, method, `${target}?${query}`);
  }
  for (const query of ['rows=doubtful&history=0', 'rows=all&history=1'])
    await asker.expect(200, 'GET', `/api/v1/reconciliation?account=all&${query}`);
  for (const query of ['rows=some', 'rows=', 'history=-1', 'history='])
    await asker.expect(422, 'GET', `/api/v1/reconciliation?${query}`);
  const { Moment } = asker.description.document.components.schemas;
  for (const query of queries.slice(0, 2))
    asker.description.check(Moment, query.split('=')[1], query);
  for (const query of ['since=yesterday', 'until='])
    assert.notDeepEqual(asker.description.faultsOf(Moment, query.split('=')[1]), []);
  for (const [list, target] of [['fills', '/api/v1/fills'], ['positions', '/api/v1/positions']]) {
    const seen = [];
    for (let cursor = ''; cursor !== null;) {
      const { value } = await asker.expect(200, 'GET', `${target}?limit=1${cursor}`);
      seen.push(...value[list]);
      cursor = value.next_cursor && `&cursor=${value.next_cursor}`;
    }
    assert.ok(seen.length >= 2, `pages of ${target}`);
    await asker.expect(422, 'GET', `${target}?cursor=x`);
  }
}

async function refusals(asker) {
  const { base } = asker;
  for (const [method, target] of asker.routes()) {
    await asker.expect(403, method, target, { Origin: 'http://evil.example' });
    await asker.expect(411, method, target, { 'Transfer-Encoding': 'chunked' });
    await asker.expect(413, method, target, { 'Content-Length': '65537' });
    await asker.expect(414, method, `${target}?${'x'.repeat(9000)}`);
    await asker.expect(421, method, target, { Host: 'evil.example' });
    await asker.expect(431, method, target, Object.fromEntries(
      Array.from({ length: 70 }, (_, i) => [`X-${i}`, 'x'])));
    await asker.expect(400, method, `${target}?token=x`);
    await asker.expectOfBytes(505, method, target,
      `${method} ${target} HTTP/2.0\r\nHost: ${base}\r\n\r\n`);
  }
  await Promise.all(asker.routes().map(([method, target]) => asker.expectOfBytes(408, method,
    target, `${method} ${target} HTTP/1.1\r\nHost: ${base}\r\n`)));
}

async function states(asker) {
  const withAccount = (...route) => route[3].includes('account') && route[1] !== Stream;
  for (const word of ['everything', 'past', 'compare', 'unknown']) await asker.tell(word);
  const now = async () => (await asker.expect(200, 'GET', '/api/v1/positions/summary')).value;
  const { seq } = await now();
  for (const [method, target] of asker.routes(withAccount)) {
    const expected = method === 'POST' && target.endsWith('reconcile') ? 202 : 200;
    await asker.expect(expected, method, target);
  }
  await until('the fill behind a comparison', async () => (await now()).seq > seq);
  const { value: summary, headers } = await asker.expect(200, 'GET', '/api/v1/positions/summary');
  assert.equal(summary.positions['DOGE-USD'].current_price, null);
  assert.equal(summary.spot.length, 2);
  await asker.expect(304, 'GET', '/api/v1/positions/summary', { 'If-None-Match': headers.etag });

  await asker.tell('unreadable');
  for (const list of ['fills', 'funding', 'equity']) {
    const { value } = await asker.expect(503, 'GET', `/api/v1/${list}`);
    assert.equal(value.code, 'history_unavailable');
  }

  await asker.tell('unready');
  await asker.expect(503, 'GET', '/api/v1/ready');
  await asker.tell('offline');
  await asker.expect(503, 'POST', '/api/v1/positions/reconcile');
  await asker.tell('live');
  await asker.tell('stop');
  for (const path of ['/api/v1/positions/health', '/api/v1/health']) {
    const { value } = await asker.expect(503, 'GET', path);
    assert.equal(value.status, 'stopped');
  }
  for (const [method, target] of asker.routes(withAccount)) {
    const { value } = await asker.expect(503, method, target);
    assert.equal(value.code, 'not_running');
  }
  await asker.expect(503, 'GET', Stream, Upgrade);
  await asker.tell('start');
}

async function handshakes(asker) {
  await asker.expect(101, 'GET', Stream, Upgrade);
  await asker.expect(404, 'GET', `${Stream}?account=nobody`, Upgrade);
  await asker.expect(404, 'GET', '/api/v1/nothing', Upgrade);
  const { value } = await asker.expect(426, 'GET', Stream,
    { ...Upgrade, 'Sec-WebSocket-Version': '8' });
  assert.equal(value.code, 'websocket_version');
}

export async function checkRoutes(server, description) {
  const asker = new Asker(server, description);
  await usualAnswers(asker);
  await lists(asker);
  await handshakes(asker);
  await refusals(asker);
  await states(asker);
}

// After the fixture was told to forget the second account's state; then it forgets all accounts.
export async function checkForgotten(server, description) {
  const asker = new Asker(server, description);
  const routes = asker.routes((...route) => route[3].includes('account')
    && route[1] !== Stream && !route[1].endsWith('reconcile'));
  for (const [method, target] of routes) {
    const { value } = await asker.expect(503, method, `${target}?account=second`);
    assert.equal(value.code, 'no_state');
  }
  await asker.tell('nobody');
  for (const [method, target] of routes) {
    const { value } = await asker.expect(503, method, target);
    assert.equal(value.code, 'no_account');
  }
}

export async function checkWithToken(server, description, token) {
  const without = new Asker(server, description);
  const wrongHeaders = { Authorization: `Bearer ${token}x` };
  const guesser = new Asker(server, description, wrongHeaders);
  const right = new Asker(server, description, { Authorization: `Bearer ${token}` });
  const fewWrong = 10; // of one address; another one has its own count
  for (let i = 0; i < fewWrong; i++) await guesser.expect(401, 'GET', '/api/v1/version');
  for (const [i, [method, target, { security, responses }]] of right.routes().entries()) {
    const wrong = new Asker(server, description, wrongHeaders, `127.0.0.${2 + i}`);
    const status = Number(['200', '202', '426'].find((each) => responses[each]));
    await right.expect(status, method, target);
    await wrong.expect(401, method, target);
    await guesser.expect(429, method, target);
    await without.expect(security ? status : 401, method, target);
  }
}

// With as many connections as there may be: one more request is refused on every route.
export async function crowd(server, description) {
  const asker = new Asker(server, description);
  const sockets = [];
  const head = `GET /api/v1/version HTTP/1.1\r\nHost: ${server.base}\r\n\r\n`;
  for (let status = 200; status === 200;) {
    const answer = await exchange(server.base, head);
    ({ status } = answer);
    sockets.push(answer.socket);
    assert.ok(sockets.length < 1000, 'there is no bound');
  }
  for (const [method, target] of asker.routes()) {
    const { value } = await asker.expect(503, method, target);
    assert.equal(value.code, 'too_many_connections');
  }
  for (const socket of sockets) socket.removeAllListeners('close').destroy();
}
