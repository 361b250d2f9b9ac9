// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the positions: what each shows of a position, and how it sorts. rules: table
import { compare, isDecimal } from './decimal.mjs';
import { ageText, coinParts, fixed, grouped, inertName, percent, price, ratioTone, shortAddress,
  signed, signedPercent, toneOf, Unknown } from './format.mjs';
import { tickOf } from './trust.mjs';

const partialMark = (position) => (position.basis === 'partial' ? '*' : '');
const plain = (text, second = '', tone = '') => ({ text, second, tone, secondTone: '' });
const money = (value, second = '') =>
  ({ text: signed(value), second, tone: toneOf(value), secondTone: '' });
const sideTone = ({ side }) => ({ long: 'gain', short: 'loss' }[side] ?? 'muted');
const sideText = ({ side }) => ({ long: 'Long', short: 'Short' }[side] ?? 'Flat');

const leverageText = ({ leverage }) => (leverage === null ? '' : `${grouped(leverage)}×`);

function distanceTone(distance) {
  if (!isDecimal(distance)) return 'muted';
  if (compare(distance, '0.05') < 0) return 'loss';
  return compare(distance, '0.15') < 0 ? 'warning' : '';
}

const byNumber = (key) => ({ isNumber: true, keyOf: (position) => position[key] });
const byText = (keyOf) => ({ isNumber: false, keyOf });

// `second` is a smaller text: beside the first where there is room, below it on a narrow screen.
// `isPriced`: as old as the price. `figures`: its room in digits, wide and narrow; `room`: more,
// for the second text; `most`: a longer text is cut.
export const Columns = [
  { key: 'account', title: 'Account', tip: 'The account that holds the position', kind: 'text',
    figures: [9, 9], most: 14,
    show: (position, { account }) => plain(account, '', 'muted'),
    ...byText((position, account) => account) },
  { key: 'coin', title: 'Coin', tip: 'The coin, and the dex that lists it', kind: 'name',
    figures: [12, 11], narrowSecond: 'Side, size',
    show: (position) => {
      const [coin, dex] = coinParts(position.coin);
      return { text: coin, second: dex, tone: '', secondTone: 'dex' };
    },
    showNarrow: (position) => ({ text: inertName(position.coin), tone: '',
      second: `${sideText(position)} ${grouped(position.quantity)}`,
      secondTone: sideTone(position) }),
    ...byText((position) => position.symbol) },
  { key: 'side', title: 'Side', tip: 'Long or short', kind: 'text', figures: [8, 8],
    show: (position) => plain(sideText(position), '', sideTone(position)),
    ...byText((position) => position.side) },
  { key: 'size', title: 'Size', tip: 'Size in units of the coin', kind: 'number',
    figures: [9, 11], show: (position) => plain(grouped(position.quantity)),
    ...byNumber('quantity') },
  { key: 'notional', title: 'Notional', tip: 'Size × mark, USD', kind: 'number', isPriced: true,
    figures: [11, 11], show: (position) => plain(fixed(position.notional_value)),
    ...byNumber('notional_value') },
  { key: 'entry', title: 'Entry', tip: 'Average price of the open size', kind: 'number',
    figures: [10, 10], show: (position, { decimals }) =>
      plain(price(position.entry_price, decimals)),
    ...byNumber('entry_price') },
  { key: 'breakeven', title: 'Break-even', tip: 'The price at which all costs are earned',
    kind: 'number', figures: [11, 10], show: (position, { decimals }) =>
      plain(price(position.break_even_price, decimals)),
    ...byNumber('break_even_price') },
  { key: 'mark', title: 'Mark', tip: "The exchange's mark price, and its age", kind: 'number',
    isPriced: true, figures: [10, 9], room: 4, narrowSecond: 'Entry',
    show: (position, { decimals, ageMs }) => ({ text: price(position.current_price, decimals),
      second: ageMs === null ? '' : ageText(ageMs), tone: '',
      secondTone: ageMs > 10_000 ? 'old' : '' }),
    showNarrow: (position, { decimals }) => plain(price(position.current_price, decimals),
      price(position.entry_price, decimals)),
    ...byNumber('current_price') },
  { key: 'unrealized', title: 'uPnL', tip: 'Unrealized P&L at the mark price, USD', kind: 'money',
    isPriced: true, figures: [11, 11], narrowSecond: 'ROE',
    show: (position) => money(position.unrealized_pnl),
    showNarrow: (position) => ({ ...money(position.unrealized_pnl),
      second: signedPercent(position.roe), secondTone: ratioTone(position.roe) }),
    ...byNumber('unrealized_pnl') },
  { key: 'roe', title: 'ROE', tip: 'Unrealized P&L on the initial margin', kind: 'number',
    isPriced: true, figures: [9, 10], show: (position) =>
      plain(signedPercent(position.roe), '', ratioTone(position.roe)),
    ...byNumber('roe') },
  { key: 'realized', title: 'Realized', tip: 'P&L of closed size, before fees, USD', kind: 'money',
    figures: [13, 12], room: 1,
    show: (position) => money(position.realized_pnl, partialMark(position)),
    ...byNumber('realized_pnl') },
  { key: 'fees', title: 'Fees', tip: 'Fees paid, USD; negative is a rebate', kind: 'number',
    figures: [10, 9], room: 1, show: (position) => plain(fixed(position.fees),
      partialMark(position)),
    ...byNumber('fees') },
  { key: 'funding', title: 'Funding', tip: 'Funding received, USD; negative was paid',
    kind: 'money', figures: [10, 10], room: 1,
    show: (position) => money(position.funding, partialMark(position)),
    ...byNumber('funding') },
  { key: 'net', title: 'Net P&L', tip: 'Unrealized + realized − fees + funding, USD',
    kind: 'money', isPriced: true, figures: [11, 11], room: 1, narrowSecond: 'Funding',
    show: (position) => money(position.net_pnl, partialMark(position)),
    showNarrow: (position) => ({ ...money(position.net_pnl), second: signed(position.funding),
      secondTone: toneOf(position.funding) }),
    ...byNumber('net_pnl') },
  { key: 'liquidation', title: 'Liq. price', tip: "Liquidation price, the exchange's",
    kind: 'number', figures: [10, 10], show: (position, { decimals }) =>
      plain(price(position.liquidation_price, decimals)),
    ...byNumber('liquidation_price') },
  { key: 'distance', title: 'To liq.', tip: 'Distance of the mark to the liquidation price',
    kind: 'gauge', isPriced: true, figures: [10, 10], narrowSecond: 'Liq.',
    show: (position) => plain(percent(position.liquidation_distance), '',
      distanceTone(position.liquidation_distance)),
    showNarrow: (position, { decimals }) => plain(percent(position.liquidation_distance),
      price(position.liquidation_price, decimals), distanceTone(position.liquidation_distance)),
    ...byNumber('liquidation_distance') },
  { key: 'margin', title: 'Margin', tip: 'Margin used, its mode and leverage', kind: 'number',
    figures: [9, 9], room: 11,
    show: (position) => plain(fixed(position.margin_used),
      [position.margin_mode ?? '', leverageText(position)].join(' ').trim()),
    ...byNumber('margin_used') },
  { key: 'age', title: 'Age', tip: 'Time since the position was opened', kind: 'number',
    figures: [7, 7], show: (position, { openedMs }) => plain(ageText(openedMs), '', 'muted'),
    isNumber: true, keyOf: (position) => (position.opened_at === null ? null
      : String(-Date.parse(position.opened_at))) },
  { key: 'proof', title: '✓', label: 'Reconciled', kind: 'tick', figures: [3, 3],
    tip: 'Agrees with the exchange in the last comparison',
    show: (position, { verdict, isProofUnknown }) => {
      const { sign, how } = tickOf(verdict, isProofUnknown, position.reconciled);
      return plain(sign, '', how);
    },
    isNumber: true, keyOf: (position) => (position.reconciled ? '1' : '0') },
];

