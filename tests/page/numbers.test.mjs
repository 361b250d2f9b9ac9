// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts are texts from the API to the screen: exact, grouped, with a true minus.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, compare, multiply, negated, parse, rounded, signOf, subtract, sum }
  from '../../src/server/page/decimal.mjs';
import { coinParts, fixed, grouped, inertName, percent, price, ratioTone, shortAddress, signed,
  signedPercent, toneOf } from '../../src/server/page/format.mjs';

const Huge = '123456789012345678901234567890.123456';

test('sums and products are exact where a float would not be', () => {
  assert.equal(add('0.1', '0.2'), '0.3');
  assert.equal(subtract('1', '0.000000000000000000000001'), '0.999999999999999999999999');
  assert.equal(add(Huge, '-0.123456'), '123456789012345678901234567890');
  assert.equal(multiply('0.12451', '88134.5'), '10973.626595');
  assert.equal(sum(['1.5', '-1.5', '0.25']), '0.25');
  assert.equal(sum([]), '0');
  assert.equal(negated('0'), '0');
  assert.equal(negated('-2.50'), '2.5');
});

test('what is made of something unknown is unknown', () => {
  for (const none of [null, undefined, '', 'NaN', '1e5', '.5', '5.', ' 1', '+1', 1]) {
    assert.equal(parse(none), null);
    assert.equal(add(none, '1'), null);
    assert.equal(multiply('1', none), null);
    assert.equal(fixed(none), '—');
    assert.equal(grouped(none), '—');
    assert.equal(signed(none), '—');
    assert.equal(price(none, 4), '—');
    assert.equal(percent(none), '—');
    assert.equal(toneOf(none), 'muted');
  }
  assert.equal(sum(['1', null]), null);
});

test('rounding goes half away from zero', () => {
  assert.equal(rounded('2.345', 2), '2.35');
  assert.equal(rounded('-2.345', 2), '-2.35');
  assert.equal(rounded('2.3449999', 2), '2.34');
  assert.equal(rounded('2', 2), '2.00');
  assert.equal(rounded('0.5', 0), '1');
  assert.equal(rounded('999.995', 2), '1000.00');
});

test('decimals are compared by their digits', () => {
  const order = ['-1000', '-999.9', '-10', '-9', '-0.5', '-0.25', '0', '0.000001', '0.1', '0.11',
    '9', '10', '99.99', '100', Huge];
  for (const [i, a] of order.entries())
    for (const [j, b] of order.entries())
      assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${a} and ${b}`);
  assert.equal(compare('1.50', '01.5'), 0);
  assert.equal(compare('-0', '0'), 0);
});

test('signs', () => {
  assert.deepEqual(['-0.1', '0', '0.0', '-0', '3', null].map(signOf), [-1, 0, 0, 0, 1, 0]);
});

test('thousands are grouped, the minus is a true one, and no exponent is ever written', () => {
  assert.equal(grouped('1234567.8901'), '1,234,567.8901');
  assert.equal(grouped('-999'), '\u2212999');
  assert.equal(grouped('1000'), '1,000');
  assert.equal(grouped('0.00000001'), '0.00000001');
  assert.equal(grouped(Huge), '123,456,789,012,345,678,901,234,567,890.123456');
});

test('money has two decimals, and a sign where it is gain or loss', () => {
  assert.equal(signed('1433.094'), '+1,433.09');
  assert.equal(signed('-0.005'), '\u22120.01');
  assert.equal(signed('-0.004'), '0.00'); // what rounds to nothing has no sign
  assert.equal(signed('0'), '0.00');
  assert.equal(fixed('394.045'), '394.05');
  assert.deepEqual(['1', '-1', '0', '0.004', '-0.004'].map((text) => toneOf(text)),
    ['gain', 'loss', '', '', '']);
});

test('prices have six figures, and no more decimals than the coin has', () => {
  assert.equal(price('88134', 1), '88,134.0');
  assert.equal(price('2874.1', 2), '2,874.10');
  assert.equal(price('0.0048211', 6), '0.004821');
  assert.equal(price('131.8456', 3), '131.846');
  assert.equal(price('1234567', 1), '1,234,567');
});

test('ratios are percents', () => {
  assert.equal(signedPercent('0.1923'), '+19.23 %');
  assert.equal(signedPercent('-0.01415'), '\u22121.42 %');
  assert.equal(signedPercent('0'), '0.00 %');
  assert.equal(percent('0.084149'), '8.41 %');
  assert.equal(percent('12.5'), '1,250.00 %');
  assert.equal(ratioTone('0.00001'), '');
});

test('names from outside neither hide nor turn other text', () => {
  assert.equal(inertName('a\u202Eb\u0000c\nd'), 'a\uFFFDb\uFFFDc\uFFFDd');
  assert.equal(inertName('<b>x</b>'), '<b>x</b>');
  assert.equal(inertName('x'.repeat(60)), `${'x'.repeat(48)}…`);
  assert.deepEqual(coinParts('xyz:TSLA'), ['TSLA', 'xyz']);
  assert.deepEqual(coinParts('BTC'), ['BTC', '']);
  assert.equal(shortAddress(`0x${'a1'.repeat(20)}`), '0xa1a1…a1a1');
});
