import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useMay } from '../../api/session';
import { useAct, useGet } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { Confirmed } from '../../parts/act';
import { BeforeAfter } from '../../parts/BeforeAfter';
import { Unknown } from '../../parts/figures';
import { cv, number, schoolYear } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { keyOf, strongest, turnsCv, turnsVerdict, type CvShift, type Difference, type Effect, type ThreeCounts as Counts } from './counts';
import { SchoolName, useWords } from './words';
import './data.css';

/** Statistics, register and ledger where they differ, what matters most to the verdict first. */
export default function ThreeCounts() {
  const { year } = useView();
  const answer = useGet('/api/v1/three-counts', { query: year === undefined ? {} : { year } });
  return (
    <Page ready={Boolean(answer.data || answer.error)}>
      <Loaded from={answer}>{(counts) => <Ranked counts={counts} />}</Loaded>
    </Page>
  );
}

/** Whether four digits show it. */
const moves = (shift: CvShift) => shift.before?.toFixed(4) !== shift.after?.toFixed(4);

function useShiftText() {
  const { t } = useTranslation('indicators');
  return (shift: CvShift) => {
    const name = t('of_stage', { stage: t(`stages.${shift.stage}`), name: t(`short.${shift.indicator}`, { defaultValue: shift.indicator }), id: shift.indicator });
    const show = (value: number | null) => (value === null ? '–' : cv(value));
    const [before, after] = [show(shift.before), show(shift.after)];
    // Where three digits hide the move, four show it.
    return before === after && shift.before !== null && shift.after !== null
      ? `${name} ${shift.before.toFixed(4)} → ${shift.after.toFixed(4)}`
      : `${name} ${before} → ${after}`;
  };
}

function Ranked({ counts }: { counts: Counts }) {
  const { t } = useTranslation('data');
  const { t: words, column } = useWords();
  const shiftText = useShiftText();
  const [open, setOpen] = useParameter('open');
  const rows = counts.differing;
  const turning = rows.filter((row) => row.effects.some((effect) => turnsVerdict(counts, effect))).length;
  const picked = rows.find((row) => keyOf(row) === open);
  const origin = (row: Difference, value: string | null) =>
    value === null ? <Unknown /> : <span className={value === row.current ? '' : 'off'}>{number(Number(value))}</span>;
  const effectText = (row: Difference) => {
    const effect = row.effects[0];
    const shift = effect && strongest(effect);
    if (!effect) return t('counts.no_effect');
    return (
      <span className="long">
        {turnsVerdict(counts, effect) && (
          <strong className="off">
            {t('counts.turns_verdict', { verdict: t(`verdicts.${effect.verdict}`, { ns: 'common' }) })}
            {t('clauses')}
          </strong>
        )}
        {effect.schools_turned > 0 && (
          <strong>
            {t('counts.turns_schools', { count: effect.schools_turned })}
            {t('clauses')}
          </strong>
        )}
        {shift ? (moves(shift) ? t('counts.by', { origin: words(`origin.${effect.origin}`) }) + shiftText(shift) : t('counts.hardly')) : t('counts.no_cv')}
      </span>
    );
  };
  const columns: Column<Difference>[] = [
    { key: 'rank', title: t('counts.rank'), num: true, cell: (row) => rows.indexOf(row) + 1 },
    { key: 'school', title: t('school'), cell: (row) => <SchoolName code={row.school} name={row.name} /> },
    {
      key: 'figure',
      title: t('figure'),
      cell: (row) => [row.stage && t(`stages.${row.stage}`, { ns: 'indicators' }), column(row.table, row.figure)].filter(Boolean).join(' · ') + (row.unit ? t('counts.unit', { unit: t(`units.${row.unit}`, { ns: 'common', defaultValue: row.unit }) }) : ''),
    },
    { key: 'current', title: t('counts.current'), num: true, cell: (row) => (row.current === null ? <Unknown /> : number(Number(row.current))) },
    ...(['statistics', 'register', 'ledger'] as const).map((name): Column<Difference> => ({ key: name, title: words(`origin.${name}`), num: true, cell: (row) => origin(row, row[name]) })),
    { key: 'effect', title: t('counts.effect'), cell: effectText },
    {
      key: 'open',
      title: <span className="sr">{t('acts')}</span>,
      cell: (row) => (
        <button type="button" className="link" aria-expanded={keyOf(row) === open} aria-label={t('counts.open_of', { school: row.name })} onClick={() => setOpen(keyOf(row) === open ? null : keyOf(row))}>
          {t('counts.open')}
        </button>
      ),
    },
  ];
  if (rows.length === 0)
    return (
      <>
        <PageHead title={t('counts.title')} answer={counts.compared ? t('counts.all_agree', { count: counts.compared }) : t('counts.none')} how={t('counts.how')} />
        <Empty title={counts.compared ? t('counts.all_agree', { count: counts.compared }) : t('counts.none')}>{!counts.compared && t('counts.none_advice')}</Empty>
      </>
    );
  return (
    <>
      <PageHead
        title={t('counts.title')}
        answer={
          <>
            {t('counts.answer', { year: schoolYear(counts.school_year), compared: number(counts.compared), count: rows.length })}
            {turning ? t('counts.answer_turning', { count: turning }) : t('counts.answer_no_turn')}
          </>
        }
        how={t('counts.how')}
      />
      {picked && <Detail counts={counts} row={picked} />}
      <SimpleTable stacked caption={t('counts.title')} columns={columns} rows={rows} rowKey={keyOf} rowClass={(row) => (keyOf(row) === open ? 'changed' : undefined)} />
    </>
  );
}

