import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../parts/CopyButton';
import { number } from '../../parts/format';
import { StateMark, verdictMark } from '../../parts/StateMark';
import { SimpleTable } from '../../parts/table';
import type { Evaluated } from './Evaluation';
import { deciding, touching, weight, type OtherReading } from './readings';

/** 口径对照: every rule that can be read in two ways, read the other way. */
export function ReadingsTab({ evaluated: { readings, assessment } }: { evaluated: Evaluated }) {
  const { t } = useTranslation('evaluation');
  const hangs = deciding(readings);
  const touched = touching(readings);
  const name = ({ rule }: OtherReading) => rule.name;
  const list = (some: OtherReading[]) => [...new Set(some.map(name))].join(t('comma', { ns: 'common' }));
  const answer =
    hangs.length > 0
      ? t('readings.hangs', { count: hangs.length, names: list(hangs) })
      : t('readings.independent', { count: readings.length, verdict: t(`verdicts.${assessment.verdict}`, { ns: 'common' }) });
  return (
    <section className="readings">
      <p className="answer-line">
        <StateMark mark={hangs.length > 0 ? 'below' : 'met'} word={t(hangs.length > 0 ? 'readings.sign_hangs' : 'readings.sign_free')} /> {answer}
      </p>
      {touched.length > hangs.length && <p>{t('readings.touching', { count: touched.length - hangs.length, names: list(touched.filter((one) => !hangs.includes(one))) })}</p>}
      <SimpleTable
        caption={t('tabs.readings')}
        stacked
        rows={readings}
        rowKey={({ rule, choice }) => `${rule.id} ${choice.id}`}
        columns={[
          { key: 'name', title: t('readings.rule'), cell: ({ rule }) => rule.name },
          { key: 'chosen', title: t('readings.chosen'), cell: ({ rule }) => rule.choices.find(({ id }) => id === rule.chosen)?.name ?? rule.chosen },
          { key: 'other', title: t('readings.other'), cell: ({ choice }) => choice.name },
          { key: 'effect', title: t('readings.effect'), cell: (reading) => <Effect reading={reading} /> },
          { key: 'ask', title: t('readings.ask'), cell: (reading) => <Ask reading={reading} /> },
        ]}
      />
    </section>
  );
}

function useEffectText() {
  const { t } = useTranslation('evaluation');
  return (reading: OtherReading): string => {
    const turned = (to: string) => reading.schools.filter((one) => one.to === to).length;
    const [pass, fail, out] = ['pass', 'fail', 'not_counted'].map(turned) as [number, number, number];
    const parts = [
      reading.verdict ? t('readings.verdict_becomes', { verdict: t(`verdicts.${reading.verdict}`, { ns: 'common' }) }) : '',
      reading.resourceVerdict ? t('readings.resource_becomes', { verdict: t(`verdicts.${reading.resourceVerdict}`, { ns: 'common' }) }) : '',
      ...reading.cvs.map(({ indicator, stage, to }) => t('readings.cv_becomes', { name: t('of_stage', { ns: 'indicators', stage: t(`stages.${stage}`, { ns: 'indicators' }), name: t(`short.${indicator}`, { ns: 'indicators', defaultValue: indicator }), id: indicator }), state: t(`cv_words.${to}`) })),
      pass > 0 ? t('readings.schools_pass', { count: pass, value: number(pass) }) : '',
      fail > 0 ? t('readings.schools_fail', { count: fail, value: number(fail) }) : '',
      out > 0 ? t('readings.schools_out', { count: out, value: number(out) }) : '',
    ];
    return parts.filter(Boolean).join(t('semicolon')) || t('readings.nothing');
  };
}

function Effect({ reading }: { reading: OtherReading }) {
  const { t } = useTranslation('evaluation');
  const text = useEffectText();
  return (
    <>
      {reading.verdict && <StateMark mark={verdictMark(reading.verdict as 'pass')} word={t('readings.sign_hangs')} />} {text(reading)}
    </>
  );
}

function Ask({ reading }: { reading: OtherReading }) {
  const { t } = useTranslation('evaluation');
  const text = useEffectText();
  const { rule, choice } = reading;
  const clause = t('readings.clause', { document: rule.source.document, clause: rule.source.clause });
  if (weight(reading) === 0) return <span className="note">{t('readings.free', { clause })}</span>;
  const chosen = rule.choices.find(({ id }) => id === rule.chosen)?.name ?? rule.chosen;
  return (
    <div className="ask">
      <span>{t('readings.ask_whom', { whom: rule.ask })}</span>
      <span className="note">{clause}</span>
      <CopyButton text={t('readings.letter', { whom: rule.ask, clause, name: rule.name, chosen, other: choice.name, effect: text(reading) })} label={t('readings.copy')} />
    </div>
  );
}
