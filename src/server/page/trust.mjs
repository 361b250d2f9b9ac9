// SPDX-License-Identifier: GPL-3.0-or-later
// How far what is shown can be believed. The worse of what was said and of what is seen here holds.

const StaleMs = 10_000;
const DeadMs = 60_000;
const PriceStates = ['live', 'stale', 'dead'];
const FeedStates = ['live', 'suspect', 'syncing', 'stale', 'offline']; // from good to bad

export const isFeedDown = (feedState) => feedState === 'offline' || feedState === 'stale';

export const worstFeed = (states) => states.reduce((worst, state) =>
  (FeedStates.indexOf(state) > FeedStates.indexOf(worst) ? state : worst), 'live');

// ageMs: of the price, by the server's clock; null where it is not known.
export function priceState(told, ageMs, isDown) {
  const byAge = ageMs === null ? 0 : ageMs > DeadMs ? 2 : ageMs > StaleMs ? 1 : 0;
  const seen = Math.max(byAge, isDown ? 1 : 0);
  return PriceStates[Math.max(seen, PriceStates.indexOf(told ?? 'stale'))];
}

export const worsePrice = (a, b) =>
  (PriceStates.indexOf(a) > PriceStates.indexOf(b) ? a : b);

// Coins whose fields were compared and found different: coin → the worst verdict.
export function verdictsOf(rows) {
  const verdicts = new Map();
  for (const { coin, field, verdict } of rows) {
    const isRaised = verdict === 'differs' || (verdict === 'suspect' && field !== 'funding');
    if (isRaised && verdicts.get(coin) !== 'differs') verdicts.set(coin, verdict);
  }
  return verdicts;
}

const ProofStates = ['agrees', 'checking', 'unknown', 'differs']; // from good to bad

export const worstProof = (states) => states.reduce((worst, state) =>
  (ProofStates.indexOf(state) > ProofStates.indexOf(worst) ? state : worst), 'agrees');

export const ProofSigns = { agrees: '✓', checking: '…', differs: '✗', unknown: '?' };

// What stands in the last column of a position: a sign, and how it is meant.
export function tickOf(verdict, isUnknown, isReconciled) {
  const how = isUnknown ? 'unknown' : verdict ? 'differs' : isReconciled ? 'agrees' : 'checking';
  const sign = verdict === 'differs' ? '✗' : verdict === 'suspect' ? '!' : ProofSigns[how];
  return { sign, how };
}
