// SPDX-License-Identifier: GPL-3.0-or-later
// What is not a request, or too much of one. The tools of S15 are run by hand; here a crowd does
// what they do. S16 and S17 are in stream.test.mjs; RFC 6455 as a whole is interop_rfc6455.
import assert from 'node:assert/strict';
import { hearsAnswer, hearsState, send } from '../interop/rfc6455/steps.mjs';
import { isUpgraded } from '../interop/rfc6455/handshake.mjs';
import { Peer } from '../interop/rfc6455/peer.mjs';
import { text } from '../interop/rfc6455/wire.mjs';
import { scenario } from '../contract/scenario.mjs';
import {
  costsAtMost, curl, floods, portOf, refusal, requestTo, statusOf, streams,
} from './attack.mjs';

const Chunk = Buffer.alloc(1 << 16, 'x');
const CutMs = 10_000; // until a request that does not come to its end has been cut
const SlackMs = 1500; // of a machine with other things to do
const Crowd = 60;

const health = 'GET /api/v1/health';
const reconcile = 'POST /api/v1/positions/reconcile';

async function refuses(port, rows) {
  for (const [what, bytes, expected] of rows) {
    const { status, body } = await refusal(port, bytes);
    assert.deepEqual([what, status], [what, expected]);
    assert.equal(typeof JSON.parse(body).code, 'string');
  }
}

async function flooded(port, start) {
  const peer = new Peer(port);
  await peer.connected();
  await peer.write(Buffer.from(start, 'latin1'));
  await floods(peer, Chunk);
  peer.leave();
}

// --- S11 to S14 --------------------------------------------------------------------------------

scenario('S11: a head that is too large is refused, and costs nothing', {}, async ({ start }) => {
  const monitor = await start();
  const port = portOf(monitor);
  const heads = [
    ['17 KiB', requestTo(port, health, `X: ${'x'.repeat(17 << 10)}\r\n`), 431],
    ['65 lines', requestTo(port, health, 'X: x\r\n'.repeat(65 - 1)), 431],
    ['a line of 9 KiB', requestTo(port, `GET /${'x'.repeat(9 << 10)}`), 414],
  ];
  await refuses(port, heads);
  await costsAtMost(monitor, 1, async () => {
    await Promise.all(Array.from({ length: 10 }, () => refuses(port, heads)));
  });
  await costsAtMost(monitor, 1, () => flooded(port, `${health} HTTP/1.1\r\nX: `));
  assert.equal(await statusOf(`${monitor.base}/api/v1/health`), 200);
});

scenario('S12: a body has one length', {}, async ({ start }) => {
  const port = portOf(await start());
  const sized = (...lines) =>
    `${requestTo(port, reconcile, lines.map((line) => `${line}\r\n`).join(''))}abcde`;
  await refuses(port, [
    ['two', sized('Content-Length: 3', 'Content-Length: 5'), 400],
    ['two in one', sized('Content-Length: 3, 5'), 400],
    ['a negative one', sized('Content-Length: -1'), 400],
    ['a signed one', sized('Content-Length: +3'), 400],
    ['a hexadecimal one', sized('Content-Length: 0x3'), 400],
    ['none', sized('Content-Length:'), 400],
    ['a huge one', sized('Content-Length: 99999999999999999999'), 400],
    ['chunks as well', sized('Content-Length: 3', 'Transfer-Encoding: chunked'), 400],
    ['chunks before', sized('Transfer-Encoding: chunked', 'Content-Length: 3'), 400],
  ]);
});

scenario('S13: a body that is too large is refused before it is read', {}, async ({ start }) => {
  const monitor = await start();
  const port = portOf(monitor);
  const head = requestTo(port, reconcile, 'Content-Length: 65537\r\n');
  await refuses(port, [['no byte of the body', head, 413]]);
  await costsAtMost(monitor, 1, () => flooded(port, head));
  await costsAtMost(monitor, 1, () =>
    flooded(port, requestTo(port, reconcile, 'Content-Length: 200000000\r\n')));
  assert.equal(await statusOf(`${monitor.base}/api/v1/positions/reconcile`, '-X', 'POST',
    '--data-binary', 'x'.repeat(65_536)), 202);
});

scenario('S14: no path leads to a file', {}, async ({ start }) => {
  const { base } = await start();
  for (const [path, expected] of [
    ['/../../etc/passwd', 404], ['/..%2f..%2fetc%2fpasswd', 404],
    ['/%2e%2e/%2e%2e/etc/passwd', 404], ['/api/v1/../../../etc/passwd', 404],
    ['/..%5c..%5cetc%5cpasswd', 404], ['//', 404], ['//etc/passwd', 404], ['/page.js/', 404],
    ['/%00', 400], ['/page.js%00', 400], ['/api/v1/positions/BTC-USD%00', 400],
    ['/%c0%ae%c0%ae/etc/passwd', 400], ['/%2', 400],
  ]) {
    const { status, body } = await curl(`${base}${path}`);
    assert.deepEqual([path, status], [path, expected]);
    assert.equal(typeof JSON.parse(body).code, 'string');
    assert.doesNotMatch(body, /root:/);
  }
});

// --- S15 ---------------------------------------------------------------------------------------

