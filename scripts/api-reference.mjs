// SPDX-License-Identifier: GPL-3.0-or-later
// Makes docs/reference.md, the pages of the API's routes and messages, from the descriptions that
// the program serves (src/server/page/openapi.json and asyncapi.json).
//   node scripts/api-reference.mjs           writes the page
//   node scripts/api-reference.mjs --check   exit 1 where the page is not current
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const page = join(root, 'docs/reference.md');
const source = (name) =>
  JSON.parse(readFileSync(join(root, `src/server/page/${name}.json`), 'utf8'));

// A member "...": "NAME" stands for all members of the object in NAME.json, as in the program.
function filled(value) {
  if (Array.isArray(value)) return value.map(filled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) =>
    (key === '...' ? Object.entries(source(one)) : [[key, filled(one)]])));
}

// openapi or asyncapi as the program of that version serves it.
export function described(name, version) {
  const document = filled(source(name));
  document.info.version = version;
  return document;
}

const table = (head, rows) => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`), ''];
const code = (text) => `\`${text}\``;
const words = (list) => list.map((word) => code(word)).join(' ');

class Page {
  constructor() {
    this.rest = described('openapi', '');
    this.stream = described('asyncapi', '');
    this.scalars = { Decimal: 'decimal', Magnitude: 'decimal ≥ 0', Time: 'time', Address: 'address',
      Label: 'text', Seq: 'whole number ≥ 0', Moment: 'time or milliseconds' };
  }

  resolve(document, object) {
    return object?.$ref ? object.$ref.slice(2).split('/').reduce((at, key) =>
      at[key.replaceAll('~1', '/')], document) : object;
  }

  // --- types -----------------------------------------------------------------------------------

  link(name) {
    return `[${name}](#${name.toLowerCase()})`;
  }

  // [type, whether it may be null]
  typeOf(document, schema) {
    if (schema.$ref) {
      const [, plain, orNull] = /(\w+?)(OrNull)?$/.exec(schema.$ref);
      const target = this.resolve(document, schema);
      if (this.scalars[plain]) return [this.scalars[plain], Boolean(orNull)];
      return target.enum ? [words(target.enum), false] : [this.link(plain), false];
    }
    if (schema.oneOf) {
      const types = schema.oneOf.filter((one) => one.type !== 'null')
        .map((one) => this.typeOf(document, one)[0]);
      return [types.join(' or '), types.length < schema.oneOf.length];
    }
    if ('const' in schema) return [code(schema.const), false];
    const types = [schema.type].flat();
    const isNull = types.includes('null');
    if (schema.enum) return [words(schema.enum.filter((word) => word !== null)), isNull];
    return [this.plainType(document, schema, types.find((type) => type !== 'null')), isNull];
  }

  plainType(document, schema, type) {
    if (type === 'array') {
      const [item] = this.typeOf(document, schema.items);
      return item === 'object' ? 'list' : `list of ${item}`;
    }
    const { additionalProperties: each } = schema;
    if (type === 'object' && each?.type !== 'object' && typeof each === 'object')
      return `object of ${this.typeOf(document, each)[0]}`;
    if (type === 'integer') {
      const { minimum, maximum } = schema;
      if (minimum === undefined) return 'whole number';
      return maximum ? `whole number, ${minimum} to ${maximum}` : `whole number ≥ ${minimum}`;
    }
    if (schema.properties?.accounts) return code('{accounts: {address: …}}');
    return { string: 'text', boolean: 'true or false', undefined: 'null' }[type] ?? type;
  }

  // Rows of an object's keys, and of the keys of objects in them.
  fields(document, schema, before = '') {
    const own = schema.$ref ? this.resolve(document, schema) : schema;
    const parts = own.allOf?.filter((one) => one.properties) ?? [own];
    return parts.flatMap((one) => Object.entries(one.properties ?? {}).flatMap(([key, value]) => {
      const [type, isNull] = this.typeOf(document, value);
      const isOptional = !one.required?.includes(key);
      const meaning = value.description ?? this.resolve(document, value).description ?? '';
      const row = [code(before + key), type, isNull ? 'yes' : '', isOptional ? 'yes' : '', meaning];
      const inner = [value, value.items, value.additionalProperties]
        .find((each) => each?.properties);
      const mark = { array: '[].', object: inner === value ? '.' : '.*.' }[value.type] ?? '.';
      return [row, ...(inner ? this.fields(document, inner, `${before}${key}${mark}`) : [])];
    }));
  }

  fieldTable(document, schema) {
    const rows = this.fields(document, schema);
    const isEmpty = (index) => rows.every((row) => row[index] === '');
    const shown = [0, 1, 2, 3, 4].filter((index) => !(index > 1 && isEmpty(index)));
    const head = ['key', 'type', 'may be null', 'may be left out', 'meaning'];
    return rows.length
      ? table(shown.map((index) => head[index]), rows.map((row) => shown.map((i) => row[i]))) : [];
  }

  // What else a schema is made of: the keys of allOf's other parts.
  basis(document, schema) {
    const others = (schema.allOf ?? []).filter((one) => !one.properties);
    return others.map((one) => `All keys of ${this.typeOf(document, one)[0]}, and:`);
  }

  schemaSection(document, name) {
    const schema = document.components.schemas[name];
    return [`### ${name}`, '', schema.description ?? '', '',
      ...this.basis(document, schema).flatMap((line) => [line, '']),
      ...(schema.oneOf ? [`${this.typeOf(document, schema)[0]}.`, ''] : []),
      ...this.fieldTable(document, schema)];
  }

