// SPDX-License-Identifier: GPL-3.0-or-later
// 5.4: a message in fragments is one message, control frames may come between them, and nothing
// else may.
import { echoCommand, hearsAnswer, hearsEcho, hearsError, hearsPong, isClosedWith, pingCommand,
  send, sendCutAt, sendEach, sendInPieces } from '../steps.mjs';
import { binary, close, continuation, fragments, inParts, ping, pong, text } from '../wire.mjs';

const open = { fin: false };
const ways = {
  'in one segment': send,
  'one after the other': sendEach,
  'byte by byte': (...frames) => sendInPieces(1, ...frames),
};
const inAllWays = (name, frames, ...heard) => Object.entries(ways).map(([way, sends]) =>
  [`${name}, ${way}`, sends(frames), ...heard]);

const halves = fragments('text', pingCommand, 9);
const between = (...frames) => [halves[0], ...frames, halves[1]];

const whole = [
  ...inAllWays('a text in two', halves, hearsAnswer()),
  ...inAllWays('a text in single bytes', fragments('text', pingCommand, 1), hearsAnswer()),
  ...inAllWays('a binary in two', fragments('binary', 'payload', 4), hearsError('binary')),
  ...inAllWays('two texts', [...halves, ...halves], hearsAnswer(), hearsAnswer()),
  ...inAllWays('a text between two in fragments', [...halves, text('[]'), ...halves],
    hearsAnswer(), hearsError('not_an_object'), hearsAnswer()),
  ['cut at every byte', ...Array.from({ length: Buffer.concat(halves).length - 1 },
    (_, at) => [sendCutAt(at + 1, halves), hearsAnswer()]).flat()],
  ['a text, its characters too', sendEach(fragments('text', echoCommand('κόσμε€😀'), 1)),
    hearsEcho('κόσμε€😀')],
];

const empty = [
  ['the first', send(inParts('text', ['', pingCommand])), hearsAnswer()],
  ['the last', send(inParts('text', [pingCommand, ''])), hearsAnswer()],
  ['one in the middle', send(inParts('text', ['{"action"', '', ':"ping"}'])), hearsAnswer()],
  ['all of a text', send(inParts('text', ['', '', ''])), hearsError('invalid_json')],
  ['all of a binary', send(inParts('binary', ['', '', ''])), hearsError('binary')],
  ['100 in the middle', send(inParts('text', ['{"action"', ...Array(100).fill(''), ':"ping"}'])),
    hearsAnswer()],
];

const control = [
  ...inAllWays('a ping', between(ping('between')), hearsPong('between'), hearsAnswer()),
  ...inAllWays('ten pings', between(...Array(10).fill(ping('between'))),
    ...Array(10).fill(hearsPong('between')), hearsAnswer()),
  ...inAllWays('a pong', between(pong('between')), hearsAnswer()),
  ...inAllWays('a ping of 125 bytes', between(ping('x'.repeat(125))), hearsPong('x'.repeat(125)),
    hearsAnswer()),
  ['a ping is answered before the message ends', send(halves[0], ping('now')), hearsPong('now'),
    send(halves[1]), hearsAnswer()],
  ['pings between all fragments', send(fragments('text', pingCommand, 1)
    .flatMap((part, i) => [part, ping(`${i}`)])),
  ...Array.from({ length: 16 }, (_, i) => hearsPong(`${i}`)), hearsAnswer(), hearsPong('16')],
  ['a close', send(between(close(1000))), isClosedWith(1000)],
  ['a close with a code of its own', send(halves[0], close(4321, 'enough')), isClosedWith(4321)],
];

const brokenControl = [
  ['a ping', send(ping('1', open)), isClosedWith(1002)],
  ['a ping and its continuation', send(ping('1', open), continuation('2')), isClosedWith(1002)],
  ['a pong', send(pong('1', open)), isClosedWith(1002)],
  ['a pong and its continuation', send(pong('1', open), continuation('2')), isClosedWith(1002)],
  ['a close', send(close(1000, '', open)), isClosedWith(1002)],
  ['an empty ping', send(ping('', open)), isClosedWith(1002)],
  ['a ping between fragments', send(between(ping('1', open))), isClosedWith(1002)],
];

const nothing = [
  ['a last one', [continuation('{}')]],
  ['an empty last one', [continuation()]],
  ['one with more to follow', [continuation('{', open)]],
  ['an empty one with more to follow', [continuation('', open)]],
  ['one before a text', [continuation('{', open), text(pingCommand)]],
].map(([name, frames]) => [name, send(frames), isClosedWith(1002)]);

const afterTheEnd = [
  ['after a text', [text(pingCommand)], hearsAnswer()],
  ['after a binary', [binary('{}')], hearsError('binary')],
  ['after a text in fragments', halves, hearsAnswer()],
  ['after a binary in fragments', fragments('binary', '{}', 1), hearsError('binary')],
  ['after a ping', [ping('1')], hearsPong('1')],
].flatMap(([name, frames, heard]) => [
  [name, send(frames, continuation('{}')), heard, isClosedWith(1002)],
  [`${name}, with more to follow`, send(frames, continuation('{', open), ping()), heard,
    isClosedWith(1002)],
]);

const another = [
  ['a text in a text', [text('{', open), text('}')]],
  ['a text in a binary', [binary('{', open), text('}')]],
  ['a binary in a text', [text('{', open), binary('}')]],
  ['a binary in a binary', [binary('{', open), binary('}')]],
  ['an empty text in a text', [text('{', open), text('')]],
  ['a fragment of a text in a text', [text('{', open), text('}', open)]],
  ['a text after a continuation', [text('{', open), continuation('', open), text('}')]],
  ['a text after a ping', [text('{', open), pong(), text('}')]],
].flatMap(([name, frames]) => [
  [name, send(frames), isClosedWith(1002)],
  [`${name}, byte by byte`, sendInPieces(1, frames), isClosedWith(1002)],
]);

export const fragmentation = {
  number: 5,
  name: 'fragmentation',
  groups: {
    'a message in fragments': whole,
    'empty fragments': empty,
    'between fragments': control,
    'a fragmented control frame': brokenControl,
    'a continuation of nothing': nothing,
    'a continuation': afterTheEnd,
    'a message inside another': another,
  },
};
