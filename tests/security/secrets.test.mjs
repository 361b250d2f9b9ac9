// SPDX-License-Identifier: GPL-3.0-or-later
// What must stay with the program: the token, a private key, whole addresses, its files. A
// HYPERLIQUID_PRIVATE_KEY is taken, used once and wiped (design, section 6): S21 is about keys that
// come another way.
//
// | check | where, if not here |
// |---|---|
// | S21 a bad key is refused and not echoed | tst_programrefusals |
// | S22 a private key is found nowhere | contract_accounts |
// | S23 LimitCORE | there is no unit yet |
// | S24 | there is no keychain yet |
// | S25 no stream operator | the key is a std::string with a Wiper (config/wipe.h) |
import assert from 'node:assert/strict';
import {
  chmodSync, chownSync, closeSync, copyFileSync, mkdirSync, openSync, readdirSync, readFileSync,
  readSync, statSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isRefused as isAnswered, isUpgraded } from '../interop/rfc6455/handshake.mjs';
import { hearsState, send } from '../interop/rfc6455/steps.mjs';
import { text } from '../interop/rfc6455/wire.mjs';
import { run, until } from '../contract/monitor.mjs';
import { Alice, scenario } from '../contract/scenario.mjs';
import { bearer, curl, portOf, statusOf, streams, Token, tokenFlags } from './attack.mjs';

const ExitUsage = 2;
const ExitConfiguration = 78;
const PrivateKey = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318';
const Nobody = 65_534;
const isRoot = process.getuid() === 0;
const debug = ['--log-level', 'debug'];

function* below(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    yield path;
    if (statSync(path).isDirectory()) yield* below(path);
  }
}

const filesBelow = (folder) => [...below(folder)].filter((path) => statSync(path).isFile());
const modeOf = (path) => (statSync(path).mode & 0o777).toString(8);

// --- S20 ---------------------------------------------------------------------------------------

scenario('S20: its files are its owner’s, whatever the umask', {
  monitor: { wrapper: ['sh', '-c', 'umask 000 && exec "$0" "$@"'] },
}, async ({ exchange, start, folder }) => {
  exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
  const monitor = await (await start()).ready();
  await until('the ledger', () => [...below(join(folder.path, 'data'))]
    .some((path) => path.endsWith('ledger.sqlite')));
  for (const place of ['data', 'logs/trading']) {
    const directory = join(folder.path, place);
    for (const path of [directory, ...below(directory)])
      assert.deepEqual([path, modeOf(path)], [path, statSync(path).isFile() ? '600' : '700']);
  }
  await monitor.stop();
});

const argumentsIn = ({ exchange, folder }) => ['--headless', '--live', '--rest-url',
  exchange.restUrl, '--ws-url', exchange.wsUrl, '--listen', '127.0.0.1:0', '--data-dir',
  join(folder.path, 'data'), '--log-dir', join(folder.path, 'logs')];

// A program that starts all the same is ended after a while.
async function isRefused(path, args, cwd) {
  const { code, stderr } = await run(args, { cwd, timeout: 3000 });
  assert.equal(code, ExitConfiguration, `${path} with ${modeOf(path)}: ${stderr}`);
  assert.ok(stderr.includes(path), stderr);
}

scenario('S20: a token file that others can read is refused', {}, async (world) => {
  const path = join(world.folder.path, 'token');
  writeFileSync(path, `${Token}\n`);
  for (const mode of [0o640, 0o604, 0o644, 0o660]) {
    chmodSync(path, mode);
    const flags = ['--account', Alice, '--token-file', path];
    await isRefused(path, [...argumentsIn(world), ...flags], world.folder.path);
  }
});

// It starts: a .env as people write one has always worked.
scenario('S20: a .env with a private key that others can read is warned of', {}, async (world) => {
  const path = join(world.folder.path, '.env');
  writeFileSync(path, `HYPERLIQUID_PRIVATE_KEY=${PrivateKey}\n`);
  for (const [mode, isWarned] of [[0o640, true], [0o604, true], [0o600, false]]) {
    chmodSync(path, mode);
    const { stderr } = await run(argumentsIn(world), { cwd: world.folder.path, timeout: 1500 });
    assert.equal(stderr.includes(`${path} holds a HYPERLIQUID_PRIVATE_KEY`), isWarned, stderr);
  }
});

