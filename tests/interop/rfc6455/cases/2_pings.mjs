// SPDX-License-Identifier: GPL-3.0-or-later
// 5.5, 5.5.2, 5.5.3: a ping is answered by a pong with the same payload, a pong by nothing.
import { hearsAnswer, hearsPong, isClosedWith, pingCommand, send, sendCutAt, sendEach,
  sendInPieces } from '../steps.mjs';
import { ping, pong, text } from '../wire.mjs';

const largest = Buffer.from(Array.from({ length: 125 }, (_, i) => 255 - i));
const payloads = {
  'nothing': '',
  'a text': 'Hello',
  'bytes that are not UTF-8': Buffer.from([0x00, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0x00, 0xff]),
  'a NUL': Buffer.from([0]),
  '124 bytes': 'x'.repeat(124),
  '125 bytes': largest,
};

const answered = Object.entries(payloads).flatMap(([name, payload]) => [
  [`with ${name}`, send(ping(payload)), hearsPong(payload)],
  [`with ${name}, byte by byte`, sendInPieces(1, ping(payload)), hearsPong(payload)],
]);

const orders = [
  ['ten, in one segment', send(numbers().map((i) => ping(i))), ...numbers().map(hearsPong)],
  ['ten, one after the other', sendEach(numbers().map((i) => ping(i))),
    ...numbers().map(hearsPong)],
  ['ten, byte by byte', sendInPieces(1, numbers().map((i) => ping(i))),
    ...numbers().map(hearsPong)],
  ['the same twice', send(ping('same'), ping('same')), hearsPong('same'), hearsPong('same')],
  ['before and behind a text', send(ping('1'), text(pingCommand), ping('2')), hearsPong('1'),
    hearsAnswer(), hearsPong('2')],
  ['cut at every byte', ...Array.from({ length: ping('Hello').length - 1 },
    (_, at) => [sendCutAt(at + 1, ping('Hello')), hearsPong('Hello')]).flat()],
];

function numbers() {
  return Array.from({ length: 10 }, (_, i) => `payload ${i}`);
}

const pongs = [
  ['empty', send(pong())],
  ['with a payload', send(pong('unasked'))],
  ['of 125 bytes', send(pong(largest))],
  ['of bytes that are not UTF-8', send(pong(Buffer.from([0xff, 0xc0])))],
  ['ten in one segment', send(numbers().map((i) => pong(i)))],
  ['byte by byte', sendInPieces(1, pong('unasked'))],
  ['before a ping with another payload', send(pong('one'), ping('two')), hearsPong('two')],
  ['before a ping with the same payload', send(pong('same'), ping('same')), hearsPong('same')],
].map(([name, ...steps]) => [name, ...steps, send(text(pingCommand)), hearsAnswer()]);

const wrong = Object.entries({ ping, pong }).flatMap(([kind, make]) => [
  [`${kind} of 126 bytes`, send(make('x'.repeat(126))), isClosedWith(1002)],
  [`${kind} of 126 bytes, byte by byte`, sendInPieces(1, make('x'.repeat(126))),
    isClosedWith(1002)],
  [`${kind} of 65,536 bytes`, send(make('x'.repeat(65_536))), isClosedWith(1002)],
  [`${kind} that announces 126 bytes and ends there`,
    send(make('', { length: 126 }).subarray(0, 2)), isClosedWith(1002)],
  [`${kind} of 5 bytes with a length of 16 bits`, send(make('Hello', { lengthBytes: 2 })),
    isClosedWith(1002)],
  [`${kind} of 5 bytes with a length of 64 bits`, send(make('Hello', { lengthBytes: 8 })),
    isClosedWith(1002)],
  [`${kind} in fragments`, send(make('Hello', { fin: false })), isClosedWith(1002)],
]);

export const pings = {
  number: 2,
  name: 'ping and pong',
  groups: { 'a ping': answered, 'pings': orders, 'an unasked pong': pongs, 'a wrong': wrong },
};
