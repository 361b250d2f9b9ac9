// SPDX-License-Identifier: GPL-3.0-or-later
// The two descriptions as documents: as in the source, valid by the standards' own schemas, with
// examples that they accept; and the pages that are made of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { described, isCurrent } from '../../../scripts/api-reference.mjs';

const docs = join(dirname(fileURLToPath(import.meta.url)), '../../../docs');
const read = (name) => readFileSync(join(docs, name), 'utf8');
const guide = read('api.md');
export const Account = `0x${'1'.padStart(40, '0')}`;
const Annotations = ['description', 'examples'];
// Of JSON Schema draft 2020-12 what is the same in the schemas of AsyncAPI, which are of draft 07.
const Common = [...Annotations, '$ref', 'type', 'const', 'enum', 'pattern', 'format', 'minLength',
  'minimum', 'maximum', 'maxItems', 'minProperties', 'maxProperties', 'required', 'properties',
  'additionalProperties', 'propertyNames', 'items', 'allOf', 'oneOf', 'default'];

function eachSchema(schema, visit) {
  visit(schema);
  for (const key of ['items', 'propertyNames', 'additionalProperties'])
    if (typeof schema[key] === 'object') eachSchema(schema[key], visit);
  for (const key of ['allOf', 'oneOf'])
    for (const one of schema[key] ?? []) eachSchema(one, visit);
  for (const one of Object.values(schema.properties ?? {})) eachSchema(one, visit);
}

async function checkStandards(rest, stream, require) {
  const { Validator } = await import(require.resolve('@seriousme/openapi-schema-validator'));
  const verdict = await new Validator().validate(structuredClone(rest.document));
  assert.ok(verdict.valid, JSON.stringify(verdict.errors));

  const Ajv = require('ajv');
  const ajv = new Ajv({ strict: false });
  require('ajv-formats').default(ajv);
  const validate = ajv.compile(require('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  assert.ok(validate(stream.document), JSON.stringify(validate.errors));
  const broken = structuredClone(stream.document);
  broken.operations.ping.action = 'shout';
  assert.equal(validate(broken), false);
}

function checkSchemas(description) {
  for (const [name, schema] of Object.entries(description.document.components.schemas)) {
    eachSchema(schema, (one) => {
      assert.deepEqual(Object.keys(one).filter((key) => !Common.includes(key)), [], name);
      if (one.$ref) assert.deepEqual(
        Object.keys(one).filter((key) => key !== '$ref' && !Annotations.includes(key)), [], name);
      for (const example of one.examples ?? [])
        description.check(one, example, `the example of ${name}`, name);
    });
  }
  const { messages = {} } = description.document.components;
  for (const [name, { payload, examples = [] }] of Object.entries(messages)) {
    for (const { payload: example } of examples)
      description.check(payload, example, `the example of ${name}`);
  }
}

// What could be taken for a number, a time or an address and is none.
function checkPatterns(description) {
  const { schemas } = description.document.components;
  const refused = {
    Decimal: ['1e5', '1E-7', '+1', '-0', '01', '1.50', '1.', '.5', '', ' 1', '1 ', 'NaN', '0.0', 1],
    Magnitude: ['-1', '1e5', '1.0', '00', 'Infinity'],
    Time: ['2025-02-11T17:30:00Z', '2025-02-11T17:30:00.000000Z', '2025-02-11T17:30:00.000+00:00',
      '2025-02-30T17:30:00.000Z', '2025-02-11 17:30:00.000Z', 1739295000000, ''],
    Address: [Account.toUpperCase(), Account.slice(1), `${Account}0`, 'main'],
  };
  for (const [name, values] of Object.entries(refused)) {
    for (const value of values)
      assert.notDeepEqual(description.faultsOf(schemas[name], value), [], `${name} ${value}`);
  }
  for (const value of ['0', '-0.001', '123456789012345678901234567890.5', '-10', '0.5'])
    description.check(schemas.Decimal, value, 'a decimal');
}

// The JSON blocks of the guide, in their order, by the schema that each is an example of.
function checkGuide(rest, stream) {
  const expected = [[rest, 'Summary'], [rest, 'Reconciliation'], [rest, 'ReconcileAccepted'],
    [stream, 'CompactPrice']];
  const blocks = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) =>
    JSON.parse(text.replaceAll('0x…', Account)));
  assert.equal(blocks.length, expected.length);
  blocks.forEach((block, i) => {
    const [description, name] = expected[i];
    const schema = description.document.components.schemas[name];
    description.check(schema, block, `docs/api.md ${name}`, name);
    assert.notDeepEqual(description.faultsOf(schema, { ...block, another: 1 }), [], name);
    for (const key of schema.required) {
      const { [key]: taken, ...rest } = block;
      assert.notDeepEqual(description.faultsOf(schema, rest), [], `${name} without ${key}`);
    }
  });
}

// The commands as the guide shows them, what it leaves open filled in.
export function commandsOfGuide() {
  const filled = { '"symbols":[…]': '"symbols":["BTC-USD"]',
    '"accounts":[…]': '"accounts":["main"]',
    '"events":[…]': '"events":["fill"]', ':N,': ':100,', 'full\\|compact': 'compact',
    '"epoch":"…"': '"epoch":"2025-02-11T17:00:00.000Z"', '{account: n}': `{"${Account}":0}`,
    '"token":"…"': '"token":"0123456789abcdef"' };
  const shown = [...guide.matchAll(/`(\{"action":[^`]*\})`/g)].map(([, text]) => text);
  assert.equal(shown.length, 5);
  return shown.map((text) => JSON.parse(Object.entries(filled).reduce(
    (all, [mark, value]) => all.replaceAll(mark, value), text)));
}

// The page is what the script makes, every link in it leads to one of its headings, and every route
// has one.
function checkReference(rest) {
  assert.ok(isCurrent(), 'docs/reference.md is not current: node scripts/api-reference.mjs');
  const page = read('reference.md');
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, text]) => text);
  const anchors = headings.map((text) =>
    text.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
  assert.equal(new Set(anchors).size, anchors.length, 'headings of the same name');
  for (const [, anchor] of page.matchAll(/\]\(#([^)]*)\)/g))
    assert.ok(anchors.includes(anchor), anchor);
  for (const [method, path] of rest.operations())
    assert.ok(headings.includes(`${method} ${path}`), `${method} ${path}`);
}

export async function checkDocuments(rest, stream, require) {
  assert.deepEqual(rest.document, described('openapi', '0.1.0'));
  assert.deepEqual(stream.document, described('asyncapi', '0.1.0'));
  await checkStandards(rest, stream, require);
  checkSchemas(rest);
  checkSchemas(stream);
  checkPatterns(rest);
  checkGuide(rest, stream);
  for (const command of commandsOfGuide())
    assert.deepEqual(stream.faultsOfCommand(command), [], JSON.stringify(command));
  for (const one of [rest, stream]) one.seen.clear(); // examples are no live answers
  checkReference(rest);
}