for (const place of ['data', 'logs/trading']) {
  scenario(`S20: the directory ${place} that is open to others is refused`, {}, async (world) => {
    const path = join(world.folder.path, place);
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o755);
    await isRefused(path, [...argumentsIn(world), '--account', Alice], world.folder.path);
  });
}

// --- S21, S22 ----------------------------------------------------------------------------------

scenario('S21: a key that comes another way is not taken, and not echoed', {}, async (world) => {
  const path = join(world.folder.path, 'settings.toml');
  const settings = (line) => {
    writeFileSync(path, `${line}\n`, { mode: 0o600 });
    return ['--live', '--config', path];
  };
  const key = PrivateKey;
  for (const [what, args, env = {}] of [
    ['a flag', [`--private-key=${key}`]], ['a flag and a word', ['--private-key', `0x${key}`]],
    ['a word', [key]], ['an account', ['--live', '--account', `0x${key}`]],
    ['an account of the environment', ['--live'], { HYPERLIQUID_ADDRESS: `0x${key}` }],
    ['the environment', ['--live'], { HYPERLIQUID_PK: key }],
    ['a file', settings(`private_key = "${key}"`)],
    ['a file’s own words', settings(`"${key}" = 1`)],
    ['a file’s account', settings(`account = "0x${key}"`)],
  ]) {
    const { code, stdout, stderr } = await run(['--headless', ...args],
      { env, cwd: world.folder.path, timeout: 3000 });
    assert.ok([ExitUsage, ExitConfiguration].includes(code), `${what}: ${code} ${stderr}`);
    assert.ok(!`${stdout}${stderr}`.includes(key.slice(0, 16)), `${what} is echoed`);
  }
  for (const file of filesBelow(world.folder.path).filter((one) => one !== path))
    assert.ok(!readFileSync(file, 'latin1').includes(key.slice(0, 16)), file);
});

scenario('S22: the token is in its file and nowhere else', {}, async (world) => {
  const { exchange, start, folder } = world;
  const flags = [...tokenFlags(folder), ...debug];
  exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
  const monitor = await start({ flags });
  const url = `${monitor.base}/api/v1/positions/summary`;
  await until('a state', async () => await statusOf(url, '-H', bearer) === 200);
  const port = portOf(monitor);
  const auth = (token) => send(text(JSON.stringify({ action: 'auth', token })));
  const hears = async (peer) => { await peer.frame('an answer'); };
  await streams(port, {}, [isUpgraded(), auth(Token), hears, hearsState()]);
  await streams(port, {}, [isUpgraded(), auth(`${Token}-wrong`), hears]);
  const protocol = [`bearer.${Token}`];
  await streams(port, { 'Sec-WebSocket-Protocol': protocol },
    [isUpgraded({ protocol }), hearsState()]);
  await streams(port, { Authorization: `Bearer ${Token}-wrong` }, [isAnswered(401)]);
  for (const path of [`/?token=${Token}`, `/${Token}`, `/api/v1/positions/${Token}`])
    await curl(`${monitor.base}${path}`, '-H', bearer);
  for (let i = 0; i < 12; i++) await statusOf(url, '-H', `${bearer}-wrong`);
  const ofProcess = ['cmdline', 'environ']
    .map((name) => readFileSync(`/proc/${monitor.child.pid}/${name}`, 'latin1'));
  await monitor.stop();
  const [tokenFile] = flags.slice(1);
  const places = filesBelow(folder.path).filter((path) => path !== tokenFile)
    .map((path) => [path, readFileSync(path, 'latin1')]);
  assert.ok(places.some(([path]) => path.endsWith('position-monitor.log')));
  places.push(['output', monitor.output], ['errors', monitor.errors],
    ...ofProcess.map((content) => ['/proc', content]));
  for (const [where, content] of places) assert.ok(!content.includes('CANARY'), where);
});

// --- S23, S25 ----------------------------------------------------------------------------------

// Root is nobody's measure. Where the program lies nobody else may come, so a copy is started.
const asNobody = {
  monitor: { wrapper: isRoot ? ['prlimit', '--core=unlimited', 'setpriv', `--reuid=${Nobody}`,
    `--regid=${Nobody}`, '--clear-groups', 'sh', '-c', 'exec ./position-monitor "$@"'] : [] },
  notUnder: { asan: 'LSan looks into the process', tsan: 'it is started with a library of ours' },
};