export const Defaults = {
  wide: ['coin', 'side', 'size', 'notional', 'entry', 'mark', 'unrealized', 'roe', 'funding', 'net',
    'liquidation', 'distance', 'margin', 'proof'],
  narrow: ['coin', 'mark', 'unrealized', 'distance', 'net', 'proof'],
};

export const columnOf = (key) => Columns.find((column) => column.key === key);

const FullKeys = { size: 'quantity', notional: 'notional_value', entry: 'entry_price',
  breakeven: 'break_even_price', mark: 'current_price', unrealized: 'unrealized_pnl', roe: 'roe',
  realized: 'realized_pnl', fees: 'fees', funding: 'funding', net: 'net_pnl',
  liquidation: 'liquidation_price', distance: 'liquidation_distance', margin: 'margin_used' };

// Nothing of the exact value is lost on the screen: it is what a pointer at the number tells.
export function fullText(key, position) {
  if (key === 'coin') return inertName(position.symbol);
  if (key === 'age') return position.opened_at ?? Unknown;
  return FullKeys[key] ? grouped(position[FullKeys[key]]) : '';
}

const OfHistory = ['realized', 'fees', 'funding', 'net']; // perhaps of a part of it

// The coin is the title there.
export const ExactColumns = Columns.filter(({ key }) => key !== 'coin');

// As it is told where no pointer is: no cell without a word.
export function exactText(key, position, { account, verdict, isProofUnknown }) {
  if (key === 'account')
    return account === shortAddress(position.account) ? position.account
      : `${account}, ${position.account}`;
  if (key === 'side') return sideText(position);
  if (OfHistory.includes(key)) return `${fullText(key, position)}${partialMark(position)}`;
  if (key === 'proof') return tickOf(verdict, isProofUnknown, position.reconciled).how;
  return fullText(key, position);
}

const compareTexts = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

// Rows have `key`, `position` and `account`, the account's name. Equal ones keep one order; what is
// not known stands last both ways.
export function inOrder(rows, key, isDescending) {
  const { keyOf, isNumber } = columnOf(key);
  const compareKnown = isNumber ? compare : compareTexts;
  const keyed = rows.map((row) => {
    const by = keyOf(row.position, row.account);
    return { row, by, isKnown: !isNumber || isDecimal(by) };
  });
  keyed.sort((a, b) => {
    if (a.isKnown !== b.isKnown) return a.isKnown ? -1 : 1;
    const order = a.isKnown ? compareKnown(a.by, b.by) : 0;
    if (order !== 0) return isDescending ? -order : order;
    return compareTexts(a.row.key, b.row.key);
  });
  return keyed.map(({ row }) => row);
}
