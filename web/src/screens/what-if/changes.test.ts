import { beforeEach, expect, test } from 'vitest';
import { cellOf, draftKey, emptyDraft, figure, fromSaved, keepDraft, plus, readDraft, setCell, step, withEntries, type Draft } from './changes';

const ground = (after: string, before = '14123') => setCell('shared', ['2141000012'], 'sports_ground_m2', after, before);
const rooms = (after: string) => setCell('shared', ['2141000012'], 'multimedia_rooms', after, '9');
const merge = { wish: { act: 'merge_school' as const, school: '1', to: '2' } };

beforeEach(() => window.localStorage.clear());

test('a cell is set once, and what it was before the list stays', () => {
  const list = withEntries([ground('15000'), rooms('10')], [ground('16000', '15000')]);
  expect(list.map(({ wish }) => wish.after)).toEqual(['16000', '10']);
  expect(list[0]!.before).toBe('14123');
  expect(cellOf(merge.wish)).toBeNull();
  expect(withEntries([merge], [merge])).toHaveLength(2);
});

test('undo goes back to the beginning, redo to the end, and a new step ends the redo', () => {
  let draft: Draft = emptyDraft;
  for (const after of ['1', '2', '3']) draft = step(draft, { kind: 'add', entries: [rooms(after), merge] });
  expect(draft.now).toHaveLength(4);
  for (let i = 0; i < 5; ++i) draft = step(draft, { kind: 'undo' });
  expect(draft.now).toEqual([]);
  draft = step(draft, { kind: 'redo' });
  expect(draft.now).toHaveLength(2);
  draft = step(draft, { kind: 'remove', index: 1 });
  expect(draft.future).toEqual([]);
  expect(draft.now.map(({ wish }) => wish.act)).toEqual(['set']);
});

test('a draft is found again, by its own key only, and a broken one is none', () => {
  const key = draftKey('li', '419901', 2025);
  const draft = step(emptyDraft, { kind: 'add', entries: [ground('15000')] });
  keepDraft(window.localStorage, key, draft);
  expect(readDraft(window.localStorage, key)).toEqual(draft);
  expect(readDraft(window.localStorage, draftKey('wang', '419901', 2025))).toEqual(emptyDraft);
  expect(readDraft(window.localStorage, draftKey('li', '419901', 2025, '方案一'))).toEqual(emptyDraft);
  window.localStorage.setItem(key, '{"now":');
  expect(readDraft(window.localStorage, key)).toEqual(emptyDraft);
});

test('figures are read as people write them', () => {
  expect(figure('1,240.50', false)).toBe('1240.50');
  expect(figure('１', false)).toBeNull();
  expect(figure('007', true)).toBe('7');
  expect(figure('0', true)).toBe('0');
  for (const wrong of ['', '-1', '1.234', '1e5', '12人']) expect(figure(wrong, false), wrong).toBeNull();
  expect(figure('1.5', true)).toBeNull();
  expect(plus('0.1', 0.2)).toBe('0.3');
  expect(plus('14123', 4004)).toBe('18127');
});

test('a saved what-if opens again where it only set figures', () => {
  const set = { table: 'stages', key: '2141000012/primary', act: 'set' as const, field: 'pupils', before: '2518', after: '1500' };
  expect(fromSaved([set])).toEqual([setCell('stages', ['2141000012', 'primary'], 'pupils', '1500', '2518')]);
  expect(fromSaved([set, { table: 'teachers', key: 'new-1', act: 'added', field: null, before: null, after: null }])).toBeNull();
});