async function startAsNobody({ start, folder }) {
  if (isRoot) {
    copyFileSync(join(process.env.LPM_BIN_DIR, 'position-monitor'),
      join(folder.path, 'position-monitor'));
    chownSync(folder.path, Nobody, Nobody);
  }
  return (await start()).child.pid;
}

scenario('S23: it leaves no core', asNobody, async (world) => {
  const limits = readFileSync(`/proc/${await startAsNobody(world)}/limits`, 'utf8');
  assert.match(limits, /^Max core file size +0 /m);
});

// The kernel gives what is in there to root where a process is not dumpable.
scenario('S23: nobody looks into the process', asNobody, async (world) => {
  assert.equal(statSync(`/proc/${await startAsNobody(world)}/mem`).uid, 0, 'it is dumpable');
});

// Whether any of the bytes is in what the process can write to. Node has none of the program's.
function isInMemory(pid, needles) {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n')
    .map((line) => line.match(/^([0-9a-f]+)-([0-9a-f]+) rw/)).filter(Boolean)
    .map(([, from, to]) => [parseInt(from, 16), parseInt(to, 16)]);
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return maps.some(([from, to]) => {
      const bytes = Buffer.alloc(to - from);
      readSync(memory, bytes, 0, bytes.length, from);
      return needles.some((needle) => bytes.includes(needle));
    });
  } finally {
    closeSync(memory);
  }
}

const shadowed = Object.fromEntries(['asan', 'tsan'].map((name) =>
  [name, 'its shadow is larger than any memory']));
const secretsOf = { 'a private key': {
  needles: [PrivateKey, PrivateKey.slice(0, 32), PrivateKey.slice(32),
    Buffer.from(PrivateKey, 'hex'), Buffer.from(PrivateKey, 'hex').reverse()],
  options: () => ({ accounts: [], env: { HYPERLIQUID_PRIVATE_KEY: `0x${PrivateKey}` } }),
}, 'the token that nobody has brought yet': {
  needles: [Token],
  options: (folder) => ({ flags: tokenFlags(folder) }),
} };

for (const [what, { needles, options }] of Object.entries(secretsOf)) {
  scenario(`S25: ${what} is not in memory any more`, { notUnder: shadowed }, async (world) => {
    const { exchange, start, folder } = world;
    const monitor = await start(options(folder));
    await until('the feed', () => exchange.sockets.size > 0);
    const { pid } = monitor.child;
    assert.ok(isInMemory(pid, [monitor.base.slice('http://'.length)]), 'memory is looked at');
    assert.ok(!isInMemory(pid, needles.map((one) => Buffer.from(one))));
  });
}

// --- S26 ---------------------------------------------------------------------------------------

const Agent = `0x${'c3'.repeat(20)}`;
// An exchange that knows little says so, with the address in its words.
const laconic = { channels: ['userFills', 'allDexsClearinghouseState', 'activeAssetCtx'] };

async function logOfADay({ exchange, start, folder }) {
  exchange.roles.set(Agent, { role: 'agent', data: { user: Alice } });
  exchange.trade(Alice, 'BTC', 'B', '0.5', '60000');
  const monitor = await (await start({ accounts: [Agent] })).ready();
  const client = await monitor.stream();
  exchange.change(Alice, 'ETH', '2', '3000'); // without a fill
  await client.next('position_change');
  exchange.trade(Alice, 'BTC', 'A', '0.1', '60200', { tells: false });
  exchange.dropFeeds();
  await client.next('fill');
  client.close();
  await monitor.stop();
  const log = readFileSync(join(folder.path, 'logs', 'position-monitor.log'), 'utf8');
  return `${log}${monitor.errors}`.toLowerCase();
}

scenario('S26: addresses in the log are shortened', {
  exchange: laconic, monitor: { flags: debug },
}, async (world) => {
  const log = await logOfADay(world);
  assert.match(log, /0xc3c3…c3c3/);
  const told = log.split('\n').filter((line) => line.includes(Alice) || line.includes(Agent));
  assert.deepEqual(told, []);
});

scenario('S26: addresses in the log are whole where that is asked for', {
  monitor: { flags: ['--log-addresses', ...debug] },
}, async (world) => {
  const log = await logOfADay(world);
  assert.ok(log.includes(Agent) && log.includes(Alice), log);
});
