import type { Schema } from '../../api/client';

export type NewAccount = Schema<'NewAccount'>;
type Role = Schema<'Roles'>['roles'][number];
type Fault = 'name' | 'twice' | 'taken' | 'role' | 'scope' | 'scope_kind';

export interface Line {
  number: number;
  cells: { name: string; role: string; fullName: string; scope: string };
  account: NewAccount | null;
  fault: Fault | null;
}

interface Known {
  roles: Role[];
  schools: { code: string; name: string }[];
  taken: ReadonlySet<string>;
}

const heads = new Set(['name', 'user', '用户名', '账号']);

/** One line of a csv or of cells copied out of a sheet; quotes as csv has them. */
export function cellsOf(line: string): string[] {
  const separator = line.includes('\t') ? '\t' : /[,，]/.test(line) ? (line.includes(',') ? ',' : '，') : ';';
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; ++i) {
    const letter = line[i]!;
    if (quoted && letter === '"' && line[i + 1] === '"') {
      cell += '"';
      ++i;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

function scopeOf(text: string, role: Role, schools: Known['schools']): NewAccount['scope'] | Fault {
  if (!text || text === 'county' || text === '全县') return role.scopes.includes('county') ? { kind: 'county', code: '' } : 'scope_kind';
  const told = /^(county|township|central_school|school|class|child)[:：](.+)$/.exec(text);
  if (told) {
    const kind = told[1] as NonNullable<NewAccount['scope']>['kind'];
    return role.scopes.includes(kind) ? { kind, code: told[2]! } : 'scope_kind';
  }
  const found = schools.filter(({ code, name }) => code === text || name === text);
  if (found.length !== 1) return 'scope';
  const kind = role.scopes.includes('school') ? 'school' : role.scopes.includes('central_school') ? 'central_school' : null;
  return kind ? { kind, code: found[0]!.code } : 'scope_kind';
}

/** What a pasted list says, line by line, with the first fault of each line. */
export function parseAccounts(text: string, { roles, schools, taken }: Known): Line[] {
  const lines: Line[] = [];
  const seen = new Set<string>();
  text.replace(/^\ufeff/, '').split(/\r?\n/).forEach((line, index) => {
    if (!line.trim()) return;
    const [name = '', roleText = '', fullName = '', scopeText = ''] = cellsOf(line);
    if (lines.length === 0 && heads.has(name.toLowerCase())) return;
    const role = roles.find((one) => one.id === roleText || one.name.toLowerCase() === roleText.toLowerCase());
    const scope = role && scopeOf(scopeText, role, schools);
    const fault: Fault | null =
      !name || name.length > 64 || /[\s/:#]/.test(name)
        ? 'name'
        : seen.has(name)
          ? 'twice'
          : taken.has(name)
            ? 'taken'
            : !role
              ? 'role'
              : typeof scope === 'string'
                ? scope
                : null;
    seen.add(name);
    const account = fault ? null : { name, role: role!.id, ...(fullName ? { full_name: fullName } : {}), scope: scope as NonNullable<NewAccount['scope']> };
    lines.push({ number: index + 1, cells: { name, role: roleText, fullName, scope: scopeText }, account, fault });
  });
  return lines;
}
