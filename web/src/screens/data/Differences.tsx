import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParameter } from '../../app/view';
import { Given } from '../../parts/act';
import { number } from '../../parts/format';
import { SimpleTable, type Column } from '../../parts/table';
import { withinSchool } from './changeKeys';
import { bySchool, only, type Difference, type ListedChange, type Only, type SchoolDifference, type TableDifference } from './difference';
import { SchoolName, StoredValue, useSchools, useWords } from './words';

const shownAtOnce = 50;

/** What would change, a line a school that opens to its tables and cells. */
export function Differences({ difference }: { difference: Difference }) {
  const { t } = useTranslation('data');
  const [asked, setAsked] = useParameter('only', 'all');
  const [most, setMost] = useState(shownAtOnce);
  const which: Only = (only as readonly string[]).includes(asked) ? (asked as Only) : 'all';
  const schools = bySchool(difference, which);
  if (difference.schools.length === 0) return null;
  const title = t('difference.title', { count: difference.schools.length });
  return (
    <section className="section">
      <h2>{title}</h2>
      <div className="filters">
        <label>
          {t('difference.show')}
          <select value={which} onChange={(event) => setAsked(event.target.value === 'all' ? null : event.target.value)}>
            {only.map((one) => (
              <option key={one} value={one}>
                {t(`difference.only.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {difference.follow > 0 && <p className="note">{t('difference.follow', { count: difference.follow })}</p>}
      {schools.length === 0 ? (
        <p>{t('difference.none')}</p>
      ) : (
        <div className="table-box" tabIndex={0} role="region" aria-label={title}>
          <table className="table differences">
            <thead>
              <tr>
                <th scope="col">{t('school')}</th>
                {sums.map((sum) => (
                  <th key={sum} scope="col" className="num">
                    {t(`difference.${sum}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {schools.slice(0, most).map((school) => (
              <School key={school.code} school={school} />
            ))}
          </table>
        </div>
      )}
      {schools.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + shownAtOnce)}>
          {t('import.more_schools', { count: Math.min(shownAtOnce, schools.length - most) })}
        </button>
      )}
    </section>
  );
}

const sums = ['added', 'changed', 'gone'] as const;

function School({ school }: { school: SchoolDifference }) {
  const { t } = useTranslation('data');
  const { nameOf } = useSchools();
  const [open, setOpen] = useState(false);
  const name = school.code ? school.name || school.code : t('difference.county');
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button type="button" className="link fold" aria-expanded={open} aria-label={t('difference.open', { name })} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
          </button>
          {nameOf(school.code) ? <SchoolName code={school.code} name={name} /> : <Given>{name}</Given>}
        </th>
        {sums.map((sum) => (
          <td key={sum} className={sum === 'gone' && school.gone > 0 ? 'num off' : 'num'}>
            {number(school[sum])}
          </td>
        ))}
      </tr>
      {open && (
        <tr>
          <td colSpan={sums.length + 1}>
            {school.tables.map((table) => (
              <OneTable key={table.table} table={table} />
            ))}
          </td>
        </tr>
      )}
    </tbody>
  );
}

function OneTable({ table }: { table: TableDifference }) {
  const { t } = useTranslation('data');
  const words = useWords();
  const name = words.table(table.table);
  const counts = { added: number(table.added), changed: number(table.changed), gone: number(table.gone) };
  return (
    <div className="one-table">
      <p>
        <strong>{name}</strong> {t('difference.rows', counts)}
      </p>
      {table.listed.length > 0 && <Listed name={name} table={table} />}
      {table.changes > table.listed.length && <p className="note">{t('difference.part', { shown: number(table.listed.length), total: number(table.changes) })}</p>}
    </div>
  );
}

function Listed({ name, table }: { name: string; table: TableDifference }) {
  const { t } = useTranslation('data');
  const { column, key } = useWords();
  const columns: Column<ListedChange>[] = [
    { key: 'key', title: t('change_set.key'), cell: (change) => <Given>{key(change.table, withinSchool(change)) || '–'}</Given> },
    {
      key: 'field',
      title: t('figure'),
      cell: (change) => (change.act === 'set' ? <Given>{column(change.table, change.field)}</Given> : <span className={change.act === 'removed' ? 'off' : ''}>{t(`acts_on_rows.${change.act}`)}</span>),
    },
    { key: 'before', title: t('compare.before', { ns: 'common' }), num: true, cell: (change) => <StoredValue field={change.field} value={change.before} gone={change.act !== 'set'} /> },
    { key: 'after', title: t('compare.after', { ns: 'common' }), num: true, cell: (change) => <StoredValue field={change.field} value={change.after} gone={change.act !== 'set'} /> },
    { key: 'where', title: t('where'), cell: (change) => <Place change={change} /> },
  ];
  return <SimpleTable caption={t('difference.listed', { name })} columns={columns} rows={table.listed} rowKey={(change) => [change.year, change.key, change.field, change.file, change.sheet, change.row].join(' ')} compact />;
}

function Place({ change }: { change: ListedChange }) {
  const { t } = useTranslation('data');
  if (change.row !== null) return <Given>{[change.file, change.sheet, t('import.row', { row: change.row })].filter(Boolean).join(' · ')}</Given>;
  return <>{change.act === 'set' ? t('difference.counted') : '–'}</>;
}
