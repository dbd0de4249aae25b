import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { readable } from '../explain/readable';
import { BeforeAfter, signed } from './BeforeAfter';
import { Amount } from './figures';
import { boxOf, fromWkt, projection, roundLength } from './map/geometry';
import { StateMark, cvMark, markOf } from './StateMark';
import { SimpleTable } from './table';

afterEach(cleanup);

describe('states', () => {
  test('what is short is parted by the floor', () => {
    expect(markOf('short', true)).toBe('short');
    expect(markOf('short', false)).toBe('below');
    expect(markOf('short', null)).toBe('below');
    expect(markOf('unknown')).toBe('unknown');
    expect(cvMark('short')).toBe('over');
  });
  test('always a sign and a word', () => {
    render(<StateMark mark="over" near />);
    expect(screen.getByText('■≈')).toBeTruthy();
    expect(screen.getByText('超限')).toBeTruthy();
    expect(screen.getByText('接近限值')).toBeTruthy();
  });
});

test('what is not known is not zero', () => {
  const { container } = render(<Amount value={null} unit="teacher" reason="suppressed" />);
  expect(container.textContent).toBe('不公开');
  expect(container.querySelector('.hatched')).toBeTruthy();
});

describe('before | after | difference', () => {
  const pairs = [
    { key: 'a', name: '甲', before: 0.5, after: 0.45 },
    { key: 'b', name: '乙', before: 0.3, after: 0.3 },
    { key: 'c', name: '丙', before: null, after: 0.2 },
  ];
  test('difference has a sign, is none where a side is not known, and only changes are marked', () => {
    render(<BeforeAfter caption="对照" pairs={pairs} format={(value) => value.toFixed(3)} />);
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getAllByRole('cell').at(-1)!.textContent)).toEqual(['−0.050', '0.000', '–']);
    expect(rows.map((row) => row.className)).toEqual(['changed', '', 'changed']);
  });
  test('a difference that rounds to nothing has no sign', () => expect(signed(-0.0001, (value) => value.toFixed(2))).toBe('0.00'));
});

test('arrows move in a table from one thing to press to the next', () => {
  render(
    <SimpleTable
      caption="表"
      columns={[
        { key: 'a', title: '甲', cell: (row: string) => row },
        { key: 'b', title: '乙', cell: (row: string) => <button>{`按${row}`}</button> },
      ]}
      rows={['一', '二']}
      rowKey={(row) => row}
    />,
  );
  const [first, second] = screen.getAllByRole('button');
  first!.focus();
  fireEvent.keyDown(first!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
  fireEvent.keyDown(second!, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
});

describe('the map', () => {
  test('well-known text', () => {
    expect(fromWkt('POLYGON ((1 2, 3 4.5, 5 6, 1 2))')).toEqual({ type: 'Polygon', coordinates: [[[1, 2], [3, 4.5], [5, 6], [1, 2]]] });
    expect(fromWkt('POINT EMPTY')).toBeNull();
    expect(fromWkt(null)).toBeNull();
  });
  test('north is up, and a degree of latitude is 111 km', () => {
    const drawn = projection({ west: 112, east: 113, south: 33, north: 34 }, 400, 400, 0);
    const [, south] = drawn.at([112.5, 33]);
    const [, north] = drawn.at([112.5, 34]);
    expect(south).toBeGreaterThan(north);
    expect((south - north) * drawn.metres).toBeCloseTo(111_320, 0);
  });
  test('nothing has no box', () => expect(boxOf([])).toBeNull());
  test('scale bars are 1, 2 or 5 of something', () => {
    expect(roundLength(100, 90)).toBe(5000);
    expect(roundLength(30, 90)).toBe(2000);
    expect(roundLength(12, 90)).toBe(1000);
  });
});

test('a formula shows six digits where the program prints sixteen', () => {
  expect(readable('7 × 100 ÷ 642 = 1.0903426791277258')).toBe('7 × 100 ÷ 642 = 1.090343');
  expect(readable('3.5 ÷ 2 = 1.75')).toBe('3.5 ÷ 2 = 1.75');
});
