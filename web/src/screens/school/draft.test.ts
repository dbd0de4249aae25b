import { afterEach, describe, expect, test } from 'vitest';
import { conflictsOf, emptyDraft, insisting, keepDraft, keptDraft, typed, withCell, withoutCell, type DraftCell } from './draft';
import { bandOf, classesOf, teachersBySubject, type Table } from './tables';

const column = (name: string, type: string, key = false, words: string[] = []) => ({ name, type, unit: '', key, words });
const stages = (pupils: string | null): Table => ({
  table: 'stages',
  school_year: 2025,
  columns: [column('code', 'code', true), column('stage', 'word', true), column('pupils', 'count')],
  rows: [['1', 'primary', pupils]],
});
const cell: DraftCell = { table: 'stages', key: ['1', 'primary'], field: 'pupils', before: '100', after: '110' };

describe('the draft', () => {
  test('keeps what was seen first, and forgets what is put back', () => {
    const once = withCell(emptyDraft, cell);
    const twice = withCell(once, { ...cell, before: '110', after: '120' });
    expect(twice.cells).toEqual([{ ...cell, after: '120' }]);
    expect(withCell(twice, { ...cell, before: '120', after: '100' }).cells).toEqual([]);
  });
  test('no conflict while the stored figure is the one that was seen', () => expect(conflictsOf(withCell(emptyDraft, cell), [stages('100')])).toEqual([]));
  test('another was first: both values; mine over theirs, or theirs', () => {
    const draft = withCell(emptyDraft, cell);
    expect(conflictsOf(draft, [stages('105')])).toEqual([{ cell, found: '105' }]);
    const mine = insisting(draft, cell, '105');
    expect(mine.cells).toEqual([{ ...cell, before: '105' }]);
    expect(conflictsOf(mine, [stages('105')])).toEqual([]);
    expect(withoutCell(draft, cell).cells).toEqual([]);
  });
  test('both wrote the same: nothing is left to save', () => expect(insisting(withCell(emptyDraft, cell), cell, '110').cells).toEqual([]));
  test('a row that is gone is told from a figure that is not reported', () => {
    const gone: Table = { ...stages('100'), rows: [] };
    expect(conflictsOf(withCell(emptyDraft, cell), [gone])[0]!.found).toBeUndefined();
    expect(conflictsOf(withCell(emptyDraft, cell), [stages(null)])[0]!.found).toBeNull();
  });
  afterEach(() => window.localStorage.clear());
  test('is there again after the page was left, for this person, school and year alone', () => {
    const draft = { ...withCell(emptyDraft, cell), why: '核对' };
    keepDraft('li', '1', 2025, draft);
    expect(keptDraft('li', '1', 2025)).toEqual(draft);
    expect(keptDraft('li', '1', 2024)).toEqual(emptyDraft);
    expect(keptDraft('wang', '1', 2025)).toEqual(emptyDraft);
    keepDraft('li', '1', 2025, emptyDraft);
    expect(window.localStorage.length).toBe(0);
  });
  test('what is broken on disk is no draft', () => {
    window.localStorage.setItem('junheng.draft.li.1.2025', '{');
    expect(keptDraft('li', '1', 2025)).toEqual(emptyDraft);
  });
});

test('what is typed fits the column, or not; nothing is not reported', () => {
  expect(typed(column('pupils', 'count'), ' 1,240 ')).toBe('1240');
  expect(typed(column('pupils', 'count'), '-1')).toBeUndefined();
  expect(typed(column('pupils', 'count'), '1.5')).toBeUndefined();
  expect(typed(column('area', 'hundredths'), '12.345')).toBeUndefined();
  expect(typed(column('area', 'hundredths'), '12.34')).toBe('12.34');
  expect(typed(column('pupils', 'count'), '  ')).toBeNull();
  expect(typed(column('name', 'text'), '第一 小学')).toBe('第一 小学');
});

test('classes by grade and number, with the stage', () => {
  const classes: Table = {
    table: 'classes',
    school_year: 2025,
    columns: [column('code', 'code', true), column('grade', 'count', true), column('class', 'code', true), column('pupils', 'count')],
    rows: [['1', '7', '1班', '50'], ['1', '1', '10班', '44'], ['1', '1', '2班', null]],
  };
  expect(classesOf([classes])).toEqual([
    { grade: 1, name: '2班', pupils: null, stage: 'primary' },
    { grade: 1, name: '10班', pupils: 44, stage: 'primary' },
    { grade: 7, name: '1班', pupils: 50, stage: 'junior' },
  ]);
});

test('teachers by subject and age', () => {
  expect([29, 30, 39, 40, 50, 54, 55].map(bandOf)).toEqual(['under30', 'under40', 'under40', 'under50', 'under55', 'under55', 'from55']);
  const teachers: Table = { table: 'teachers', school_year: 2025, columns: [column('id', 'code', true), column('subject', 'code'), column('birth_year', 'year')], rows: [['a', '13', '1990'], ['b', '13', null], ['c', '14', '1966']] };
  const lines = teachersBySubject([teachers], 2025);
  expect(lines.map(({ subject, all }) => [subject, all])).toEqual([['13', 2], ['14', 1]]);
  expect(lines[0]!.bands).toMatchObject({ under40: 1, unknown: 1, from55: 0 });
  expect(lines[1]!.bands.from55).toBe(1);
});
