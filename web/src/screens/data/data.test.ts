import { expect, test } from 'vitest';
import { strongest, turnsVerdict, type Effect, type ThreeCounts } from './counts';
import { bySchool as byDifference, type Only } from './difference';
import { actsFor, applies, moved, waiting, type Act, type Cell, type SchoolRow } from './handIn';
import { bySchool, columnLetters, doubtsOf, sheetsOf, storedPlace, type Issue } from './issues';

const issue = (told: Partial<Issue>): Issue => ({ code: 'import.value.not_number', severity: 'error', file: 'a.xlsx', sheet: 'S', row: 2, column: 6, value: 'x', school: '1', expected: '', advice: '', ...told });

test('columns are named as a workbook names them', () => {
  expect([1, 26, 27, 52, 53, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('the school with most errors comes first, doubts do not count for more', () => {
  const issues = [issue({ school: '1', severity: 'warning' }), issue({ school: '1', severity: 'warning' }), issue({ school: '2' }), issue({ school: undefined })];
  expect(bySchool(issues).map(({ school, errors }) => [school, errors])).toEqual([['', 1], ['2', 1], ['1', 0]]);
});

test('a sheet shows only rows and columns with faults, an error before a doubt in the same cell', () => {
  const sheets = sheetsOf([issue({ row: 9, severity: 'warning', value: 'doubt' }), issue({ row: 9, value: 'error' }), issue({ row: 3, column: 2 }), issue({ row: null, column: null }), issue({ sheet: 'T' })]);
  expect(sheets.map(({ sheet, columns, rows, loose }) => [sheet, columns, rows.map(({ row }) => row), loose.length])).toEqual([['S', [2, 6], [3, 9], 1], ['T', [6], [2], 0]]);
  expect(sheets[0]!.rows[1]!.cells.get(6)!.value).toBe('error');
});

test('an unknown column is no doubt about a figure', () => {
  expect(doubtsOf([issue({ severity: 'warning', code: 'import.unknown_column' }), issue({ severity: 'warning' }), issue({})])).toHaveLength(1);
});

test('a stored fault says table, row and column', () => {
  expect(storedPlace(issue({ sheet: 'shared 2141000007 equipment_yuan' }))).toEqual({ table: 'shared', key: '2141000007', field: 'equipment_yuan' });
  expect(storedPlace(issue({ sheet: null }))).toBeNull();
});

const act = (id: string, from: string[], right: string): Act => ({ id, name: id, from, to: '', right, needs_reason: false });
const cell = (table: string, state: string, filled = true): Cell => ({ table, state, filled, who: null, at: null, reason: null });
const fill = act('fill', ['unfilled', 'returned'], 'figures_write');
const sign = act('sign', ['filled'], 'figures_sign');
const back = act('return', ['filled', 'signed'], 'figures_review');
const school = (code: string, ...tables: Cell[]): SchoolRow => ({ code, name: code, tables });

test('a role sees its own acts, on the way before back', () => {
  expect(actsFor([back, sign, fill], ['figures_write', 'figures_review']).map(({ id }) => id)).toEqual(['fill', 'return']);
});

test('an empty table is not handed in', () => {
  expect(applies(fill, cell('shared', 'unfilled', false))).toBe(false);
  expect(applies(fill, cell('shared', 'unfilled'))).toBe(true);
  expect(applies(sign, cell('shared', 'unfilled'))).toBe(false);
});

test('an act moves what it leads on from, or one table of it', () => {
  const one = school('1', cell('shared', 'filled'), cell('rooms', 'filled'), cell('classes', 'signed'));
  expect(moved(sign, one, '')).toEqual(['shared', 'rooms']);
  expect(moved(sign, one, 'rooms')).toEqual(['rooms']);
});

test('only acts on the way make a school wait for somebody', () => {
  const schools = [school('1', cell('shared', 'filled')), school('2', cell('shared', 'frozen'))];
  expect(waiting(schools, [back])).toEqual([]);
  expect(waiting(schools, [sign]).map(({ code }) => code)).toEqual(['1']);
});

const effect = (told: Partial<Effect>): Effect => ({ origin: 'ledger', value: '1', resource_verdict: 'fail', verdict: 'fail', schools_turned: 0, cvs: [], ...told });
const shift = (indicator: string, before: number | null, after: number | null) => ({ indicator, stage: 'primary' as const, before, after, compliance_before: 'met' as const, compliance_after: 'met' as const });

test('the strongest move is the largest in either direction; what is unknown is none', () => {
  expect(strongest(effect({ cvs: [shift('L1', 0.3, 0.301), shift('L2', 0.5018, 0.493), shift('L3', null, 0.9)] }))?.indicator).toBe('L2');
  expect(strongest(effect({}))).toBeNull();
});

test('either verdict turning counts', () => {
  const counts = { resource_verdict: 'fail', verdict: 'fail' } as ThreeCounts;
  expect(turnsVerdict(counts, effect({}))).toBe(false);
  expect(turnsVerdict(counts, effect({ resource_verdict: 'pass' }))).toBe(true);
});

test('the difference puts what is lost first and counts only the tables that are shown', () => {
  const table = (name: string, added: number, changed: number, gone: number) => ({ table: name, added, changed, gone, changes: 0, listed: [] });
  const difference = {
    follow: 0,
    schools: [
      { code: '1', name: '甲', tables: [table('classes', 9, 0, 0)] },
      { code: '2', name: '乙', tables: [table('classes', 1, 2, 0), table('rooms', 3, 0, 0)] },
      { code: '3', name: '丙', tables: [table('classes', 0, 1, 4)] },
    ],
  };
  const shown = (only: Only) => byDifference(difference, only).map(({ code, added, changed, gone }) => [code, added, changed, gone]);
  expect(shown('all')).toEqual([['3', 0, 1, 4], ['2', 4, 2, 0], ['1', 9, 0, 0]]);
  expect(shown('touched')).toEqual([['3', 0, 1, 4], ['2', 1, 2, 0]]);
  expect(shown('gone')).toEqual([['3', 0, 1, 4]]);
});
