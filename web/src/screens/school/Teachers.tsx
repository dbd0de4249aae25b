import { useTranslation } from 'react-i18next';
import { number, percent } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { SimpleTable } from '../../parts/table';
import { ageBands, teachersBySubject, type Table } from './tables';

/** Teachers by subject and age: what is taught by how many, and who will retire soon. */
export function Teachers({ tables, year }: { tables: Table[]; year: number }) {
  const { t } = useTranslation('school');
  const lines = teachersBySubject(tables, year);
  const all = lines.reduce((sum, line) => sum + line.all, 0);
  if (all === 0)
    return (
      <section className="card">
        <h2>{t('teachers.title')}</h2>
        <p>
          <Unknown />
        </p>
      </section>
    );
  const old = lines.reduce((sum, { bands }) => sum + bands.under55 + bands.from55, 0);
  const most = Math.max(...lines.flatMap(({ bands }) => ageBands.map((band) => bands[band])));
  const bands = ageBands.filter((band) => band !== 'unknown' || lines.some((line) => line.bands.unknown > 0));
  return (
    <section className="card teachers">
      <header>
        <h2>{t('teachers.finding', { all: number(all), old: number(old), share: percent(old / all) })}</h2>
      </header>
      <SimpleTable
        caption={t('teachers.caption')}
        compact
        columns={[
          { key: 'subject', title: t('columns.subject'), cell: (line) => (line.subject ? t(`subject.${line.subject}`, { ns: 'words', defaultValue: line.subject }) : <Unknown />) },
          { key: 'all', title: t('columns.teachers'), num: true, cell: (line) => <strong>{number(line.all)}</strong> },
          ...bands.map((band) => ({
            key: band,
            title: t(`teachers.bands.${band}`),
            num: true,
            cell: (line: (typeof lines)[number]) => (
              <span className="tint" style={{ background: `rgb(11 110 110 / ${Math.round((line.bands[band] / most) * 30)}%)` }}>
                {line.bands[band] === 0 ? '·' : number(line.bands[band])}
              </span>
            ),
          })),
        ]}
        rows={lines}
        rowKey={(line) => line.subject}
      />
      <p className="note">{t('teachers.note', { year })}</p>
    </section>
  );
}
