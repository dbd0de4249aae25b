import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Failure, type Schema } from '../../api/client';
import { useMay, useSession } from '../../api/session';
import { useGet } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { Page, PageHead } from '../../parts/PageHead';
import { Loaded, NoData } from '../../parts/states';
import { AddChange } from './AddChange';
import { ChangeList } from './ChangeList';
import { draftKey, keepDraft, readDraft, step, type Draft, type Step } from './changes';
import { Compare } from './Compare';
import { Result } from './Result';
import { Saved } from './Saved';
import { SaveForm } from './SaveForm';
import { useSentence } from './sentence';
import './what-if.css';

export type Tried = Schema<'WhatIfAnswer'>;

/** The draft of a key, kept in the browser at every step. */
function useDraft(key: string): [Draft, (taken: Step) => void] {
  const [draft, take] = useReducer(step, key, (first) => readDraft(window.localStorage, first));
  useEffect(() => keepDraft(window.localStorage, key, draft), [key, draft]);
  return [draft, take];
}

interface Timed {
  answer: Tried;
  ms: number;
}

/** Asks after every change; what is on the screen stays until the next good answer is there. */
function useTried(draft: Draft, year: number, scenario: string | undefined) {
  const { lang } = useView();
  const changes = draft.now.map(({ wish }) => wish);
  const last = useRef<Timed>(undefined);
  const asked = useQuery<Timed, Failure>({
    queryKey: ['what-if', year, scenario ?? null, lang, changes],
    queryFn: async ({ signal }) => {
      const from = performance.now();
      const { data } = await api.POST('/api/v1/what-if', { params: { query: { lang } }, body: { year, changes, ...(scenario ? { scenario } : {}) }, signal });
      return { answer: data!, ms: performance.now() - from };
    },
    placeholderData: keepPreviousData,
    // Two answers of 200 KB are not worth comparing part by part.
    structuralSharing: false,
    retry: false,
  });
  if (asked.data) last.current = asked.data;
  return { data: asked.data ?? last.current, error: asked.error, isFetching: asked.isFetching };
}

/** 模拟测算: a list of changes on the left, what they do on the right. */
export default function WhatIf() {
  const view = useView();
  const { user } = useSession();
  const county = useGet('/api/v1/county');
  const year = view.year ?? county.data?.school_year ?? null;
  if (!county.data || year === null)
    return (
      <Page ready={county.data !== undefined || county.error !== null}>
        <Loaded from={county}>{() => <NoData />}</Loaded>
      </Page>
    );
  const key = draftKey(user, county.data.code, year, view.scenario);
  return <Bench key={key} kept={key} year={year} />;
}

function Bench({ kept, year }: { kept: string; year: number }) {
  const { t } = useTranslation('what-if');
  const { scenario, query } = useView();
  const may = useMay();
  const [draft, take] = useDraft(kept);
  const [picked] = useParameter('school');
  const overview = useGet('/api/v1/overview', { query });
  const schools = useGet('/api/v1/schools', { query: { year, ...(scenario ? { scenario } : {}) } });
  const tried = useTried(draft, year, scenario);
  const sentence = useSentence();
  const list = schools.data?.schools ?? [];
  const shown = tried.data && overview.data ? { ...tried.data, overview: overview.data } : null;
  useUndoKeys(take);
  return (
    <Page ready={shown !== null && schools.data !== undefined} className="what-if">
      <PageHead title={t('title')} answer={shown ? sentence(draft.now.length, shown.answer.comparison, shown.overview.verdict) : t('title')} how={t('how')} />
      <div className="what-if-bench">
        <section className="what-if-left" aria-label={t('changes')}>
          <ChangeList draft={draft} schools={list} take={take} />
          {tried.error && (
            <p className="fault" role="alert">
              {tried.error.message || t('no_answer', { ns: 'common' })} {t('fault_advice')}
            </p>
          )}
          <AddChange schools={list} picked={picked} year={year} add={(entries) => take({ kind: 'add', entries })} />
        </section>
        <section className="what-if-right" aria-label={t('result')} aria-busy={tried.isFetching}>
          {shown ? <Result tried={shown.answer} ms={shown.ms} overview={shown.overview} changes={draft.now.length} /> : <Loaded from={{ data: undefined, error: tried.error ?? overview.error }}>{() => null}</Loaded>}
          {may('scenarios_write') && <SaveForm entries={draft.now} year={year} broken={tried.error !== null} onSaved={() => take({ kind: 'clear' })} />}
        </section>
      </div>
      <Scenarios year={year} take={take} current={draft.now.length > 0 && shown ? shown.answer.comparison : null} />
    </Page>
  );
}

function Scenarios({ year, take, current }: { year: number; take: (taken: Step) => void; current: Schema<'Comparison'> | null }) {
  const [told, choose] = useParameter('compare');
  const chosen = told ? told.split('|') : [];
  return (
    <>
      <Saved year={year} chosen={chosen} choose={(names) => choose(names.join('|') || null)} open={(entries) => take({ kind: 'add', entries })} />
      <Compare names={chosen} year={year} current={current} />
    </>
  );
}

/** Ctrl+Z and Ctrl+Y, except where somebody types. */
function useUndoKeys(take: (taken: Step) => void) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || (event.target as HTMLElement).matches('input, textarea, select')) return;
      const key = event.key.toLowerCase();
      const kind = key === 'y' || (key === 'z' && event.shiftKey) ? 'redo' : key === 'z' ? 'undo' : null;
      if (!kind) return;
      event.preventDefault();
      latest.current({ kind });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
