// SPDX-License-Identifier: GPL-3.0-or-later
// 4.2: which opening handshakes a server takes, what it answers, and what it refuses.
import { acceptOf, head, isRefused, isUpgraded, opensHandshake, requestLine, sampleKey, sends,
  staysHttp } from '../handshake.mjs';
import { hearsAnswer, hearsState, isClosedWith, pingCommand, send, sendInPieces }
  from '../steps.mjs';
import { text } from '../wire.mjs';

const serves = [hearsState(), send(text(pingCommand)), hearsAnswer()];
const takes = (name, changes, answer) =>
  [name, opensHandshake(changes), isUpgraded(answer), ...serves];
const refuses = (name, status, changes, line) =>
  [name, opensHandshake(changes, line), isRefused(status)];
const takesKey = (name, key) =>
  takes(name, { 'Sec-WebSocket-Key': key }, { accept: acceptOf(key) });
const renamed = (change) => (line) =>
  line.replace(/^[^:]+:/gm, (name) => (name.startsWith('GET') ? name : change(name)));
const stream = requestLine.split(' ')[1];

const answers = [
  takes('the key of the RFC gets the accept of the RFC', {},
    { accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=' }),
  takesKey('a key of zeros', 'AAAAAAAAAAAAAAAAAAAAAA=='),
  takesKey('a key of ones', '/////////////////////w=='),
  takesKey('a key with both signs of base64', '+/+/+/+/+/+/+/+/+/+/+w=='),
];

const spelling = [
  ['header names in lower case', sends(renamed((name) => name.toLowerCase())(head())),
    isUpgraded(), ...serves],
  ['header names in upper case', sends(renamed((name) => name.toUpperCase())(head())),
    isUpgraded(), ...serves],
  ['no blank behind the colons', sends(head().replaceAll(': ', ':')), isUpgraded(), ...serves],
  ['blanks and tabs around the values', sends(head().replace(/: (.*)$/gm, ': \t $1 \t')
    .replaceAll('\r \t', ' \t\r')), isUpgraded(), ...serves],
  ['the headers in the opposite order', sends([requestLine,
    ...head().trim().split('\r\n').slice(1).reverse(), '', ''].join('\r\n')),
  isUpgraded(), ...serves],
  ['a head that comes byte by byte', async (peer) =>
    sendInPieces(1, Buffer.from(head().replace('PORT', peer.port)))(peer),
  isUpgraded(), ...serves],
  ['a query is part of the resource name', opensHandshake({}, requestLine
    .replace(stream, `${stream}?account=second`)), isUpgraded(), ...serves],
  takes('a header of 12,000 bytes', { 'X-One': 'x'.repeat(12_000) }),
  takes('50 more headers', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`X-${i}`, i]))),
  takes('headers that nobody knows', { 'X-One': 'a: b, c', Cookie: 'a=b' }),
];

const lists = [
  takes('Upgrade: WebSocket', { Upgrade: 'WebSocket' }),
  takes('Upgrade: WEBSOCKET', { Upgrade: 'WEBSOCKET' }),
  takes('Upgrade names another protocol too', { Upgrade: 'h2c, websocket' }),
  takes('Upgrade names another protocol behind it', { Upgrade: 'websocket, h2c' }),
  takes('Upgrade in two lines', { Upgrade: ['h2c', 'websocket'] }),
  takes('Upgrade in two lines, the other way round', { Upgrade: ['websocket', 'h2c'] }),
  takes('Connection: upgrade', { Connection: 'upgrade' }),
  takes('Connection: UPGRADE', { Connection: 'UPGRADE' }),
  takes('Connection: keep-alive, Upgrade', { Connection: 'keep-alive, Upgrade' }),
  takes('Connection: Upgrade, keep-alive', { Connection: 'Upgrade, keep-alive' }),
  takes('Connection without blanks', { Connection: 'keep-alive,Upgrade' }),
  takes('Connection with an empty item', { Connection: 'keep-alive, , Upgrade' }),
  takes('Connection in two lines', { Connection: ['keep-alive', 'Upgrade'] }),
  takes('Connection in two lines, the other way round', { Connection: ['Upgrade', 'keep-alive'] }),
];

const asksForAnUpgrade = (name, changes) =>
  [name, opensHandshake(changes), staysHttp(426, { upgrade: 'websocket' })];
const refusedUpgrades = [
  asksForAnUpgrade('Upgrade of another protocol', { Upgrade: 'h2c' }),
  asksForAnUpgrade('Upgrade of a longer name', { Upgrade: 'websockets' }),
  asksForAnUpgrade('no Upgrade', { Upgrade: [] }),
  asksForAnUpgrade('an empty Upgrade', { Upgrade: '' }),
  refuses('no Connection', 400, { Connection: [] }),
  refuses('Connection: keep-alive', 400, { Connection: 'keep-alive' }),
  refuses('Connection: close', 400, { Connection: 'close' }),
  refuses('Connection of a longer word', 400, { Connection: 'Upgraded' }),
  refuses('Connection with blanks for commas', 400, { Connection: 'keep-alive Upgrade' }),
];

const wrongVersions = ['0', '7', '8', '12', '14', '130', '013', '-13', '13.0', 'thirteen', '',
  '13, 8'];
