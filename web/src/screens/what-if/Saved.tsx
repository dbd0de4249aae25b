import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Failure } from '../../api/client';
import { useMay } from '../../api/session';
import { get } from '../../api/get';
import { useAct, useGet } from '../../api/use';
import { To, useParameter, useView } from '../../app/view';
import { moment, number, schoolYear } from '../../parts/format';
import { Loaded } from '../../parts/states';
import { SimpleTable } from '../../parts/table';
import { fromSaved, type Entry } from './changes';

interface Given {
  year: number;
  chosen: string[];
  choose: (names: string[]) => void;
  open: (entries: Entry[]) => void;
}

const most = 4;

/** The saved what-ifs: look at the county after one, compare up to four, go on from one, remove one. */
export function Saved({ year, chosen, choose, open }: Given) {
  const { t } = useTranslation('what-if');
  const { scenario } = useView();
  const [, setScenario] = useParameter('scenario');
  const may = useMay();
  const answer = useGet('/api/v1/scenarios');
  const [leaving, setLeaving] = useState<string | null>(null);
  const [told, tell] = useState<string | null>(null);
  const drop = useAct(async (name: string) => {
    await api.DELETE('/api/v1/scenarios/{name}', { params: { path: { name } } });
    setLeaving(null);
    choose(chosen.filter((one) => one !== name));
    if (scenario === name) setScenario(null);
  });
  const goOn = async (name: string) => {
    const saved = await get('/api/v1/scenarios/{name}', { path: { name } }).catch((failure: Failure) => failure);
    if (saved instanceof Error) return tell(saved.message);
    const entries = fromSaved(saved.changes);
    if (entries) open(entries);
    tell(entries ? t('saved.opened', { name }) : t('saved.cannot_open', { name }));
  };
  return (
    <section className="card saved-scenarios">
      <header>
        <h2>{t('saved.title')}</h2>
        <span className="note">{t('saved.note', { most })}</span>
      </header>
      {(told || drop.error) && <p role="status">{drop.error ? drop.error.message : told}</p>}
      <Loaded from={answer} lines={3}>
        {({ scenarios }) =>
          scenarios.length === 0 ? (
            <p className="note">{t('saved.none')}</p>
          ) : (
            <SimpleTable
              caption={t('saved.title')}
              rows={scenarios}
              rowKey={({ name }) => name}
              rowClass={({ name }) => (name === scenario ? 'changed' : undefined)}
              columns={[
                {
                  key: 'compare',
                  title: t('saved.compare'),
                  cell: ({ name, school_year: of }) => (
                    <input
                      type="checkbox"
                      aria-label={t('saved.compare_one', { name })}
                      checked={chosen.includes(name)}
                      disabled={of !== year || (!chosen.includes(name) && chosen.length >= most)}
                      onChange={(event) => choose(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))}
                    />
                  ),
                },
                { key: 'name', title: t('saved.name'), cell: ({ name }) => <span translate="no">{name}</span> },
                { key: 'year', title: t('saved.year'), cell: ({ school_year: of }) => <span className="nowrap">{schoolYear(of)}</span> },
                { key: 'why', title: t('saved.why'), cell: ({ why }) => <span translate="no">{why || '–'}</span> },
                { key: 'who', title: t('saved.who'), cell: ({ who, at }) => <span className="nowrap" translate="no">{`${who} ${moment(at)}`}</span> },
                { key: 'changes', title: t('saved.cells'), num: true, cell: ({ changes }) => number(changes) },
                {
                  key: 'acts',
                  title: t('saved.acts'),
                  cell: ({ name, school_year: of }) =>
                    leaving === name ? (
                      <span className="row-acts">
                        <span>{t('saved.confirm', { name })}</span>
                        <button type="button" className="button small danger" disabled={drop.isPending} onClick={() => drop.mutate(name)}>
                          {t('saved.remove_yes')}
                        </button>
                        <button type="button" className="button small" onClick={() => setLeaving(null)}>
                          {t('saved.remove_no')}
                        </button>
                      </span>
                    ) : (
                      <span className="row-acts">
                        <To className="button small" to={`/?scenario=${encodeURIComponent(name)}&year=${of}`}>
                          {t('saved.look')}
                        </To>
                        {may('scenarios_write') && !scenario && of === year && (
                          <button type="button" className="button small" onClick={() => void goOn(name)}>
                            {t('saved.open')}
                          </button>
                        )}
                        {may('scenarios_write') && (
                          <button type="button" className="button small" aria-label={t('saved.remove_one', { name })} onClick={() => setLeaving(name)}>
                            {t('saved.remove')}
                          </button>
                        )}
                      </span>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}
