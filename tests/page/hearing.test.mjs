// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection that comes back asks for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hearing } from '../../src/server/page/hearing.mjs';

const state = (epoch, seqs, type = 'initial_state') => ({ type, accounts: Object.fromEntries(
  Object.entries(seqs).map(([account, seq]) => [account, { account, seq, epoch }])) });
const update = (account, seq, more = {}) => ({ type: 'position_update', account, seq, ...more });

test('the first connection has missed nothing', () => {
  const hearing = new Hearing();
  assert.deepEqual(hearing.begin(state('e', { a: 7 })), { isNew: true, resume: null });
});

test('what came while nobody listened is asked for, of each account', () => {
  const hearing = new Hearing();
  hearing.begin(state('e', { a: 7, b: 1 }));
  hearing.take(update('a', 8));
  hearing.take(state('e', { a: 9, b: 1 }, 'summary'));
  const { isNew, resume } = hearing.begin(state('e', { a: 12, b: 1 }));
  assert.equal(isNew, false);
  assert.deepEqual(resume, { action: 'resume', epoch: 'e', seqs: { a: 9 } });
});

test('a connection lost before all was told asks again from where it had come', () => {
  const hearing = new Hearing();
  hearing.begin(state('e', { a: 1 }));
  hearing.begin(state('e', { a: 10 }));
  hearing.take({ type: 'resumed', seqs: {} });
  hearing.take(update('a', 4, { missed: true }));
  assert.deepEqual(hearing.begin(state('e', { a: 20 })).resume.seqs, { a: 4 });
});

test('an update between question and answer does not hide what was missed', () => {
  const hearing = new Hearing();
  hearing.begin(state('e', { a: 1 }));
  hearing.begin(state('e', { a: 10 }));
  hearing.take(update('a', 11)); // sent before the server read the question
  assert.deepEqual(hearing.begin(state('e', { a: 20 })).resume.seqs, { a: 1 });
});

test('with the first message behind the missed ones all is heard', () => {
  const hearing = new Hearing();
  hearing.begin(state('e', { a: 1 }));
  hearing.begin(state('e', { a: 10 }));
  hearing.take({ type: 'resumed', seqs: {} });
  hearing.take(update('a', 4, { missed: true }));
  hearing.take(update('a', 11));
  assert.deepEqual(hearing.begin(state('e', { a: 20 })).resume.seqs, { a: 11 });
});

test('another run cannot be resumed', () => {
  const hearing = new Hearing();
  hearing.begin(state('e', { a: 7 }));
  assert.deepEqual(hearing.begin(state('f', { a: 3 })), { isNew: true, resume: null });
});

test('what is not resumable is over', () => {
  const hearing = new Hearing();
  hearing.begin(state('e', { a: 1 }));
  hearing.begin(state('e', { a: 10 }));
  hearing.end();
  assert.equal(hearing.begin(state('e', { a: 10 })).resume, null);
});