// How long after its connection the server gives up a peer that sends a byte now and then.
async function lifeOfSlow(port, start) {
  const peer = new Peer(port);
  await peer.connected();
  const opened = Date.now();
  await peer.write(Buffer.from(start, 'latin1'));
  const drip = setInterval(() => peer.write(Buffer.from('x')), 500);
  try {
    while (peer.end === null) {
      await peer.until('its end', () => (peer.end === null ? null : true)).catch((error) => {
        if (peer.end === null && Date.now() - opened > 2 * CutMs) throw error;
      });
    }
    return Date.now() - opened;
  } finally {
    clearInterval(drip);
    peer.leave();
  }
}

// The same of one that asks on and reads nothing.
async function lifeOfReader(port) {
  const peer = new Peer(port);
  await peer.connected();
  const opened = Date.now();
  peer.socket.pause();
  let ended;
  const end = new Promise((resolve) => { ended = resolve; });
  peer.socket.on('error', ended).on('close', ended); // a write into a connection that is cut
  const question = Buffer.from(requestTo(port, 'GET /openapi.json'), 'latin1');
  const asking = setInterval(() => peer.socket.write(question, (error) => error && ended()), 300);
  try {
    await Promise.race([end, new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('it is served for ever')), 3 * CutMs).unref();
    })]);
    return Date.now() - opened;
  } finally {
    clearInterval(asking);
    peer.leave();
  }
}

scenario('S15: a slow crowd is cut, and others are answered meanwhile', {}, async ({ start }) => {
  const monitor = await start();
  const port = portOf(monitor);
  const slow = (bytes) => Array.from({ length: Crowd }, () => lifeOfSlow(port, bytes));
  let isOver = false;
  const lives = Promise.all([
    ...slow(`${health} HTTP/1.1\r\nX: `), ...slow(''),
    ...slow(requestTo(port, reconcile, 'Content-Length: 65536\r\n')),
    ...Array.from({ length: 5 }, () => lifeOfReader(port)),
  ]).finally(() => { isOver = true; });
  const served = (async () => {
    let count = 0;
    for (; !isOver; count++) {
      const signal = AbortSignal.timeout(2000);
      const { status } = await fetch(`${monitor.base}/api/v1/health`, { signal });
      assert.equal(status, 200);
    }
    return count;
  })();
  const [ms, count] = await Promise.all([lives, served]);
  assert.ok(Math.max(...ms) <= CutMs + SlackMs, `the last was cut after ${Math.max(...ms)} ms`);
  assert.ok(count > 10, `only ${count} answers meanwhile`);
});

scenario('S15: one who asks on and on and reads nothing is cut', {}, async ({ start }) => {
  const monitor = await (await start()).ready();
  const port = portOf(monitor);
  const questions = Buffer.from(requestTo(port, 'GET /openapi.json').repeat(50));
  await costsAtMost(monitor, 16, async () => {
    const peer = new Peer(port);
    await peer.connected();
    peer.socket.pause();
    await floods(peer, questions);
    peer.leave();
  });
});

// --- S18, S19 ----------------------------------------------------------------------------------

const nested = (depth) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const manyDigits = '1234567890'.repeat(4);

scenario('S18: a command that is none is answered, and the connection kept', {}, async (world) => {
  const port = portOf(await (await world.start()).ready());
  const answered = (command, code) => [send(text(command)), async (peer) => {
    const { payload } = await peer.frame('an error');
    const answer = JSON.parse(payload);
    assert.deepEqual([command, answer.type, answer.code], [command, 'error', code]);
  }];
  await streams(port, {}, [isUpgraded(), hearsState(),
    ...answered(nested(65), 'too_deep'),
    ...answered(nested(64), 'unknown_action'),
    ...answered(`{"action":"subscribe","min_interval_ms":${manyDigits}}`, 'invalid_argument'),
    ...answered(`{"action":"resume","epoch":"x","seqs":{"a":${manyDigits}}}`, 'invalid_argument'),
    ...answered('{"type":"order"}', 'unknown_action'),
    ...answered('{"action":"order"}', 'unknown_action'),
    ...answered('{"action":"ping"', 'invalid_json'),
    send(text('{"action":"ping"}')), hearsAnswer()]);
});

scenario('S18: a command that says two things is none', {}, async ({ start }) => {
  const port = portOf(await (await start()).ready());
  await streams(port, {}, [isUpgraded(), hearsState(),
    send(text('{"action":"get_summary","action":"ping"}')), async (peer) => {
      assert.equal(JSON.parse((await peer.frame('an error')).payload).type, 'error');
    }, send(text('{"action":"ping"}')), hearsAnswer()]);
});

scenario('S19: every answer tells a browser to keep and run nothing', {}, async ({ start }) => {
  const { base } = await start();
  for (const path of ['/api/v1/health', '/api/v1/positions', '/api/v1/fills', '/nowhere',
    '/?token=x', '/openapi.json']) {
    const { headers } = await curl(`${base}${path}`);
    assert.equal(headers['cache-control'], 'no-store', path);
    assert.equal(headers['x-content-type-options'], 'nosniff', path);
    assert.equal(headers['content-security-policy'], 'default-src \'none\'', path);
    assert.doesNotMatch(headers.server ?? '', /\d|Qt/, path);
  }
  // The state of the monitor is kept, and asked for again each time: design, section 7.
  const { headers } = await curl(`${base}/api/v1/positions/summary`);
  assert.equal(headers['cache-control'], 'no-cache');
  const page = (await curl(`${base}/`)).headers['content-security-policy'];
  assert.match(page, /default-src 'none'/);
  assert.doesNotMatch(page, /unsafe|\*|http/);
});
