// SPDX-License-Identifier: GPL-3.0-or-later
// 5.2 and 5.3: lengths in all encodings, masks, and frames that arrive in pieces or together.
import { echoCommand, filling, fillingOfAnswer, hearsAnswer, hearsEcho, hearsError, hearsPong,
  isClosedWith, pingCommand, send, sendCutAt, sendEach, sendInPieces } from '../steps.mjs';
import { binary, close, continuation, ping, pong, text } from '../wire.mjs';

const lengths = [125, 126, 127, 128, 65_535, 65_536];
const echo = (size) => [text(echoCommand(filling(size))), hearsEcho(filling(size))];

const texts = [
  ['of 0 bytes', send(text()), hearsError('invalid_json')],
  ['of 1 byte', send(text('1')), hearsError('invalid_json')],
  ['of 2 bytes', send(text('[]')), hearsError('not_an_object')],
  ...lengths.map((size) => {
    const [bytes, heard] = echo(size);
    return [`of ${size} bytes`, send(bytes), heard];
  }),
];

const binaries = [0, 1, ...lengths].map((size) =>
  [`of ${size} bytes`, send(binary(Buffer.alloc(size, 0xfe))), hearsError('binary')]);

const answers = lengths.map((size) => {
  const symbol = fillingOfAnswer(size);
  return [`of ${size} bytes`, send(text(echoCommand(symbol))), hearsEcho(symbol)];
});

const masks = [[0, 0, 0, 0], [255, 255, 255, 255], [0, 255, 0, 255], [1, 2, 3, 4]].map((mask) =>
  [`${Buffer.from(mask).toString('hex')}`,
    send(text(pingCommand, { mask: Buffer.from(mask) })), hearsAnswer(),
    send(ping('payload', { mask: Buffer.from(mask) })), hearsPong('payload')]);

const unmasked = { text, binary, ping, pong, continuation, close: () => close(1000, '', bare) };
const bare = { mask: null };
const refusedUnmasked = [
  ...Object.entries(unmasked).flatMap(([kind, make]) => [
    [kind, send(make(pingCommand, bare)), isClosedWith(1002)],
    [`${kind} after a right frame`, send(text(pingCommand)), hearsAnswer(),
      send(make(pingCommand, bare)), isClosedWith(1002)],
  ]),
  ['an empty text', send(text('', bare)), isClosedWith(1002)],
  ['a text of 126 bytes', send(text('x'.repeat(126), bare)), isClosedWith(1002)],
  ['a text of 65,536 bytes', send(text('x'.repeat(65_536), bare)), isClosedWith(1002)],
  ['inside a fragmented message', send(text('{', { fin: false })),
    send(continuation('}', bare)), isClosedWith(1002)],
];

// 5.2: the minimal number of bytes MUST be used.
const tooLong = [[0, 2], [1, 2], [125, 2], [0, 8], [125, 8], [126, 8], [65_535, 8]];
const longEncodings = Object.entries({ text, binary }).flatMap(([kind, make]) =>
  tooLong.map(([size, lengthBytes]) => [`${size} in ${lengthBytes} bytes, ${kind}`,
    send(make('x'.repeat(size), { lengthBytes })), isClosedWith(1002)]));

// 5.2: the most significant bit MUST be 0.
const negative = [2n ** 63n, 2n ** 63n + 5n, 2n ** 64n - 1n].map((length) =>
  [`length ${length.toString(16)}`, send(text('hello', { length, lengthBytes: 8 })),
    isClosedWith(1002)]);

const headers = { 'a length of 7 bits': [23, 8], 'a length of 16 bits': [126, 10],
  'a length of 64 bits': [65_536, 16] };
const pieces = [
  ...Object.entries(headers).flatMap(([title, [size, last]]) =>
    Array.from({ length: last }, (_, at) => at + 1).map((at) => {
      const bytes = size === 23 ? text(pingCommand) : echo(size)[0];
      const heard = size === 23 ? hearsAnswer() : echo(size)[1];
      return [`${title}, cut at ${at}`, sendCutAt(at, bytes), heard];
    })),
  ['a text, cut at every byte', ...Array.from({ length: text(pingCommand).length - 1 },
    (_, at) => [sendCutAt(at + 1, text(pingCommand)), hearsAnswer()]).flat()],
  ['a text, byte by byte', sendInPieces(1, text(pingCommand)), hearsAnswer()],
  ['a binary, byte by byte', sendInPieces(1, binary('payload')), hearsError('binary')],
  ['65,536 bytes in pieces of 997', sendInPieces(997, echo(65_536)[0]), echo(65_536)[1]],
  ['65,536 bytes in pieces of 16,384', sendInPieces(16_384, echo(65_536)[0]), echo(65_536)[1]],
];

const together = [
  ['two texts', send(text(pingCommand), text('[]')), hearsAnswer(), hearsError('not_an_object')],
  ['a text and a binary', send(text('{'), binary('{')), hearsError('invalid_json'),
    hearsError('binary')],
  ['100 texts', send(Array(100).fill(text(pingCommand))), ...Array(100).fill(hearsAnswer())],
  ['texts, pings and empty frames',
    send(text(), ping('1'), binary(), pong(), text('[]'), ping('2')), hearsError('invalid_json'),
    hearsPong('1'), hearsError('binary'), hearsError('not_an_object'), hearsPong('2')],
  ['100 texts one after the other', sendEach(Array(100).fill(text(pingCommand))),
    ...Array(100).fill(hearsAnswer())],
  ['pieces that end where no frame does', sendInPieces(7, Array(20).fill(text(pingCommand))),
    ...Array(20).fill(hearsAnswer())],
];

export const framing = {
  number: 1,
  name: 'framing',
  groups: {
    'a text': texts,
    'a binary': binaries,
    'an answer': answers,
    'a mask': masks,
    'an unmasked frame': refusedUnmasked,
    'a length in more bytes than it needs': longEncodings,
    'a length with its highest bit set': negative,
    'in pieces': pieces,
    'in one segment': together,
  },
};
