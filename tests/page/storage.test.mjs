// SPDX-License-Identifier: GPL-3.0-or-later
// Storage that is forbidden, full or filled with nonsense breaks nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from '../../src/server/page/storage.mjs';

function storage(held = {}) {
  return { getItem: (key) => held[key] ?? null, setItem: (key, text) => (held[key] = text),
    removeItem: (key) => delete held[key] };
}

const refuse = () => {
  throw new Error('SecurityError');
};
const always = () => true;

test('what is kept comes back', () => {
  const memory = new Memory(() => storage());
  memory.keep('theme', 'dark');
  assert.equal(memory.text('theme'), 'dark');
  memory.keep('theme', null);
  assert.equal(memory.text('theme'), null);
});

test('storage that may not be used is as if it were empty', () => {
  for (const memory of [new Memory(refuse), new Memory(() => null), new Memory(() =>
    ({ getItem: refuse, setItem: refuse, removeItem: refuse }))]) {
    memory.keep('theme', 'dark');
    memory.keep('theme', null);
    assert.equal(memory.text('theme'), null);
    assert.equal(memory.value('columns', (value) => Array.isArray(value)), null);
  }
});

test('what does not pass is not taken', () => {
  const memory = new Memory(() => storage({ 'lpm.a': '{broken', 'lpm.b': '[1]', 'lpm.c': 'null' }));
  assert.equal(memory.value('a', always), null);
  assert.deepEqual(memory.value('b', always), [1]);
  assert.equal(memory.value('b', () => false), null);
  assert.equal(memory.value('c', (value) => value.length > 0), null); // a judge that fails
});
