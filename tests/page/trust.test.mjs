// SPDX-License-Identifier: GPL-3.0-or-later
// What is old, unproven or unreachable never looks live: the worse of two signs holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modeMark, noticeOf } from '../../src/server/page/notice.mjs';
import { isFeedDown, priceState, tickOf, verdictsOf, worstFeed, worstProof }
  from '../../src/server/page/trust.mjs';

test('a price is as good as the worst of what was said, its age, and the feed', () => {
  const cases = [
    ['live', 0, false, 'live'], ['live', 10_000, false, 'live'], ['live', 10_001, false, 'stale'],
    ['live', 60_000, false, 'stale'], ['live', 60_001, false, 'dead'], ['live', 0, true, 'stale'],
    ['stale', 0, false, 'stale'], ['dead', 0, false, 'dead'], ['dead', 0, true, 'dead'],
    [null, 0, false, 'stale'], ['live', null, false, 'live'], ['live', 61_000, true, 'dead'],
  ];
  for (const [told, age, isDown, expected] of cases)
    assert.equal(priceState(told, age, isDown), expected, JSON.stringify([told, age, isDown]));
});

test('several feeds are as good as the worst of them', () => {
  assert.equal(worstFeed(['live', 'live']), 'live');
  assert.equal(worstFeed(['live', 'suspect', 'syncing']), 'syncing');
  assert.equal(worstFeed(['stale', 'offline', 'live']), 'offline');
  assert.deepEqual(['live', 'syncing', 'suspect', 'stale', 'offline'].map(isFeedDown),
    [false, false, false, true, true]);
  assert.equal(worstProof(['agrees', 'differs', 'unknown']), 'differs');
  assert.equal(worstProof(['agrees', 'unknown']), 'unknown');
});

test('a coin has the worst verdict of its fields; funding is not proven', () => {
  const row = (coin, field, verdict) => ({ coin, field, verdict });
  const verdicts = verdictsOf([row('BTC', 'size', 'agrees'), row('ETH', 'size', 'suspect'),
    row('ETH', 'entry_price', 'differs'), row('ETH', 'unrealized_pnl', 'suspect'),
    row('SOL', 'funding', 'suspect'), row('XRP', 'size', 'suspect')]);
  assert.deepEqual([...verdicts], [['ETH', 'differs'], ['XRP', 'suspect']]);
});

test('the tick is only there for what agreed and is known to', () => {
  assert.deepEqual(tickOf(undefined, false, true), { sign: '✓', how: 'agrees' });
  assert.deepEqual(tickOf(undefined, false, false), { sign: '…', how: 'checking' });
  assert.deepEqual(tickOf(undefined, true, true), { sign: '?', how: 'unknown' });
  assert.deepEqual(tickOf('differs', false, true), { sign: '✗', how: 'differs' });
  assert.deepEqual(tickOf('suspect', true, true), { sign: '!', how: 'unknown' });
});

const usual = { word: 'open', isHeard: true, lostAt: 0, lostMs: 0, feedState: 'live',
  health: { status: 'healthy', reasons: [] } };

test('a lost connection is said in a sentence, whatever the last health was', () => {
  const { tone, sentences } = noticeOf({ ...usual, word: 'disconnected', isHeard: false,
    lostMs: 12_000 });
  assert.equal(tone, 'loss');
  assert.match(sentences[0], /^No answer from the monitor since .* \(12s\)\. .* last known state/);
  const stopped = noticeOf({ ...usual, word: 'stopped', isHeard: false });
  assert.match(stopped.sentences[0], /^Monitoring has stopped/);
});

test('reasons are shown as they were given, unknown health too', () => {
  assert.deepEqual(noticeOf(usual).sentences, []);
  const late = { status: 'degraded', reasons: ['main is late'] };
  assert.deepEqual(noticeOf({ ...usual, health: late }),
    { tone: 'warning', sentences: ['Main is late'] });
  assert.equal(noticeOf({ ...usual, feedState: 'offline', health: { status: 'degraded',
    reasons: ['main is offline'] } }).tone, 'loss');
  assert.equal(noticeOf({ ...usual, health: null }).sentences.length, 1);
});

test('money that is not real says so', () => {
  assert.equal(modeMark('demo')[0], 'DEMO');
  assert.equal(modeMark('testnet')[0], 'TESTNET');
  assert.equal(modeMark('live'), null);
});
