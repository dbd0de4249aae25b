import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Compliance } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { To, useParameter, useView } from '../../app/view';
import { Figure } from '../../explain/ExplainProvider';
import { StateMark, cvMark, markOf } from '../../parts/StateMark';
import { screens } from '../index';
import type { Evaluated } from './Evaluation';
import { complianceOf, parts, type Item, type Judged, type Part } from './items';
import type { Slot } from './papers';
import { foundOf, standardOf, useText } from './statement';

interface Given {
  evaluated: Evaluated;
  papers: Slot[] | null | undefined;
  go: (tab: string | null) => void;
}

/** The official table: 评估内容 | 评估指标 | 国家标准 | 县级自评情况 | 是否达标 | 佐证材料, and the vetoes below it. */
export function SelfTable({ evaluated, papers, go }: Given) {
  const { t } = useTranslation('evaluation');
  const [asked] = useParameter('item');
  const groups: { part: Part | 'veto'; items: Item[] }[] = [...parts.map((part) => ({ part, items: evaluated.items.filter((item) => item.part === part) })), { part: 'veto', items: evaluated.vetoes }];
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={t('tabs.table')}>
      <table className="table stacked self-table">
        <caption className="sr">{t('tabs.table')}</caption>
        <thead>
          <tr>
            {(['part', 'item', 'standard', 'found', 'state', 'papers'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ part, items }) => (
          <tbody key={part}>
            {items.map((item, index) => (
              <Line key={item.id} item={item} first={index === 0 ? items.length : null} asked={item.id === asked} papers={papers} go={go} />
            ))}
          </tbody>
        ))}
      </table>
      <p className="note">{t('table_note')}</p>
    </div>
  );
}

function Line({ item, first, asked, papers, go }: { item: Item; first: number | null; asked: boolean; papers: Slot[] | null | undefined; go: (tab: string | null) => void }) {
  const { t } = useTranslation('evaluation');
  const text = useText();
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (asked) row.current?.scrollIntoView({ block: 'center' });
  }, [asked]);
  return (
    <tr ref={row} className={asked ? 'asked' : undefined} aria-current={asked ? 'true' : undefined}>
      {first !== null && (
        <th scope="rowgroup" rowSpan={first} className="part">
          {t(`parts.${item.part}`)}
        </th>
      )}
      <td data-label={t('columns.item')} className="item">
        <span className="id">{item.id}</span> {item.rule.name}
      </td>
      <td data-label={t('columns.standard')} className="standard">{standardOf(item, text)}</td>
      <td data-label={t('columns.found')} className="found">
        {foundOf(item, text)}
        <Doors item={item} />
      </td>
      <td data-label={t('columns.state')} className="judged">
        <State item={item} />
      </td>
      <td data-label={t('columns.papers')} className={needsPapers(item) ? 'papers' : 'papers by-data'}>
        <PaperCell item={item} papers={papers} go={go} />
      </td>
    </tr>
  );
}

const fail = (compliance: Compliance, t: (key: string, options?: object) => string) =>
  compliance === 'short' ? t('marks.fail', { ns: 'common' }) : compliance === 'unknown' ? t('undecided') : undefined;

function State({ item }: { item: Item }) {
  const { t } = useTranslation('evaluation');
  if (item.part !== 'resource') {
    const { compliance, near, undecided_by: by } = item.judged;
    return (
      <>
        <StateMark mark={markOf(compliance)} near={near} word={item.part === 'veto' && compliance === 'short' ? t('veto_raised') : item.part === 'veto' && compliance === 'met' ? t('veto_not_raised') : fail(compliance, t as never)} />
        {by && <span className="note why">{t(`undecided_by.${by}`)}</span>}
      </>
    );
  }
  return (
    <ul className="stage-states">
      {item.rows.map((row) => (
        <li key={row.stage}>
          {t(`stages.${row.stage}`, { ns: 'indicators' })} <StateMark mark={cvMark(row.cv_compliance)} near={row.near} word={t(`cv_words.${row.cv_compliance}`)} />
        </li>
      ))}
      {complianceOf(item) !== 'unknown' && item.rows.some(({ short_schools: short }) => short > 0) && (
        <li>
          <StateMark mark="below" word={t('schools_below', { count: item.rows.reduce((sum, { short_schools: short }) => sum + short, 0) })} />
        </li>
      )}
    </ul>
  );
}

/** From the finding to its cause: the schools, the formula and its sources. */
function Doors({ item }: { item: Item }) {
  const { t } = useTranslation('evaluation');
  if (item.part !== 'resource')
    return (
      <span className="doors">
        <Figure explain={{ indicator: item.id, title: `${item.id} ${item.rule.name}` }}>{t('why')}</Figure>
        {item.judged.schools_short.length > 0 && <ShortSchools judged={item.judged} />}
      </span>
    );
  return (
    <span className="doors">
      {item.rows.map((row) => {
        const name = t('of_stage', { ns: 'indicators', stage: t(`stages.${row.stage}`, { ns: 'indicators' }), name: t(`short.${item.id}`, { ns: 'indicators', defaultValue: item.rule.name }), id: item.id });
        return (
          <Figure key={row.stage} explain={{ cv: item.id, stage: row.stage, title: t('cv_title', { name }) }}>
            {t('why_stage', { stage: t(`stages.${row.stage}`, { ns: 'indicators' }) })}
          </Figure>
        );
      })}
    </span>
  );
}

const schoolPage = screens.some(({ path }) => path === '/schools/:code');

function ShortSchools({ judged }: { judged: Judged }) {
  const { t } = useTranslation('evaluation');
  const may = useMay();
  const { query } = useView();
  const schools = useGet('/api/v1/schools', { query }, { enabled: may('schools_read') }).data?.schools;
  const name = (code: string) => schools?.find((school) => school.code === code)?.name ?? code;
  return (
    <details className="short-schools">
      <summary>{t('which_schools', { count: judged.schools_short.length })}</summary>
      <ul>
        {judged.schools_short.map((code) => (
          <li key={code} translate="no">
            {schoolPage && may('schools_read') ? <To to={`/schools/${code}`}>{name(code)}</To> : name(code)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function needsPapers(item: Item): item is Exclude<Item, { part: 'resource' }> {
  return item.part !== 'resource' && item.judged.evidence.needed > 0;
}

function PaperCell({ item, papers, go }: { item: Item; papers: Slot[] | null | undefined; go: (tab: string | null) => void }) {
  const { t } = useTranslation('evaluation');
  if (!needsPapers(item)) return <span className="note">{t('by_data')}</span>;
  const { needed, present, state } = item.judged.evidence;
  const text = `${t(`evidence_states.${state}`)} ${t('readiness.of', { done: present, all: needed })}`;
  const mark = state === 'accepted' ? 'met' : state === 'complete' || state === 'partial' ? 'short' : 'below';
  if (!papers) return <StateMark mark={mark} word={text} />;
  return (
    <button type="button" className="figure paper-link" onClick={() => go('papers')}>
      <StateMark mark={mark} word={text} />
    </button>
  );
}
