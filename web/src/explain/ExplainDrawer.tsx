import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../api/client';
import { useGet } from '../api/use';
import { useView } from '../app/view';
import { cv, limit as cvLimit, fullMoney, indicatorValue, moment, number, percent, unit } from '../parts/format';
import { Amount, Unknown } from '../parts/figures';
import { CopyButton } from '../parts/CopyButton';
import { Overlay } from '../parts/Overlay';
import { Loaded } from '../parts/states';
import { StateMark, cvMark, markOf } from '../parts/StateMark';
import { SimpleTable } from '../parts/table';
import { asText } from './asText';
import { readable } from './readable';
import type { Asked } from './ExplainProvider';
import './explain.css';

type Input = Explanation['inputs'][number];

export default function ExplainDrawer({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { t } = useTranslation('explain');
  const { query } = useView();
  const { title, ...what } = asked;
  const answer = useGet('/api/v1/explain', { query: { ...what, ...query } });
  return (
    <Overlay title={title} place="side" onClose={onClose} acts={answer.data && <CopyButton text={asText(asked, answer.data)} />}>
      <Loaded from={answer}>{(explanation) => <Body asked={asked} explanation={explanation} />}</Loaded>
      <p className="note">{t('how')}</p>
    </Overlay>
  );
}

function Body({ asked, explanation }: { asked: Asked; explanation: Explanation }) {
  const { t } = useTranslation('explain');
  return (
    <div className="explain">
      <Value asked={asked} explanation={explanation} />
      <section>
        <h3>{t('formula')}</h3>
        <div className="formula">
          {readable(explanation.formula).split(/[;；]\s*/).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </section>
      {explanation.inputs.length > 0 && <Inputs inputs={explanation.inputs} />}
      <RuleCard explanation={explanation} />
      {explanation.exceptions && explanation.exceptions.length > 0 && (
        <section>
          <h3>{t('exceptions')}</h3>
          <ul className="plain">
            {explanation.exceptions.map((one, index) => (
              <li key={index}>{[one.id, one.clause].filter(Boolean).join(' · ')}</li>
            ))}
          </ul>
        </section>
      )}
      {explanation.schools && explanation.schools.length > 0 && (
        <SimpleTable
          caption={t('schools')}
          captioned
          compact
          columns={[
            { key: 'name', title: t('school'), cell: (row) => row.name },
            { key: 'state', title: t('state'), cell: (row) => <StateMark mark={markOf(row.compliance)} /> },
            { key: 'value', title: t('value'), num: true, cell: (row) => (row.value === null ? <Unknown /> : number(row.value, 2)) },
            { key: 'limit', title: t('limit'), num: true, cell: (row) => (row.limit === null ? '–' : number(row.limit, 2)) },
          ]}
          rows={explanation.schools}
          rowKey={(row) => row.code}
        />
      )}
      {explanation.contributions.length > 0 && <Contributions explanation={explanation} />}
    </div>
  );
}

function shown(asked: Asked, explanation: Explanation): string {
  const { value } = explanation;
  if (value === null) return '';
  if (asked.cv) return cv(value, explanation.limit);
  if (explanation.unit === 'ratio') return percent(value);
  if (explanation.unit === 'yuan') return fullMoney(value);
  return indicatorValue(value, explanation.unit);
}

function shownLimit(asked: Asked, unitName: string, limit: number): string {
  if (asked.cv) return cvLimit(limit);
  return unitName === 'ratio' ? percent(limit) : number(limit, 4);
}

function Value({ asked, explanation }: { asked: Asked; explanation: Explanation }) {
  const { t } = useTranslation('explain');
  const { value, compliance, limit, shortfall } = explanation;
  const mark = compliance && (asked.cv ? cvMark(compliance) : markOf(compliance));
  return (
    <section className="explain-value">
      <strong>{value === null ? <Unknown /> : shown(asked, explanation)}</strong>
      {!asked.cv && explanation.unit !== 'ratio' && explanation.unit !== 'yuan' && <span>{unit(explanation.unit)}</span>}
      {mark && <StateMark mark={mark} />}
      {limit !== null && limit !== undefined && <span className="note">{t('limit_is', { limit: shownLimit(asked, explanation.unit, limit) })}</span>}
      {shortfall && shortfall.amount > 0 && (
        <span>
          {t('short_by')} <Amount value={shortfall.amount} unit={shortfall.unit} />
        </span>
      )}
      {explanation.counted === false && <span className="note">{t('not_counted')}</span>}
    </section>
  );
}

function Inputs({ inputs }: { inputs: Input[] }) {
  const { t } = useTranslation('explain');
  const from = (input: Input) => {
    if (input.source) {
      const { file, sheet, row, column } = input.source;
      return t('source', { file, sheet, row, column });
    }
    if (input.edit) return t('edit', { by: input.edit.by, at: moment(input.edit.at), why: input.edit.why });
    return '–';
  };
  return (
    <section>
      <h3>{t('inputs')}</h3>
      <SimpleTable
        caption={t('inputs')}
        compact
        columns={[
          { key: 'name', title: t('input'), cell: (input) => input.label ?? input.name },
          {
            key: 'value',
            title: t('value'),
            num: true,
            cell: (input) => input.text ?? (input.value === null ? <Unknown /> : `${number(input.value, 2)} ${unit(input.unit)}`),
          },
          { key: 'at', title: t('at'), cell: (input) => <span className="nowrap">{input.at}</span> },
          { key: 'from', title: t('from'), cell: (input) => <span className="from">{from(input)}</span> },
        ]}
        rows={inputs}
        rowKey={(input) => `${input.name} ${String((input as { school?: string }).school ?? '')} ${inputs.indexOf(input)}`}
      />
    </section>
  );
}

function RuleCard({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('explain');
  const { rule } = explanation;
  return (
    <section className="rule-card">
      <h3>{t('rule')}</h3>
      <p>
        {rule.id} {rule.title}
      </p>
      <dl>
        <dt>{t('document')}</dt>
        <dd>
          {rule.document} {rule.clause}
        </dd>
        <dt>{t('in_force')}</dt>
        <dd>{rule.from}</dd>
        <dt>{t('confidence')}</dt>
        <dd>{t(`confidences.${rule.confidence}`, { defaultValue: rule.confidence })}</dd>
      </dl>
    </section>
  );
}

const first = 15;

function Contributions({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('explain');
  const [all, setAll] = useState(false);
  const rows = [...explanation.contributions].sort((a, b) => b.share - a.share);
  const most = rows[0]?.share || 1;
  return (
    <section>
      <h3>{t('contributions', { count: rows.length })}</h3>
      <SimpleTable
        caption={t('contributions', { count: rows.length })}
        compact
        columns={[
          { key: 'name', title: t('school'), cell: (row) => row.name },
          { key: 'value', title: t('value'), num: true, cell: (row) => number(row.value, 2) },
          { key: 'pupils', title: t('pupils'), num: true, cell: (row) => number(row.pupils) },
          {
            key: 'share',
            title: t('share'),
            num: true,
            cell: (row) => (
              <span className="share">
                <i style={{ width: `${(row.share / most) * 64}px` }} aria-hidden="true" />
                {percent(row.share)}
              </span>
            ),
          },
        ]}
        rows={all ? rows : rows.slice(0, first)}
        rowKey={(row) => row.code}
      />
      {rows.length > first && !all && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {t('show_all', { count: rows.length })}
        </button>
      )}
    </section>
  );
}
