// SPDX-License-Identifier: GPL-3.0-or-later
// Exact decimals. The API writes amounts as texts; here they are whole numbers of 10^-scale, and
// never a binary float. null stands for what is not known, and makes what is made of it unknown.

const Pattern = /^(-?)(\d+)(?:\.(\d+))?$/;

// { units, scale }, or null for what is no decimal.
export function parse(text) {
  const parts = typeof text === 'string' ? Pattern.exec(text) : null;
  if (!parts) return null;
  const fraction = parts[3] ?? '';
  return { units: BigInt(parts[1] + parts[2] + fraction), scale: fraction.length };
}

const power = (exponent) => 10n ** BigInt(exponent);
const unitsAt = ({ units, scale }, wanted) => units * power(wanted - scale);
const magnitude = (units) => (units < 0n ? -units : units);

// With exactly `scale` digits behind the point.
export function textAt(units, scale) {
  const digits = magnitude(units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const sign = units < 0n ? '-' : '';
  return sign + digits.slice(0, point) + (scale > 0 ? `.${digits.slice(point)}` : '');
}

// The shortest: no zeros at the end, no point without a digit behind it.
export function textOf({ units, scale }) {
  const text = textAt(units, scale);
  return scale > 0 ? text.replace(/\.?0+$/, '') : text;
}

function combined(a, b, make) {
  const left = parse(a);
  const right = parse(b);
  return left && right ? textOf(make(left, right)) : null;
}

export const add = (a, b) => combined(a, b, (left, right) => {
  const scale = Math.max(left.scale, right.scale);
  return { units: unitsAt(left, scale) + unitsAt(right, scale), scale };
});

export const subtract = (a, b) => combined(a, b, (left, right) => {
  const scale = Math.max(left.scale, right.scale);
  return { units: unitsAt(left, scale) - unitsAt(right, scale), scale };
});

export const multiply = (a, b) => combined(a, b, (left, right) =>
  ({ units: left.units * right.units, scale: left.scale + right.scale }));

export const sum = (texts) => texts.reduce(add, '0');

export const negated = (text) => subtract('0', text);

// Half away from zero, with exactly `decimals` digits behind the point.
export function rounded(text, decimals) {
  const value = parse(text);
  if (!value) return null;
  if (value.scale <= decimals) return textAt(unitsAt(value, decimals), decimals);
  const divisor = power(value.scale - decimals);
  const whole = (magnitude(value.units) + divisor / 2n) / divisor;
  return textAt(value.units < 0n ? -whole : whole, decimals);
}

export const isDecimal = (text) => typeof text === 'string' && Pattern.test(text);

// -1, 0 or 1; 0 for what is not known.
export function signOf(text) {
  if (!isDecimal(text) || !/[1-9]/.test(text)) return 0;
  return text.startsWith('-') ? -1 : 1;
}

const splitText = (text) => {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  return [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')];
};

function compareMagnitudes(a, b) {
  const [wholeA, fractionA] = splitText(a);
  const [wholeB, fractionB] = splitText(b);
  if (wholeA.length !== wholeB.length) return wholeA.length - wholeB.length;
  if (wholeA !== wholeB) return wholeA < wholeB ? -1 : 1;
  return fractionA === fractionB ? 0 : fractionA < fractionB ? -1 : 1;
}

// By their digits: for sorting. Both must be decimals.
export function compare(a, b) {
  const signA = signOf(a);
  const signB = signOf(b);
  if (signA !== signB) return signA - signB;
  return signA < 0 ? compareMagnitudes(b, a) : compareMagnitudes(a, b);
}
