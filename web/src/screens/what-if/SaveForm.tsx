import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useAct, useGet } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import type { Entry } from './changes';

interface Given {
  entries: Entry[];
  year: number;
  /** The list cannot be computed, so it cannot be saved. */
  broken: boolean;
  onSaved: () => void;
}

/** A saved what-if can be chosen in the bar; every screen then shows the county after it. */
export function SaveForm({ entries, year, broken, onSaved }: Given) {
  const { t } = useTranslation('what-if');
  const { scenario } = useView();
  const [, setScenario] = useParameter('scenario');
  const [name, setName] = useState('');
  const [why, setWhy] = useState('');
  const [saved, setSaved] = useState<string | null>(null);
  const known = useGet('/api/v1/scenarios');
  const taken = known.data?.scenarios.some((one) => one.name === name.trim()) ?? false;
  const save = useAct(async () => {
    const told = name.trim();
    await api.PUT('/api/v1/scenarios/{name}', { params: { path: { name: told } }, body: { year, why: why.trim(), changes: entries.map(({ wish }) => wish) } });
    setSaved(told);
    setName('');
    setWhy('');
    onSaved();
  });
  const ready = entries.length > 0 && !broken && name.trim() !== '' && !save.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) save.mutate(undefined);
  };
  if (scenario)
    return (
      <section className="card save-form">
        <p>{t('save.on_scenario', { scenario })}</p>
        <button type="button" className="button" onClick={() => setScenario(null)}>
          {t('save.to_present')}
        </button>
      </section>
    );
  return (
    <section className="card save-form">
      <header>
        <h2>{t('save.title')}</h2>
      </header>
      <form onSubmit={submit}>
        <label className="field">
          <span>{t('save.name')}</span>
          <input name="scenario-name" value={name} maxLength={64} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </label>
        <label className="field">
          <span>{t('save.why')}</span>
          <input name="scenario-why" value={why} maxLength={500} onChange={(event) => setWhy(event.target.value)} autoComplete="off" />
        </label>
        <button type="submit" className="button main" disabled={!ready}>
          {taken ? t('save.replace') : t('save.act')}
        </button>
      </form>
      {taken && <p className="note">{t('save.taken', { name: name.trim() })}</p>}
      {entries.length === 0 && !saved && <p className="note">{t('save.nothing')}</p>}
      {save.error && (
        <p className="fault" role="alert">
          {save.error.message || t('no_answer', { ns: 'common' })}
        </p>
      )}
      {saved && (
        <p role="status" className="saved">
          {t('save.done', { name: saved })}{' '}
          <button type="button" className="button small" onClick={() => setScenario(saved)}>
            {t('saved.look')}
          </button>
        </p>
      )}
    </section>
  );
}
