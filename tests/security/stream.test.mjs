// SPDX-License-Identifier: GPL-3.0-or-later
// Who hears the stream, and what no client may do to it. That garbage is answered and never closes
// a connection: design, section 7. All of RFC 6455 is tried by interop_rfc6455, the allowance of a
// client by tst_apistream.
import assert from 'node:assert/strict';
import { isRefused, isUpgraded } from '../interop/rfc6455/handshake.mjs';
import {
  hearsAnswer, hearsPong, hearsState, isClosedWith, pingCommand, send,
} from '../interop/rfc6455/steps.mjs';
import { continuation, fragments, frame, ping, text } from '../interop/rfc6455/wire.mjs';
import { until } from '../contract/monitor.mjs';
import { Alice, scenario } from '../contract/scenario.mjs';
import {
  bearer, costsAtMost, floods, portOf, statusOf, streams, Token, tokenFlags, upgraded,
} from './attack.mjs';

const AuthMs = 2000; // for the first message of a client that brings no token
const CutMs = 1000; // of a flood
const FloodMs = 5000;
const SlackMs = 1500; // of a machine with other things to do
const Limit = 65_536; // bytes of a message
const PolicyViolated = 1008;

const auth = (token) => send(text(JSON.stringify({ action: 'auth', token })));

const hearsType = (type) => async (peer) => {
  const { payload } = await peer.frame(type);
  assert.equal(JSON.parse(payload).type, type);
};

const guarded = async ({ start, folder }) => portOf(await start({ flags: tokenFlags(folder) }));

// With a state to tell: without one a stream would be silent for another reason.
async function guardedWithState({ exchange, start, folder }) {
  exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
  const port = await guarded({ start, folder });
  await until('a state', async () =>
    await statusOf(`http://127.0.0.1:${port}/api/v1/ready`, '-H', bearer) === 200);
  return port;
}

// --- S7, S8 ------------------------------------------------------------------------------------

scenario('S7: who brings no token hears nothing and is closed in time', {}, async (world) => {
  const port = await guardedWithState(world);
  const peer = await upgraded(port);
  const opened = Date.now();
  await isClosedWith(PolicyViolated)(peer); // the first that came
  const ms = Date.now() - opened;
  peer.leave();
  assert.ok(ms <= AuthMs + SlackMs, `closed after ${ms} ms`);
});

scenario('S7: a first message that is no token ends the stream', {}, async (world) => {
  const port = await guardedWithState(world);
  for (const first of ['{"action":"get_summary"}', '{"action":"subscribe"}', 'nonsense',
    '{"action":"auth"}', '{"action":"auth","token":null}', '{"action":"auth","token":""}',
    JSON.stringify({ action: 'auth', token: `${Token}x` })])
    await streams(port, {}, [isUpgraded(), send(text(first)), hearsType('error'),
      isClosedWith(PolicyViolated)]);
});

scenario('S8: the token comes in the first message, or as a subprotocol', {}, async (world) => {
  const port = await guardedWithState(world);
  await streams(port, {}, [isUpgraded(), auth(Token), hearsType('authenticated'), hearsState()]);
  const protocol = [`bearer.${Token}`];
  await streams(port, { 'Sec-WebSocket-Protocol': protocol },
    [isUpgraded({ protocol }), hearsState()]);
  await streams(port, { Authorization: `Bearer ${Token}` }, [isUpgraded(), hearsState()]);
  await streams(port, { 'Sec-WebSocket-Protocol': `bearer.${Token}x` },
    [isRefused(401, { 'www-authenticate': 'Bearer error="invalid_token"' })]);
});

scenario('S8: a token in an address is refused, the right one too', {}, async (world) => {
  const port = await guarded(world);
  const base = `http://127.0.0.1:${port}`;
  for (const query of [`token=${Token}`, `access_token=${Token}`, `account=all&token=${Token}`,
    `%74oken=${Token}`]) {
    assert.equal(await statusOf(`${base}/api/v1/positions?${query}`), 400, query);
    const handshake = ['-H', 'Upgrade: websocket', '-H', 'Connection: Upgrade', '-H',
      'Sec-WebSocket-Version: 13', '-H', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
    const asked = `${base}/api/v1/positions/stream?${query}`;
    assert.equal(await statusOf(asked, ...handshake), 400, query);
  }
});

// --- S16 ---------------------------------------------------------------------------------------

scenario('S16: a frame that must not be ends its stream, and no other', {}, async ({ start }) => {
  const port = portOf(await (await start()).ready());
  const good = await upgraded(port);
  await hearsState()(good);
  const endless = [text('x', { fin: false }),
    ...Array.from({ length: Limit / 1024 }, () => continuation('x'.repeat(1024), { fin: false }))];
  for (const [what, frames, code] of [
    ['65,537 bytes', [text('x'.repeat(Limit + 1))], 1009],
    ['fragments without end', endless, 1009],
    ['fragments of 65,537 bytes', fragments('text', 'x'.repeat(Limit + 1), 4096), 1009],
    ['no mask', [text(pingCommand, { mask: null })], 1002],
    ['bad UTF-8', [text(Buffer.from([0xc0, 0xae]))], 1007],
    ['a reserved bit', [text(pingCommand, { rsv: 4 })], 1002],
    ['opcode 3', [frame({ opcode: 3, payload: 'x' })], 1002],
    ['a ping of 126 bytes', [ping('x'.repeat(126))], 1002],
  ]) {
    await streams(port, {}, [isUpgraded(), hearsState(), send(frames), isClosedWith(code)])
      .catch((error) => { throw new Error(`${what}: ${error.message}`); });
  }
  await send(text(pingCommand))(good);
  await hearsAnswer()(good);
  good.leave();
});

// --- S17 ---------------------------------------------------------------------------------------

const clientsOf = async ({ base }) =>
  Number(/^hlpm_api_clients (\d+)/m.exec(await (await fetch(`${base}/metrics`)).text())[1]);

scenario('S17: a flood of pings from one who does not read is cut', {}, async ({ start }) => {
  const monitor = await (await start()).ready();
  const port = portOf(monitor);
  const good = await upgraded(port);
  await hearsState()(good);
  const pings = Buffer.concat(Array.from({ length: 500 }, () => ping('x'.repeat(125))));
  await costsAtMost(monitor, 8, async () => {
    const peer = await upgraded(port);
    await hearsState()(peer);
    peer.socket.pause();
    const started = Date.now();
    const flood = floods(peer, pings, FloodMs);
    await until('the end of the client', async () => await clientsOf(monitor) === 1);
    const ms = Date.now() - started;
    await flood;
    peer.leave();
    assert.ok(ms <= CutMs + SlackMs, `it was a client for ${ms} ms`);
  });
  await send(ping('still here'))(good);
  await hearsPong('still here')(good);
  good.leave();
});
