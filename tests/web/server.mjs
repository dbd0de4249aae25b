// The real server over a copy of the demo county, on a port of its own, ended by its own process.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const binary = process.env.JUNHENG_BINARY ?? join(root, 'build/dev/junheng');
const cache = join(root, 'build/web-test');

function run(words, env) {
  const done = spawnSync(binary, words, { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`junheng ${words.join(' ')}: ${done.stderr || done.stdout}`);
  return done.stdout;
}

/** The demo county, made once for each build of the program. */
function demo() {
  mkdirSync(cache, { recursive: true });
  const made = join(cache, 'demo.db');
  const key = join(cache, 'key');
  const { mtimeMs, size } = statSync(binary);
  const version = `${mtimeMs} ${size}`;
  const stamp = join(cache, 'stamp');
  if (!existsSync(made) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    run(['demo', made, '--force'], { ...process.env, JUNHENG_KEY_FILE: key });
    writeFileSync(stamp, version);
  }
  return { made, key };
}

export class Server {
  static async start(options = []) {
    const server = new Server();
    const { made, key } = demo();
    server.folder = mkdtempSync(join(tmpdir(), 'junheng-web-'));
    server.county = join(server.folder, 'demo.db');
    copyFileSync(made, server.county);
    server.env = { ...process.env, JUNHENG_KEY_FILE: key };
    server.process = spawn(binary, ['serve', server.county, '--port', '0', '--json', '--quiet', ...options], { env: server.env, cwd: root });
    const told = await new Promise((resolved, rejected) => {
      let text = '';
      server.process.stdout.on('data', (part) => {
        text += part;
        if (text.includes('\n')) resolved(JSON.parse(text.split('\n')[0]));
      });
      server.process.on('exit', (code) => rejected(new Error(`the server ended with ${code}`)));
      server.process.stderr.resume();
    });
    server.address = told.address;
    server.first = { user: told.user, password: told.password };
    return server;
  }

  /** A new account of this role; its one-time password is changed already. */
  async account(role, scope = 'county') {
    const name = `${role.replaceAll('_', '-')}-${Math.random().toString(36).slice(2, 8)}`;
    const told = JSON.parse(run(['user', 'add', this.county, name, '--role', role, '--scope', scope, '--json'], this.env));
    return this.settled(name, told.passwords[0].password);
  }

  async settled(user, first) {
    const password = `${user}-long-password`;
    const login = await this.ask('POST', '/session', { user, password: first });
    await this.ask('POST', '/session/password', { old: first, new: password }, login);
    return { user, password };
  }

  /** One request of a program, not of a browser. */
  async ask(method, path, body, login) {
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(login ? { Cookie: login.cookie, 'X-CSRF-Token': login.csrf } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told = answer.status === 204 ? {} : await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    return cookie ? { ...told, cookie } : told;
  }

  async stop() {
    if (this.process.exitCode === null) {
      const ended = new Promise((resolved) => this.process.once('exit', resolved));
      this.process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
