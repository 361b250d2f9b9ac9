// SPDX-License-Identifier: GPL-3.0-or-later
// The opening handshake: heads of requests, right or wrong in one place, and the answers to them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

const path = '/api/v1/positions/stream';
export const requestLine = `GET ${path} HTTP/1.1`;
export const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ=='; // of RFC 6455, 1.3
const right = {
  Host: 'localhost:PORT',
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Key': sampleKey,
  'Sec-WebSocket-Version': '13',
};

// `changes`: other values by name; a list is a header line each, and [] leaves the header out.
export function head(changes = {}, line = requestLine) {
  const lines = Object.entries({ ...right, ...changes }).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}`));
  return [line, ...lines, '', ''].join('\r\n');
}

export const sends = (bytes) => (peer) =>
  peer.write(Buffer.from(bytes.replaceAll('PORT', peer.port), 'latin1'));
export const opensHandshake = (changes, line) => sends(head(changes, line));

export const acceptOf = (key) => createHash('sha1')
  .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

export const isUpgraded = ({ accept = acceptOf(sampleKey), protocol = [] } = {}) =>
  async (peer) => {
    const { status, all } = await peer.answer();
    assert.match(status, /^HTTP\/1\.1 101 /, `expected 101, came ${status}`);
    const isOnly = (name, expected) => assert.deepEqual(
      all(name).map((value) => value.toLowerCase()), [expected], `${name}: ${all(name)}`);
    isOnly('upgrade', 'websocket');
    isOnly('connection', 'upgrade');
    assert.deepEqual(all('sec-websocket-accept'), [accept], 'Sec-WebSocket-Accept');
    assert.deepEqual(all('sec-websocket-extensions'), [], 'Sec-WebSocket-Extensions');
    assert.deepEqual(all('sec-websocket-protocol'), protocol, 'Sec-WebSocket-Protocol');
    for (const name of ['content-length', 'transfer-encoding', 'sec-websocket-version'])
      assert.deepEqual(all(name), [], name);
  };

const isAnsweredWith = (status, headers) => async (peer) => {
  const answer = await peer.answer();
  assert.equal(Number(answer.status.split(' ')[1]), status, `came ${answer.status}`);
  assert.deepEqual(answer.all('sec-websocket-accept'), []);
  for (const [name, value] of Object.entries(headers))
    assert.deepEqual(answer.all(name), [value], name);
  const [length] = answer.all('content-length');
  const { code } = JSON.parse(await peer.body(Number(length)));
  assert.equal(typeof code, 'string', 'the code of the refusal');
};

// Refused with this status, and the connection ends behind the answer.
export const isRefused = (status, headers = {}) => async (peer) => {
  await isAnsweredWith(status, headers)(peer);
  await peer.ended();
};

// Answered as an ordinary request: the connection stays one of HTTP, where frames are nonsense.
export const staysHttp = (status, headers = {}) => async (peer) => {
  await isAnsweredWith(status, headers)(peer);
  await peer.write(Buffer.from([0x89, 0x80, 1, 2, 3, 4, 0x0d, 0x0a, 0x0d, 0x0a]));
  await isRefused(400)(peer);
};
