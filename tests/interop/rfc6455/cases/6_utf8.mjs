// SPDX-License-Identifier: GPL-3.0-or-later
// 5.6 and 8.1: a text is UTF-8 as a whole, however its frames cut it; anything else is 1007.
import { echoCommand, hearsAnswer, hearsEcho, hearsError, hearsPong, isClosedWith, pingCommand,
  send, sendEach, sendInPieces } from '../steps.mjs';
import { continuation, fragments, inParts, ping, text } from '../wire.mjs';

const hex = (digits) => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const point = (number) => String.fromCodePoint(number);

const valid = {
  'two bytes a character': 'äöü ÄÖÜ ß',
  'Greek': 'κόσμε',
  'three bytes a character': '€ 日本語 한국어',
  'four bytes a character': '😀 𝄞 𐍈 𠜎',
  'all lengths': 'aé€😀é€a😀',
  'combining characters': 'e\u0301 n\u0303',
  'right to left': 'שלום مرحبا',
  'U+0080, the first of two bytes': point(0x80),
  'U+07FF, the last of two bytes': point(0x7ff),
  'U+0800, the first of three bytes': point(0x800),
  'U+FFFF, the last of three bytes': point(0xffff),
  'U+10000, the first of four bytes': point(0x10000),
  'U+10FFFF, the last of four bytes': point(0x10ffff),
  'U+007F': point(0x7f),
  'U+D7FF, before the surrogates': point(0xd7ff),
  'U+E000, behind the surrogates': point(0xe000),
  'U+FFFD, the replacement character': point(0xfffd),
  'U+FEFF inside': `a${point(0xfeff)}b`,
  'U+FFFE, no character': point(0xfffe),
  'U+FDD0, no character': point(0xfdd0),
  'U+1FFFE, no character': point(0x1fffe),
  'U+10FFFE, no character': point(0x10fffe),
};

const echoed = Object.entries(valid).flatMap(([name, symbol]) => {
  const command = echoCommand(symbol);
  return [
    [name, send(text(command)), hearsEcho(symbol)],
    [`${name}, in fragments of a byte`, send(fragments('text', command, 1)), hearsEcho(symbol)],
  ];
});

const notJson = [
  ['a NUL', hex('00')],
  ['NULs behind a text', Buffer.concat([Buffer.from('{}'), hex('00 00')])],
  ['every character below U+0080', Buffer.from(Array.from({ length: 128 }, (_, i) => i))],
].map(([name, bytes]) => [name, send(text(bytes)), hearsError('invalid_json')]);

const invalid = {
  'a continuation byte alone, 80': '80',
  'a continuation byte alone, BF': 'bf',
  'seven continuation bytes': '80 bf 80 bf 80 bf 80',
  'a lead byte of two before ASCII': 'c3 20',
  'a lead byte of three before ASCII': 'e2 20',
  'a lead byte of four before ASCII': 'f0 20',
  'two of three bytes before ASCII': 'e2 82 20',
  'three of four bytes before ASCII': 'f0 9f 98 20',
  'a lead byte before a lead byte': 'c3 c3 a9',
  'one continuation byte too many': 'c3 a9 a9',
  'byte FE': 'fe',
  'byte FF': 'ff',
  'bytes FE FE FF FF': 'fe fe ff ff',
  'C0 80, an overlong NUL': 'c0 80',
  'C0 AF, an overlong slash': 'c0 af',
  'C1 BF, overlong': 'c1 bf',
  'E0 80 AF, an overlong slash': 'e0 80 af',
  'E0 9F BF, overlong': 'e0 9f bf',
  'F0 80 80 AF, an overlong slash': 'f0 80 80 af',
  'F0 8F BF BF, overlong': 'f0 8f bf bf',
  'F8 88 80 80 80, five bytes': 'f8 88 80 80 80',
  'FC 84 80 80 80 80, six bytes': 'fc 84 80 80 80 80',
  'F8 80 80 80 AF, an overlong slash': 'f8 80 80 80 af',
  'FC 80 80 80 80 AF, an overlong slash': 'fc 80 80 80 80 af',
  'U+D800, a high surrogate': 'ed a0 80',
  'U+DBFF, a high surrogate': 'ed af bf',
  'U+DC00, a low surrogate': 'ed b0 80',
  'U+DFFF, a low surrogate': 'ed bf bf',
  'a pair of surrogates': 'ed a0 bd ed b8 80',
  'U+110000, too large': 'f4 90 80 80',
  'U+13FFFF, too large': 'f4 bf bf bf',
  'F5 80 80 80, too large': 'f5 80 80 80',
  'F7 BF BF BF, too large': 'f7 bf bf bf',
  'Latin-1': '73 70 e4 74',
  'UTF-16': 'ff fe 7b 00 7d 00',
};

