import { expect, test } from 'vitest';
import { cellsOf, parseAccounts } from './accounts';

const roles = [
  { id: 'principal', name: '校长', scopes: ['school'], rights: [], sees: [] },
  { id: 'planner', name: '规划员', scopes: ['county'], rights: [], sees: [] },
  { id: 'central_school', name: '中心学校', scopes: ['central_school', 'township'], rights: [], sees: [] },
];
const schools = [{ code: '2141000007', name: '育英小学' }, { code: '1', name: '双胞小学' }, { code: '2', name: '双胞小学' }];
const parse = (text: string, taken: string[] = []) => parseAccounts(text, { roles, schools, taken: new Set(taken) });

test('cells out of a sheet, a csv and a Chinese comma', () => {
  expect(cellsOf('a\tb c\t')).toEqual(['a', 'b c', '']);
  expect(cellsOf('a,"b, ""c""",d')).toEqual(['a', 'b, "c"', 'd']);
  expect(cellsOf('a，b')).toEqual(['a', 'b']);
});

test('role and school by name or by code; the head row is no account', () => {
  const lines = parse('\ufeff用户名\t角色\t姓名\t范围\nli\t校长\t李\t育英小学\r\nwang,principal,,2141000007\n\nzhao,planner,赵');
  expect(lines.map(({ account }) => account)).toEqual([
    { name: 'li', role: 'principal', full_name: '李', scope: { kind: 'school', code: '2141000007' } },
    { name: 'wang', role: 'principal', scope: { kind: 'school', code: '2141000007' } },
    { name: 'zhao', role: 'planner', full_name: '赵', scope: { kind: 'county', code: '' } },
  ]);
});

test('a school code for a central school is its central school', () => {
  expect(parse('li,中心学校,,育英小学')[0]!.account!.scope).toEqual({ kind: 'central_school', code: '2141000007' });
  expect(parse('li,中心学校,,township:419901001')[0]!.account!.scope).toEqual({ kind: 'township', code: '419901001' });
});

test.each([
  ['a b,校长,,育英小学', 'name'],
  ['admin,校长,,育英小学', 'taken'],
  ['li,皇帝,,育英小学', 'role'],
  ['li,校长,,没有的小学', 'scope'],
  ['li,校长,,双胞小学', 'scope'],
  ['li,校长,,', 'scope_kind'],
  ['li,规划员,,育英小学', 'scope_kind'],
])('%s: %s', (line, fault) => {
  expect(parse(line, ['admin'])[0]).toMatchObject({ fault, account: null });
});

test('a name that stands twice is refused the second time', () => {
  expect(parse('li,planner\nli,planner').map(({ fault }) => fault)).toEqual([null, 'twice']);
});
