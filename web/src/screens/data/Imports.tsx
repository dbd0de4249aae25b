import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { To } from '../../app/view';
import { Given } from '../../parts/act';
import { schoolYear } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { Drop } from './FilesStep';
import type { Draft } from './useDraft';
import './data.css';

const stepOf: Record<Draft['state'], string> = { open: 'files', refused: 'faults', checked: 'difference', stored: 'difference' };
const look: Record<Draft['state'], string> = { open: '', refused: 'bad', checked: 'warn', stored: 'good' };

export default function Imports() {
  const { t } = useTranslation('data');
  const may = useMay();
  const answer = useGet('/api/v1/imports', {}, { staleTime: 0 });
  const open = answer.data?.imports.filter(({ state }) => state !== 'stored').length ?? 0;
  const columns: Column<Draft>[] = [
    { key: 'files', title: t('import.files'), cell: (draft) => <span className="long">{draft.files.length ? <Given>{draft.files.map(({ name }) => name).join('、')}</Given> : t('import.no_files')}</span> },
    { key: 'state', title: t('state'), cell: (draft) => <span className={`tag ${look[draft.state]}`}>{t(`import.states.${draft.state}`)}</span> },
    { key: 'year', title: t('year'), cell: (draft) => (draft.year === null ? t('import.year_of_file') : schoolYear(draft.year)) },
    { key: 'why', title: t('import.why'), cell: (draft) => <Given>{draft.why}</Given> },
    {
      key: 'acts',
      title: <span className="sr">{t('acts')}</span>,
      cell: (draft) => (
        <span className="acts">
          <To to={`/imports/${draft.id}/${stepOf[draft.state]}`} className="button">
            {t(draft.state === 'stored' ? 'import.look' : 'import.go_on')}
          </To>
          {draft.state !== 'stored' && <Drop draft={draft} />}
        </span>
      ),
    },
  ];
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <PageHead title={t('imports.title')} answer={open ? t('imports.answer', { count: open }) : t('imports.answer_none')} how={t('imports.how')} />
      <p className="acts gap">
        <To to="/imports/new/files" className="button main">
          {t('import.begin')}
        </To>
        {may('history_read') && (
          <To to="/history?kind=import" className="button">
            {t('imports.past')}
          </To>
        )}
      </p>
      <Loaded from={answer}>
        {({ imports }) =>
          imports.length ? <SimpleTable caption={t('imports.title')} columns={columns} rows={imports} rowKey={({ id }) => id} /> : <Empty title={t('imports.empty')}>{t('imports.empty_advice')}</Empty>
        }
      </Loaded>
    </Page>
  );
}