  // The schemas that are more than a word or a number, shared ones under the routes.
  schemaSections(document, names) {
    const isShown = (name) => {
      const { properties, allOf, oneOf } = document.components.schemas[name];
      return properties || allOf || oneOf;
    };
    return names.filter(isShown).flatMap((name) => this.schemaSection(document, name));
  }

  // --- routes ----------------------------------------------------------------------------------

  answerRow([status, reference]) {
    const answer = this.resolve(this.rest, reference);
    const [[type, content] = []] = Object.entries(answer.content ?? {});
    const schema = content?.schema;
    const isError = schema?.allOf?.[0].$ref?.endsWith('/Error');
    const body = !schema ? '' : isError ? this.link('Error')
      : type === 'application/json' ? this.typeOf(this.rest, schema)[0] : code(type);
    const headers = Object.keys(answer.headers ?? {}).map(code).join(' ');
    const codes = isError ? schema.allOf[1].properties.code.enum : [];
    const when = codes.reduce((text, word) =>
      text.replace(new RegExp(`\\b${word}(?=[:.])`, 'g'), code(word)), answer.description);
    return [status, body, headers, when];
  }

  answers(responses) {
    const rows = responses.map((one) => this.answerRow(one));
    const shown = rows.some((row) => row[2]) ? [0, 1, 2, 3] : [0, 1, 3];
    return table(shown.map((index) => ['status', 'body', 'headers', 'when'][index]),
      rows.map((row) => shown.map((index) => row[index])));
  }

  parameters(list) {
    const rows = list.map((one) => this.resolve(this.rest, one)).map((one) => {
      const [type] = this.typeOf(this.rest, one.schema);
      const { default: usual } = one.schema;
      return [code(one.name), one.in, type + (usual === undefined ? '' : `, ${usual} if not given`),
        one.description];
    });
    return rows.length ? table(['parameter', 'in', 'type', 'meaning'], rows) : [];
  }

  route(method, path, operation, common) {
    const { summary, description, parameters = [], responses, security } = operation;
    const own = Object.entries(responses).filter(([status, answer]) =>
      common[status]?.$ref !== answer.$ref || common[status] === undefined);
    return [`### ${method.toUpperCase()} ${path}`, '',
      `${summary}.${description ? ` ${description}` : ''}`
      + `${security ? ' No token is asked.' : ''}`, '',
      ...this.parameters(parameters), ...this.answers(own)];
  }

  routes() {
    const common = source('refusals');
    const { paths, tags, components, 'x-other-requests': others } = this.rest;
    const all = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method, path, operation })));
    const other = Object.entries(others.responses).filter(([status]) => !common[status]);
    return ['## Routes', '', this.rest.info.description, '',
      ...tags.flatMap(({ name, description }) => [`**${name}** ${description}`, '',
        ...all.filter((one) => one.operation.tags[0] === name).flatMap((one) =>
          this.route(one.method, one.path, one.operation, common))]),
      '### Answers of every route', '',
      'Given before a route is asked, besides its own.', '',
      ...this.answers(Object.entries(common)),
      others.description, '', ...this.answers(other),
      '## What answers hold', '',
      ...this.schemaSections(this.rest, Object.keys(components.schemas))];
  }

  // --- the stream ------------------------------------------------------------------------------

  message(kind, key, more) {
    const message = this.stream.components.messages[key];
    const schema = this.resolve(this.stream, message.payload);
    const examples = (message.examples ?? []).flatMap((one) =>
      ['```json', JSON.stringify(one.payload), '```', '']);
    const state = (schema.allOf ?? []).find((one) => one.oneOf);
    return [`### ${kind} ${message.name}`, '', schema.description, '', more(message), '',
      ...this.fieldTable(this.stream, message.payload),
      ...(state ? [`And all keys of ${this.typeOf(this.stream, state)[0]}.`, ''] : []),
      ...examples];
  }

  messages() {
    const { info, operations, components, channels } = this.stream;
    const nameOf = (reference) => reference.$ref.split('/').at(-1);
    const messageLink = (name) => `[${name}](#message-${name})`;
    const asked = Object.values(operations).filter((one) => one.action === 'receive');
    const commands = asked.map((one) => nameOf(one.messages[0]));
    const told = Object.keys(components.messages).filter((name) => !commands.includes(name));
    const own = Object.keys(components.schemas).filter((name) =>
      !(name in this.rest.components.schemas));
    const payloads = new Set(Object.values(components.messages).map((one) =>
      nameOf(one.payload)));
    return ['## The stream', '', code(channels.stream.address), '', info.description, '',
      '**The server says**', '',
      ...told.flatMap((name) => this.message('Message', name, (one) => `When: ${one.summary}`)),
      '**The client may say**', '',
      ...asked.flatMap((one) => this.message('Command', nameOf(one.messages[0]), () =>
        `Answered by ${one.reply.messages.map((each) => messageLink(nameOf(each))).join(', ')}.`)),
      '**In these messages**', '',
      ...this.schemaSections(this.stream, own.filter((name) => !payloads.has(name)))];
  }

  text() {
    return [...['# Reference of the API', '',
      'Every route and message with its keys. What they are for, and how to begin: '
      + '[api.md](api.md).', '',
      '<!-- Made by scripts/api-reference.mjs from src/server/page/openapi.json and asyncapi.json, '
      + 'which the program serves too. -->', ''],
    ...this.routes(), ...this.messages()].join('\n').replace(/\n{3,}/g, '\n\n').trimEnd() + '\n';
  }
}

export const isCurrent = () => readFileSync(page, 'utf8') === new Page().text();

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (!argv.includes('--check')) writeFileSync(page, new Page().text());
  else if (!isCurrent()) {
    console.error('docs/reference.md is not current: node scripts/api-reference.mjs writes it');
    exit(1);
  }
}
