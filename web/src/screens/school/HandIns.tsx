import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { FormDownload } from '../../parts/FormDownload';
import { moment } from '../../parts/format';
import { SimpleTable } from '../../parts/table';

/** How far the school's tables have come: filled, signed, checked, frozen. */
export function HandIns({ code }: { code: string }) {
  const { t } = useTranslation('school');
  const { yearQuery } = useView();
  const may = useMay();
  const told = useGet('/api/v1/hand-ins', { query: yearQuery }).data;
  const own = told?.schools.find((school) => school.code === code);
  if (!told || !own) return null;
  const filled = own.tables.filter((table) => table.filled).length;
  const stateName = (id: string) => (id === 'unfilled' ? t('hand_ins.not_handed_in') : (told.states.find((state) => state.id === id)?.name ?? id));
  return (
    <section className="card">
      <header>
        <h2>{t('hand_ins.title', { filled, all: own.tables.length })}</h2>
      </header>
      <SimpleTable
        caption={t('hand_ins.caption')}
        compact
        columns={[
          { key: 'table', title: t('columns.table'), cell: (one) => t(`tables.${one.table}`, { ns: 'words', defaultValue: one.table }) },
          { key: 'filled', title: t('columns.filled'), cell: (one) => (one.filled ? t('hand_ins.filled') : <span className="hatched unknown-figure">{t('hand_ins.empty')}</span>) },
          { key: 'state', title: t('columns.state'), cell: (one) => stateName(one.state) },
          {
            key: 'who',
            title: t('columns.who'),
            cell: (one) => (one.who ? <span translate="no" title={one.reason ?? undefined}>{`${one.who} ${one.at ? moment(one.at) : ''}`}</span> : '–'),
          },
        ]}
        rows={own.tables}
        rowKey={(one) => one.table}
      />
      {may('imports_write') && (
        <p className="acts">
          <FormDownload label={t('hand_ins.form')} school={code} />
        </p>
      )}
    </section>
  );
}
