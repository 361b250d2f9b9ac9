// SPDX-License-Identifier: GPL-3.0-or-later
// The one script that the modules are joined to, and the page that asks for it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = new URL('../../src/server/page/', import.meta.url).pathname;
const modules = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const textOf = (name) => readFileSync(join(folder, name), 'utf8');

const isUnbuilt = !process.env.LPM_PAGE_SCRIPT && 'the page is not built';

test('the joined script is a script', { skip: isUnbuilt }, () => {
  const place = mkdtempSync(join(tmpdir(), 'lpm-page-'));
  try {
    const script = join(place, 'page.mjs');
    copyFileSync(process.env.LPM_PAGE_SCRIPT, script);
    execFileSync(process.execPath, ['--check', script]);
    const joined = readFileSync(script, 'utf8');
    for (const name of modules)
      assert.ok(joined.includes(`const ${name.replace('.mjs', '')}Module = `), name);
    assert.doesNotMatch(joined, /^(import|export)\b/m);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});

test('text is never taken as HTML, nor as a program', () => {
  const asHtml = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc/;
  const asProgram = /\beval\b|new Function|set(?:Timeout|Interval)\('/;
  for (const name of modules) {
    assert.doesNotMatch(textOf(name), asHtml, name);
    assert.doesNotMatch(textOf(name), asProgram, name);
  }
});

test('the page asks for nothing from elsewhere, and has nothing inline', () => {
  const page = textOf('index.html');
  assert.doesNotMatch(page, /\bstyle=|\bon[a-z]+=|<style|https?:|<script(?![^>]*src=)/);
  assert.doesNotMatch(textOf('page.css'), /@import|url\(|https?:/);
});

test('no file and no line is too long', () => {
  for (const name of [...modules, 'index.html', 'page.css']) {
    const lines = textOf(name).split('\n');
    assert.ok(lines.length <= 401, `${name}: ${lines.length} lines`);
    for (const [i, line] of lines.entries())
      assert.ok(line.length <= 100, `${name}:${i + 1}: ${line.length} characters`);
  }
});