const refused = Object.entries(invalid).flatMap(([name, digits]) => [
  [name, send(text(echoCommand(hex(digits)))), isClosedWith(1007)],
  [`${name}, in fragments of a byte`, send(fragments('text', echoCommand(hex(digits)), 1)),
    isClosedWith(1007)],
]);

const incomplete = {
  'one of two bytes': 'c3',
  'one of three bytes': 'e2',
  'two of three bytes': 'e2 82',
  'one of four bytes': 'f0',
  'two of four bytes': 'f0 9f',
  'three of four bytes': 'f0 9f 98',
};
const refusedEnds = Object.entries(incomplete).flatMap(([name, digits]) => {
  const bytes = Buffer.concat([Buffer.from(pingCommand), hex(digits)]);
  return [
    [name, send(text(bytes)), isClosedWith(1007)],
    [`${name}, alone`, send(text(hex(digits))), isClosedWith(1007)],
    [`${name}, in fragments of a byte`, send(fragments('text', bytes, 1)), isClosedWith(1007)],
    [`${name}, then an empty fragment`, send(inParts('text', [bytes, ''])), isClosedWith(1007)],
    [`${name}, the rest in another message`, send(text(bytes), text(hex('a9'))),
      isClosedWith(1007)],
  ];
});

const broken = echoCommand(hex('ce ba e1 bd b9 cf 83 ce bc ce b5 f4 90 80 80 65 64'));
const soon = [
  ['after the first fragment', send(text(hex('ff'), { fin: false })), isClosedWith(1007)],
  ['after a fragment in the middle', send(text('{', { fin: false }),
    continuation(hex('ed a0 80'), { fin: false })), isClosedWith(1007)],
  ['a fragment cut between bytes, before the last one', send(text(hex('e2'), { fin: false }),
    continuation(hex('20'), { fin: false })), isClosedWith(1007)],
  ['in a frame that comes byte by byte', sendInPieces(1, text(broken)), isClosedWith(1007)],
  ['in fragments one after the other', sendEach(fragments('text', broken, 20)),
    isClosedWith(1007)],
  ['after a right message', send(text(pingCommand), text(hex('ff'))), hearsAnswer(),
    isClosedWith(1007)],
  ['with a ping between the fragments', send(text(hex('e2 82'), { fin: false }), ping('between'),
    continuation(hex('20'))), hearsPong('between'), isClosedWith(1007)],
];

const cuts = ['é', '€', '😀'].flatMap((character) => {
  const bytes = echoCommand(character);
  const start = bytes.indexOf(Buffer.from(character));
  return Array.from({ length: Buffer.byteLength(character) - 1 }, (_, i) => start + i + 1)
    .map((at) => [`${character} behind ${at - start} of its bytes, with a ping there`,
      send(inParts('text', [bytes.subarray(0, at), bytes.subarray(at)])
        .flatMap((part) => [part, ping('é')])),
      hearsPong('é'), hearsEcho(character), hearsPong('é')]);
});

export const utf8Handling = {
  number: 6,
  name: 'UTF-8',
  groups: {
    valid: echoed,
    'valid but not JSON': notJson,
    invalid: refused,
    'ends inside a character': refusedEnds,
    'fails as soon as it is known': soon,
    'a cut inside a character': cuts,
  },
};
