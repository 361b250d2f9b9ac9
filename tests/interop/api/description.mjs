// SPDX-License-Identifier: GPL-3.0-or-later
// The API's descriptions as a measure: whether a value is exactly what a schema says. The published
// schemas let keys be added; here a key that is not described is a fault. What of them was ever
// seen in a value is remembered.
import assert from 'node:assert/strict';

const Seen = 'x-seen';
const part = (name) => `${name}.part`; // the schema without its last word on further keys
const nameOf = (ref) => /^#\/components\/schemas\/(\w+)$/.exec(ref)?.[1];

function mapValues(object, change) {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

export class Description {
  // require: of the folder where ajv and ajv-formats are installed.
  constructor(document, require) {
    this.document = document;
    this.known = new Set(); // properties, as Position.roe
    this.seen = new Set();
    this.used = new Set(); // "GET /path 200", or the name of a message
    this.codes = new Set();
    this.compiled = new Map();
    const { Ajv2020 } = require('ajv/dist/2020');
    this.ajv = new Ajv2020({ strictTypes: false, allowUnionTypes: true });
    require('ajv-formats').default(this.ajv);
    this.ajv.addKeyword({ keyword: Seen, schemaType: 'string',
      validate: (name) => Boolean(this.seen.add(name)) });
    const schemas = {};
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      schemas[name] = this.closed(schema, name);
      schemas[part(name)] = this.open(schema, name);
    }
    this.ajv.addSchema({ $id: 'strict', $defs: schemas });
  }

  // Of a whole value: nothing else may be in it.
  closed(schema, name) {
    if (schema.$ref) return { ...schema, $ref: `strict#/$defs/${nameOf(schema.$ref)}` };
    if (schema.oneOf && !schema.allOf && !schema.properties)
      return { ...schema, oneOf: schema.oneOf.map((one) => this.closed(one, name)) };
    const isObject = schema.type === 'object' || schema.allOf;
    return { ...this.open(schema, name), ...(isObject && { unevaluatedProperties: false }) };
  }

  // Of a part of a value, beside which other schemas stand.
  open(schema, name) {
    if (schema.$ref) return { ...schema, $ref: `strict#/$defs/${part(nameOf(schema.$ref))}` };
    const strict = { ...schema };
    for (const key of ['allOf', 'oneOf'])
      if (schema[key]) strict[key] = schema[key].map((one) => this.open(one, name));
    for (const key of ['items', 'propertyNames'])
      if (schema[key]) strict[key] = this.closed(schema[key], name);
    if (typeof schema.additionalProperties === 'object')
      strict.additionalProperties = this.closed(schema.additionalProperties, name);
    if (schema.properties) strict.properties = mapValues(schema.properties, (value, key) => {
      this.known.add(`${name}.${key}`);
      return { ...this.closed(value, `${name}.${key}`), [Seen]: `${name}.${key}` };
    });
    return strict;
  }

  faultsOf(schema, value, name = 'inline') {
    if (!this.compiled.has(schema))
      this.compiled.set(schema, this.ajv.compile(this.closed(schema, nameOf(schema.$ref) ?? name)));
    const validate = this.compiled.get(schema);
    return validate(value) ? [] : validate.errors.map((error) =>
      `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }

  check(schema, value, what, name) {
    assert.deepEqual(this.faultsOf(schema, value, name), [],
      `${what}: ${JSON.stringify(value).slice(0, 2000)}`);
  }

  resolve(object) {
    return object?.$ref ? object.$ref.slice(2).split('/').reduce((at, key) =>
      at[key.replaceAll('~1', '/')], this.document) : object;
  }

  // --- of routes -----------------------------------------------------------------------------

  // [method, path, operation]
  operations() {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [method.toUpperCase(), path, operation]));
  }

  // A literal path hides those with {…}.
  pathOf(target) {
    const [path] = target.split('?');
    const { paths } = this.document;
    const isMatch = (known) => new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
    return path in paths ? path : Object.keys(paths).find((known) => isMatch(known));
  }

  // The described answer to a request; what is said of other requests where the route has none.
  answerOf(method, target, status) {
    const path = this.pathOf(target);
    const operation = this.document.paths[path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
    const others = this.document['x-other-requests'].responses;
    const isOwn = operation?.responses[status];
    const answer = this.resolve(isOwn ? operation.responses[status] : others[status]);
    assert.ok(answer, `${method} ${target} answers ${status}, which is not described`);
    this.used.add(isOwn ? `${method} ${path} ${status}` : `other ${status}`);
    return { answer, name: operation ? `${operation.operationId}${status}` : `other${status}` };
  }

  checkAnswer(method, target, { status, headers, body }) {
    const what = `${method} ${target.slice(0, 80)} → ${status}`;
    const { answer, name } = this.answerOf(method, target, status);
    for (const [header, reference] of Object.entries(answer.headers ?? {})) {
      const { schema, required } = this.resolve(reference);
      const value = headers[header.toLowerCase()];
      if (required) assert.ok(value !== undefined, `${what} without ${header}`);
      if (value !== undefined) this.check(schema, value, `${what} ${header}`);
    }
    if (!answer.content || method === 'HEAD') return assert.equal(body, '', what);
    const [[type, { schema }]] = Object.entries(answer.content);
    assert.equal(headers['content-type'].split(';')[0], type, what);
    const value = type === 'application/json' ? JSON.parse(body) : body;
    this.check(schema, value, what, name);
    if (value.code && value.detail) this.codes.add(value.code);
    return value;
  }

  // --- of the stream -------------------------------------------------------------------------

  checkMessage(message) {
    const name = message.type ?? (message.t === 'p' ? 'price' : undefined);
    const known = this.document.components.messages[name];
    assert.ok(known, `a message that is not described: ${JSON.stringify(message)}`);
    this.used.add(name);
    this.check(known.payload, message, name);
    if (name === 'error') this.codes.add(message.code);
  }

  // By action: the schema, the examples, and the names of the answers.
  commands() {
    const operations = Object.values(this.document.operations);
    return new Map(operations.filter((one) => one.action === 'receive').map((one) => {
      const { payload, examples } = this.resolve(this.resolve(one.messages[0]));
      const answers = one.reply.messages.map((message) => message.$ref.split('/').at(-1));
      const { action } = this.resolve(payload).properties;
      return [action.const, { payload, answers, examples: examples.map((each) => each.payload) }];
    }));
  }

  faultsOfCommand(command) {
    const known = this.commands().get(command.action);
    return known ? this.faultsOf(known.payload, command) : ['unknown action'];
  }
}
