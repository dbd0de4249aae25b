import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, putFile, type Schema } from '../../api/client';
import { useMay, useSession } from '../../api/session';
import { useAct } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { Fault } from '../../parts/act';
import { moment, number } from '../../parts/format';
import { StateMark, type Mark } from '../../parts/StateMark';
import type { PaperState, Slot } from './papers';

const markOf: Record<PaperState, Mark> = { accepted: 'met', present: 'short', returned: 'below', missing: 'unknown' };

/** 佐证材料: what papers are needed, where each stands, bring and review them. */
export function Papers({ papers }: { papers: Slot[] | null | undefined }) {
  const { t } = useTranslation('evaluation');
  const [asked] = useParameter('item');
  if (papers === undefined) return <p className="note">{t('loading', { ns: 'common' })}</p>;
  if (papers === null) return <p className="note">{t('papers.no_right')}</p>;
  const count = (state: PaperState) => papers.filter((slot) => slot.state === state).length;
  const states: PaperState[] = ['accepted', 'present', 'returned', 'missing'];
  return (
    <section className="papers">
      <ul className="paper-counts" aria-label={t('tabs.papers')}>
        {states.map((state) => (
          <li key={state}>
            <StateMark mark={markOf[state]} word={t(`papers.states.${state}`)} /> <strong className="num">{number(count(state))}</strong>
          </li>
        ))}
      </ul>
      <ul className="slots">
        {papers.map((slot) => (
          <li key={`${slot.indicator} ${slot.slot}`} className={slot.indicator === asked ? 'card slot asked' : 'card slot'}>
            <header>
              <h2>
                <span className="id">{slot.indicator}</span> {slot.name}
              </h2>
              <StateMark mark={markOf[slot.state]} word={t(`papers.states.${slot.state}`)} />
            </header>
            <p className="note">{slot.indicator_name}</p>
            {slot.title && <p translate="no">{slot.title}</p>}
            {slot.judged && <p>{t(`papers.judged.${slot.judged}`)}</p>}
            {slot.last && slot.last.kind !== 'demo' && <p className="note" translate="no">{[slot.last.who, moment(slot.last.at), slot.last.why].filter(Boolean).join(' · ')}</p>}
            {slot.files.length > 0 && <Files slot={slot} />}
            <Acts slot={slot} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Files({ slot }: { slot: Slot }) {
  const { t } = useTranslation('evaluation');
  return (
    <ul className="files">
      {slot.files.map(({ id, name, size, current }) => (
        <li key={id}>
          <a href={`/api/v1/evidence-files/${id}`} download={name} translate="no">
            {name}
          </a>{' '}
          <span className="note num">
            {t('exports.size', { size: number(Math.max(1, size / 1024)) })}
            {!current && ` · ${t('papers.former')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Acts({ slot }: { slot: Slot }) {
  const may = useMay();
  return (
    <>
      {may('evidence_write') && <Upload slot={slot} />}
      {may('evidence_review') && (slot.state === 'present' || slot.state === 'returned') && <ReviewForm slot={slot} />}
    </>
  );
}

function Upload({ slot }: { slot: Slot }) {
  const { t } = useTranslation('evaluation');
  const { year } = useView();
  const act = t(slot.files.length > 0 ? 'papers.replace' : 'papers.upload');
  const picker = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const put = useAct(async (file: File) => {
    const where = `/api/v1/evidence/${slot.indicator}/${slot.slot}/files/${encodeURIComponent(file.name)}${year === undefined ? '' : `?year=${year}`}`;
    await putFile(where, file, (bytes) => setShare(file.size > 0 ? bytes / file.size : 1)).finally(() => setShare(null));
  });
  return (
    <div className="upload">
      <input ref={picker} type="file" hidden aria-hidden="true" tabIndex={-1} onChange={(event) => event.target.files?.[0] && put.mutate(event.target.files[0])} />
      <button type="button" className="button" disabled={put.isPending} onClick={() => picker.current?.click()} aria-label={t('papers.act_for', { act, name: slot.name })}>
        {act}
      </button>
      {share !== null && <progress max={1} value={share} aria-label={t('papers.upload')} />}
      <Fault failure={put.error} />
    </div>
  );
}

function ReviewForm({ slot }: { slot: Slot }) {
  const { t } = useTranslation('evaluation');
  const { year } = useView();
  const [reason, setReason] = useState('');
  const current = slot.files.find((file) => file.current) ?? null;
  const own = useSession().user === current?.who;
  const review = useAct((told: Pick<Schema<'PaperReview'>, 'act' | 'judged' | 'reason'>) =>
    api.POST('/api/v1/evidence/{indicator}/{slot}/review', {
      params: { path: { indicator: slot.indicator, slot: slot.slot } },
      body: { ...told, file: current?.id ?? null, ...(year === undefined ? {} : { year }) },
    }),
  );
  return (
    <div className="review" role="group" aria-label={t('papers.review')}>
      {own && <p className="note">{t('papers.own')}</p>}
      <button type="button" className="button" disabled={own || review.isPending} onClick={() => review.mutate({ act: 'accept', judged: 'met' })}>
        {t('papers.accept_met')}
      </button>
      <button type="button" className="button" disabled={own || review.isPending} onClick={() => review.mutate({ act: 'accept', judged: 'short' })}>
        {t('papers.accept_short')}
      </button>
      <label className="field">
        <span>{t('papers.reason')}</span>
        <input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} autoComplete="off" />
      </label>
      <button type="button" className="button" disabled={review.isPending || reason.trim() === ''} onClick={() => review.mutate({ act: 'return', reason: reason.trim() })}>
        {t('papers.return')}
      </button>
      <Fault failure={review.error} />
    </div>
  );
}
