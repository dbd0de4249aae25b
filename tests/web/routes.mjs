// What there is to visit: the screens as web/src/screens registers them, the roles as the server has them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './server.mjs';

const folder = join(root, 'web/src/screens');

/** Every registered screen with an address to visit. */
export async function screens() {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const found = await Promise.all(names.map((name) => import(pathToFileURL(join(folder, name, 'screen.ts')).href)));
  return found
    .flatMap(({ screen }) => screen)
    .map((screen) => {
      const address = screen.example ?? screen.path;
      if (address.includes(':')) throw new Error(`${screen.id} needs an example address`);
      return { ...screen, address };
    });
}

export function mayOpen(screen, rights) {
  return [screen.right ?? []].flat().every((right) => rights.includes(right));
}

/** Each role that can have an account, with a scope that the demo county has. */
export async function roles(server, admin) {
  const told = await server.ask('GET', '/roles', undefined, admin);
  const { schools } = await server.ask('GET', '/schools', undefined, admin);
  const classes = await server.ask('GET', '/tables/classes', undefined, admin);
  const column = (name) => classes.columns.findIndex((one) => one.name === name);
  const first = classes.rows[0];
  const codes = {
    county: 'county',
    township: `township:${schools[0].township}`,
    central_school: `central_school:${schools.find((school) => school.central_school).central_school}`,
    school: `school:${schools[0].code}`,
    class: `class:${['code', 'grade', 'class'].map((name) => first[column(name)]).join('/')}`,
  };
  return told.roles
    .filter((role) => role.scopes.length > 0)
    .map((role) => ({ id: role.id, rights: role.rights, scope: codes[role.scopes.find((kind) => codes[kind])] }));
}