/** What each of the other counts would do, and the correction itself. */
function Detail({ counts, row }: { counts: Counts; row: Difference }) {
  const { t } = useTranslation('data');
  const { t: words, column } = useWords();
  const may = useMay();
  const [done, setDone] = useState(false);
  const edit = useAct(({ effect, why }: { effect: Effect; why: string }) =>
    api.POST('/api/v1/edits', {
      body: {
        year: counts.school_year,
        why,
        changes: [{ table: row.table, key: [row.school, ...(row.stage ? [row.stage] : [])], field: row.figure, before: row.current, after: effect.value }],
      },
    }),
  );
  const sentence = (effect: Effect) =>
    [
      turnsVerdict(counts, effect) ? t('counts.turns_verdict', { verdict: t(`verdicts.${effect.verdict}`, { ns: 'common' }) }) : t('counts.verdict_stays'),
      effect.schools_turned > 0 && t('counts.turns_schools', { count: effect.schools_turned }),
      turnsCv(effect) && t('counts.turns_cv'),
    ]
      .filter(Boolean)
      .join(t('clauses')) + t('stop');
  return (
    <section className="card counts-detail" aria-label={t('counts.open_of', { school: row.name })}>
      <header>
        <h2>
          <SchoolName code={row.school} name={row.name} /> · {column(row.table, row.figure)}
        </h2>
      </header>
      {done && <p className="said" role="status">{t('counts.done')}</p>}
      <div className="effect-tables">
        {row.effects.map((effect) => (
          <div key={effect.origin}>
            <p>
              {t('counts.if', { origin: words(`origin.${effect.origin}`), before: row.current ?? '', after: effect.value })}{' '}
              {sentence(effect)}
            </p>
            <CvShifts effect={effect} />
            {may('figures_write') && (
              <div className="acts gap">
                <Confirmed
                  label={t('counts.take', { origin: words(`origin.${effect.origin}`) })}
                  warning={t('counts.take_warning', { before: row.current ?? '', after: effect.value })}
                  reason="required"
                  confirm={t('counts.take_confirm')}
                  busy={edit.isPending}
                  failure={edit.error}
                  onConfirm={async (why) => {
                    await edit.mutateAsync({ effect, why });
                    setDone(true);
                  }}
                />
              </div>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

function CvShifts({ effect }: { effect: Effect }) {
  const { t } = useTranslation('indicators');
  const pairs = effect.cvs.map((shift) => ({
    key: `${shift.indicator} ${shift.stage}`,
    name: t('of_stage', { stage: t(`stages.${shift.stage}`), name: t(`short.${shift.indicator}`, { defaultValue: shift.indicator }), id: shift.indicator }),
    before: shift.before,
    after: shift.after,
    complianceBefore: shift.compliance_before,
    complianceAfter: shift.compliance_after,
  }));
  return <BeforeAfter caption={t('compare.cvs', { ns: 'common' })} pairs={pairs} format={(value) => value.toFixed(4)} compact />;
}