const versions = wrongVersions.map((version) => [`version “${version}”`,
  opensHandshake({ 'Sec-WebSocket-Version': version }),
  isRefused(426, { upgrade: 'websocket', 'sec-websocket-version': '13' })]);
const refusedVersions = [
  ...versions,
  ['no version', opensHandshake({ 'Sec-WebSocket-Version': [] }),
    isRefused(426, { upgrade: 'websocket', 'sec-websocket-version': '13' })],
  refuses('two versions', 400, { 'Sec-WebSocket-Version': ['13', '8'] }),
  refuses('the version twice', 400, { 'Sec-WebSocket-Version': ['13', '13'] }),
];

const refusedKeys = [
  ['no key', []],
  ['an empty key', ''],
  ['15 bytes', Buffer.alloc(15).toString('base64')],
  ['17 bytes', Buffer.alloc(17).toString('base64')],
  ['a key without its padding', sampleKey.slice(0, 22)],
  ['a character that is not base64', sampleKey.replace('G', '!')],
  ['base64 of URLs', '-_-_-_-_-_-_-_-_-_-_-w=='],
  ['a blank inside', sampleKey.replace('G', ' ')],
  ['two keys', [sampleKey, 'AAAAAAAAAAAAAAAAAAAAAA==']],
  ['the key twice', [sampleKey, sampleKey]],
].map(([name, key]) => refuses(name, 400, { 'Sec-WebSocket-Key': key }));

const refusedLines = [
  ['POST', 400, `POST ${stream} HTTP/1.1`],
  ['HEAD', 400, `HEAD ${stream} HTTP/1.1`],
  ['PUT', 400, `PUT ${stream} HTTP/1.1`],
  ['OPTIONS', 400, `OPTIONS ${stream} HTTP/1.1`],
  ['CONNECT', 405, `CONNECT ${stream} HTTP/1.1`],
  ['get in small letters', 501, `get ${stream} HTTP/1.1`],
  ['HTTP/1.0', 400, `GET ${stream} HTTP/1.0`],
  ['HTTP/0.9', 505, `GET ${stream} HTTP/0.9`],
  ['HTTP/2.0', 505, `GET ${stream} HTTP/2.0`],
  ['no HTTP version', 400, `GET ${stream}`],
  ['another protocol', 400, `GET ${stream} HTTQ/1.1`],
  ['a path without a stream', 404, 'GET /chat HTTP/1.1'],
].map(([name, status, line]) => refuses(name, status, {}, line));

const refusedHosts = [
  refuses('no Host', 400, { Host: [] }),
  refuses('two Hosts', 400, { Host: ['localhost:PORT', 'localhost:PORT'] }),
  refuses('another Host', 421, { Host: 'chat.example:PORT' }),
  refuses('another Origin', 403, { Origin: 'http://chat.example' }),
  refuses('Origin: null', 403, { Origin: 'null' }),
  refuses('two Origins', 400, { Origin: ['http://localhost', 'http://localhost'] }),
  takes('an Origin of this machine', { Origin: 'http://localhost:3000' }),
  ['a body', opensHandshake({ 'Content-Length': '4' }), isRefused(400)],
  ['a frame before the answer', async (peer) => peer.write(Buffer.concat([
    Buffer.from(head().replace('PORT', peer.port)), text(pingCommand)])), isRefused(400)],
  ['a folded header line', opensHandshake({ 'X-One': 'a\r\n b' }), isRefused(400)],
];

const offers = [
  ...['permessage-deflate', 'permessage-deflate; client_max_window_bits',
    'permessage-deflate; server_no_context_takeover, permessage-deflate',
    'x-webkit-deflate-frame', 'permessage-bzip2', 'foo; bar="b a z"']
    .map((extension) => takes(`the extension ${extension} is not taken up`,
      { 'Sec-WebSocket-Extensions': extension })),
  takes('extensions in two lines are not taken up',
    { 'Sec-WebSocket-Extensions': ['permessage-deflate', 'foo'] }),
  ['a compressed message after an offer', opensHandshake({
    'Sec-WebSocket-Extensions': 'permessage-deflate' }), isUpgraded(), hearsState(),
  send(text(Buffer.from([0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]), { rsv: 4 })),
  isClosedWith(1002)],
  takes('an unknown subprotocol is not selected', { 'Sec-WebSocket-Protocol': 'chat' }),
  takes('of several unknown subprotocols none is selected',
    { 'Sec-WebSocket-Protocol': 'chat, superchat' }),
  takes('nor of those in two lines', { 'Sec-WebSocket-Protocol': ['chat', 'superchat'] }),
  takes('one that is known is selected', { 'Sec-WebSocket-Protocol': 'chat, bearer.abc' },
    { protocol: ['bearer.abc'] }),
  takes('also in the second of two lines', { 'Sec-WebSocket-Protocol': ['chat', 'bearer.abc'] },
    { protocol: ['bearer.abc'] }),
];

export const openingHandshake = {
  number: 0,
  name: 'handshake',
  isBare: true,
  groups: {
    answers, spelling, lists, 'refused upgrades': refusedUpgrades,
    'refused versions': refusedVersions, 'refused keys': refusedKeys,
    'refused request lines': refusedLines, 'Host, Origin, body': refusedHosts, offers,
  },
};
