// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, times and names as a person reads them. Of texts into texts: no digit is ever made by a
// binary float.
import { parse, rounded, signOf, textAt } from './decimal.mjs';

export const Unknown = '—';
export const MoneyDecimals = 2;
const PercentDecimals = 2;
const Minus = '\u2212';
const PriceDigits = 6;
const NameLength = 48;

// "-1234.5" → "−1,234.5"
export function grouped(text) {
  if (parse(text) === null) return Unknown;
  const isNegative = text.startsWith('-');
  const [whole, fraction] = text.slice(isNegative ? 1 : 0).split('.');
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return (isNegative ? Minus : '') + thousands + (fraction ? `.${fraction}` : '');
}

// What rounds to nothing has no sign.
const withoutNegativeZero = (text) => (text !== null && signOf(text) === 0 ? text.replace('-', '')
  : text);

export const fixed = (text, decimals = MoneyDecimals) =>
  grouped(withoutNegativeZero(rounded(text, decimals)));

export function signed(text, decimals = MoneyDecimals) {
  const shown = withoutNegativeZero(rounded(text, decimals));
  return (signOf(shown) > 0 ? '+' : '') + grouped(shown);
}

export const signedFull = (text) => (signOf(text) > 0 ? '+' : '') + grouped(text);

// How many digits stand before the point; 0 for 0.5, -1 for 0.05.
function magnitudeOf(text) {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  if (whole !== '0') return whole.length;
  const zeros = /^0*/.exec(fraction)[0].length;
  return zeros === fraction.length ? 0 : -zeros;
}

// Six figures, and no more behind the point than the coin's prices have.
export function price(text, most) {
  if (parse(text) === null) return Unknown;
  return fixed(text, Math.min(Math.max(PriceDigits - magnitudeOf(text), 0), most));
}

// 0.0125 → "1.25 %"
function asPercent(ratio, show) {
  const shown = rounded(ratio, PercentDecimals + 2);
  if (shown === null) return Unknown;
  return `${show(textAt(parse(shown).units, PercentDecimals), PercentDecimals)} %`;
}

export const percent = (ratio) => asPercent(ratio, fixed);
export const signedPercent = (ratio) => asPercent(ratio, signed);

// gain, loss, or '' for zero; muted for what is not known.
export function toneOf(text, decimals = MoneyDecimals) {
  const shown = rounded(text, decimals);
  return shown === null ? 'muted' : ['loss', '', 'gain'][signOf(shown) + 1];
}

export const ratioTone = (ratio) => toneOf(ratio, PercentDecimals + 2);

function twoUnits(large, largeUnit, small, smallUnit) {
  return `${large}${largeUnit}${small > 0 ? `${small}${smallUnit}` : ''}`;
}

export function ageText(milliseconds) {
  if (milliseconds === null || !Number.isFinite(milliseconds)) return Unknown;
  const seconds = Math.max(Math.floor(milliseconds / 1000), 0);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return twoUnits(hours, 'h', minutes % 60, 'm');
  return twoUnits(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const two = (number) => String(number).padStart(2, '0');

// In the reader's zone; with the day where it is not today's.
export function clockText(time, today = time) {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return Unknown;
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  const isToday = at.toDateString() === new Date(today).toDateString();
  return isToday ? clock : `${two(at.getMonth() + 1)}-${two(at.getDate())} ${clock}`;
}

// A name from outside: nothing in it may move or hide other text.
export function inertName(text) {
  const characters = [...String(text ?? '')];
  const name = characters.slice(0, NameLength).join('').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    '\uFFFD');
  return characters.length > NameLength ? `${name}…` : name;
}

export const shortAddress = (address) =>
  (address.length > 12 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address);

export const accountName = ({ address, label }) =>
  (label ? inertName(label) : shortAddress(address));

// "xyz:TSLA" → ["TSLA", "xyz"]
export function coinParts(coin) {
  const colon = coin.indexOf(':');
  return colon < 0 ? [inertName(coin), ''] : [inertName(coin.slice(colon + 1)),
    inertName(coin.slice(0, colon))];
}
