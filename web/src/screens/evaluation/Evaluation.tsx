import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assessment } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useParameter, useView } from '../../app/view';
import { number, schoolYear } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Loaded } from '../../parts/states';
import { StateMark, verdictMark } from '../../parts/StateMark';
import { Exports } from './Exports';
import { itemsOf, tally, vetoesOf, type Item, type Rules } from './items';
import { Papers } from './Papers';
import { usePapers } from './papers';
import { deciding, otherReadings, type OtherReading } from './readings';
import { ReadingsTab } from './ReadingsTab';
import { Readiness } from './Readiness';
import { SelfTable } from './SelfTable';
import { Statement } from './Statement';
import './evaluation.css';

export interface Evaluated {
  assessment: Assessment;
  items: Item[];
  vetoes: Item[];
  readings: OtherReading[];
}

const tabs = ['table', 'readings', 'papers', 'statement', 'exports'] as const;
type Tab = (typeof tabs)[number];

function evaluate(assessment: Assessment, rules: Rules): Evaluated {
  return { assessment, items: itemsOf(assessment, rules), vetoes: vetoesOf(assessment, rules), readings: otherReadings(assessment, rules) };
}

/** 督导评估: the county's self-assessment, indicator by indicator, with what it rests on. */
export default function Evaluation() {
  const { query, yearQuery } = useView();
  const assessment = useGet('/api/v1/assessment', { query: { ...query, readings: true } });
  const rules = useGet('/api/v1/indicators', { query: yearQuery });
  const both = useMemo(() => (assessment.data && rules.data ? evaluate(assessment.data as Assessment, rules.data) : undefined), [assessment.data, rules.data]);
  return (
    <Page ready={both !== undefined} className="evaluation">
      <Loaded from={{ data: both, error: assessment.error ?? rules.error, refetch: () => void Promise.all([assessment.refetch(), rules.refetch()]) }} lines={16}>
        {(evaluated) => <Body evaluated={evaluated} />}
      </Loaded>
    </Page>
  );
}

function Body({ evaluated }: { evaluated: Evaluated }) {
  const { t } = useTranslation('evaluation');
  const may = useMay();
  const { scenario } = useView();
  const papers = usePapers();
  const [told, go] = useParameter('tab', 'table');
  const open = tabs.filter((tab) => tab !== 'exports' || may('exports_write'));
  const tab: Tab = open.find((one) => one === told) ?? 'table';
  return (
    <>
      <Head evaluated={evaluated} />
      <Readiness evaluated={evaluated} papers={papers} go={go} />
      <div className="tabs" role="tablist" aria-label={t('title')}>
        {open.map((one) => (
          <button key={one} type="button" role="tab" id={`tab-${one}`} aria-selected={one === tab} aria-controls="tab-panel" onClick={() => go(one === 'table' ? null : one)}>
            {t(`tabs.${one}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {scenario && tab === 'papers' && <p className="note">{t('papers.of_present')}</p>}
        {tab === 'table' && <SelfTable evaluated={evaluated} papers={papers} go={go} />}
        {tab === 'readings' && <ReadingsTab evaluated={evaluated} />}
        {tab === 'papers' && <Papers papers={papers} />}
        {tab === 'statement' && <Statement evaluated={evaluated} />}
        {tab === 'exports' && <Exports />}
      </div>
    </>
  );
}

function Head({ evaluated: { assessment, items, vetoes, readings } }: { evaluated: Evaluated }) {
  const { t } = useTranslation('evaluation');
  const count = tally(items);
  const raised = tally(vetoes).short;
  const hangs = deciding(readings).length;
  const sentence = [
    t(`verdicts.${assessment.verdict}`, { year: schoolYear(assessment.school_year) }),
    t('counts', { all: number(items.length), met: number(count.met), short: number(count.short) }),
    count.unknown > 0 ? t('counts_unknown', { unknown: number(count.unknown) }) : '',
    raised > 0 ? t('vetoes_raised', { count: raised }) : t('vetoes_none'),
    hangs > 0 ? t('hangs_on', { count: hangs }) : t('hangs_on_none'),
  ];
  return (
    <PageHead
      title={t('title')}
      answer={
        <>
          <StateMark mark={verdictMark(assessment.verdict)} word={t(`signs.${assessment.verdict}`)} /> <span>{sentence.filter(Boolean).join('')}</span>
        </>
      }
      how={t('how')}
    />
  );
}
