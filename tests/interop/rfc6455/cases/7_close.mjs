// SPDX-License-Identifier: GPL-3.0-or-later
// 5.5.1, 7: the closing handshake. The server answers with the same code, says nothing more and
// closes the TCP connection.
import { hearsAnswer, hearsPong, isClosedWith, pingCommand, send, sendCutAt, sendEach,
  sendInPieces } from '../steps.mjs';
import { close, continuation, frame, opcodes, ping, text } from '../wire.mjs';

const closeFrame = (payload) => frame({ opcode: opcodes.close, payload });

// 7.4.1, the registry of IANA (1012 to 1014), and the ranges of 7.4.2.
const valid = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001,
  3999, 4000, 4001, 4999];
const invalid = [0, 1, 125, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 5001,
  9999, 32_767, 32_768, 65_535];

const codes = [
  ...valid.flatMap((code) => [
    [`${code} comes back`, send(close(code)), isClosedWith(code)],
    [`${code} with a reason comes back`, send(close(code, 'because')), isClosedWith(code)],
  ]),
  ['none is answered by 1000', send(close()), isClosedWith(1000)],
];

const wrongCodes = invalid.flatMap((code) => [
  [`${code}`, send(close(code)), isClosedWith(1002)],
  [`${code} with a reason`, send(close(code, 'because')), isClosedWith(1002)],
]);

const reasons = [
  ['of 1 byte', 'x'],
  ['of 122 bytes', 'x'.repeat(122)],
  ['of 123 bytes, the longest', 'x'.repeat(123)],
  ['of 123 bytes in characters of three', '€'.repeat(41)],
  ['in all lengths of UTF-8', 'aé€😀'],
  ['with a NUL', 'a\0b'],
].map(([name, reason]) => [name, send(close(1000, reason)), isClosedWith(1000)]);

const wrongReasons = {
  'a continuation byte': '80',
  'an overlong slash': 'c0 af',
  'a surrogate': 'ed a0 80',
  'U+110000': 'f4 90 80 80',
  'byte FF': 'ff',
  'a character that breaks off': 'e2 82',
  'a lead byte at the end': '61 c3',
  'a broken character inside': '61 c3 62',
};
const brokenReasons = Object.entries(wrongReasons).map(([name, digits]) => [name,
  send(close(1000, Buffer.from(digits.replaceAll(' ', ''), 'hex'))), isClosedWith(1007)]);

const sizes = [
  ['of 1 byte', send(closeFrame(Buffer.from([3]))), isClosedWith(1002)],
  ['of 1 byte, a NUL', send(closeFrame(Buffer.from([0]))), isClosedWith(1002)],
  ['of 126 bytes', send(close(1000, 'x'.repeat(124))), isClosedWith(1002)],
  ['of 65,536 bytes', send(close(1000, 'x'.repeat(65_534))), isClosedWith(1002)],
  ['of 2 bytes with a length of 16 bits', send(close(1000, '', { lengthBytes: 2 })),
    isClosedWith(1002)],
];

const after = {
  'a text': [text(pingCommand)],
  'a ping': [ping('late')],
  'a close with another code': [close(1001)],
  'a text in fragments': [text('{', { fin: false }), continuation('}')],
  'a frame against the rules': [text('x', { rsv: 7, mask: null })],
  'bytes that are no frames': [Buffer.alloc(1000, 0xff)],
};
const ignored = Object.entries(after).flatMap(([name, frames]) => [
  [name, send(close(1000), frames), isClosedWith(1000)],
  [`${name}, after an answer`, send(text(pingCommand), close(4000), frames), hearsAnswer(),
    isClosedWith(4000)],
]);

const whole = close(3333, 'because');
const pieces = [
  ['byte by byte', sendInPieces(1, whole), isClosedWith(3333)],
  ...Array.from({ length: whole.length - 1 }, (_, i) => i + 1).map((at) =>
    [`cut at ${at}`, sendCutAt(at, whole), isClosedWith(3333)]),
  ['after pings, in order', send(ping('1'), ping('2'), close(1000)), hearsPong('1'),
    hearsPong('2'), isClosedWith(1000)],
  ['after a hundred texts', send(Array(100).fill(text(pingCommand)), close(1000)),
    ...Array(100).fill(hearsAnswer()), isClosedWith(1000)],
  ['inside a fragmented message', send(text('{', { fin: false }), close(1000)),
    isClosedWith(1000)],
  ['inside a broken character', send(text(Buffer.from([0xe2]), { fin: false }), close(1000)),
    isClosedWith(1000)],
  ['twice, one after the other', sendEach(close(1000), close(1000)), isClosedWith(1000)],
];

export const closing = {
  number: 7,
  name: 'close',
  groups: {
    'a code': codes,
    'a code that must not be sent': wrongCodes,
    'a reason': reasons,
    'a reason that is not UTF-8': brokenReasons,
    'a wrong size': sizes,
    'ignored behind a close': ignored,
    'a close': pieces,
  },
};
