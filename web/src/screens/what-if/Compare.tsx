import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Comparison, Failure } from '../../api/client';
import { get } from '../../api/get';
import { useView } from '../../app/view';
import { signed, useCvPairs } from '../../parts/BeforeAfter';
import { cv } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { StateMark, cvMark, verdictMark } from '../../parts/StateMark';
import { SimpleTable, type Column } from '../../parts/table';
import { turned } from './sentence';

interface Side {
  name: string;
  comparison: Comparison;
}

interface Given {
  names: string[];
  year: number;
  /** What the list on this page does, beside those that are saved. */
  current: Comparison | null;
}

/** The present and up to four what-ifs beside each other. */
export function Compare({ names, year, current }: Given) {
  const { t } = useTranslation('what-if');
  const { langQuery } = useView();
  const answers = useQueries({
    queries: names.map((name) => ({
      queryKey: ['/api/v1/compare', year, name, langQuery],
      queryFn: () => get('/api/v1/compare', { query: { a: String(year), b: name, ...langQuery } }) as Promise<Comparison>,
      retry: false,
    })),
  });
  if (names.length === 0) return null;
  const failed = answers.flatMap(({ error }, index) => (error ? [`${names[index]}：${(error as Failure).message}`] : []));
  const sides: Side[] = [
    ...answers.flatMap(({ data }, index) => (data ? [{ name: names[index]!, comparison: data }] : [])),
    ...(current && names.length < 4 ? [{ name: t('compare_current'), comparison: current }] : []),
  ];
  return (
    <section className="card compare">
      <header>
        <h2>{t('compare_title', { count: names.length })}</h2>
      </header>
      {failed.map((text) => (
        <p key={text} className="fault" role="alert">
          {text}
        </p>
      ))}
      {sides.length > 0 && <Table sides={sides} />}
    </section>
  );
}

interface Line {
  key: string;
  name: string;
  before: React.ReactNode;
  of: (side: Side) => React.ReactNode;
}

function Table({ sides }: { sides: Side[] }) {
  const { t } = useTranslation('what-if');
  const pairs = useCvPairs();
  const first = sides[0]!.comparison;
  const verdict = (word: 'pass' | 'fail' | 'unknown') => <StateMark mark={verdictMark(word)} word={t(`verdicts.${word}`, { ns: 'common' })} />;
  const figure = (value: number | null, compliance: Comparison['resource'][number]['before']['cv_compliance']) => (
    <span className="num">
      {value === null ? <Unknown /> : cv(value)} <StateMark mark={cvMark(compliance)} signOnly />
    </span>
  );
  const lines: Line[] = [
    { key: 'verdict', name: t('verdict'), before: verdict(first.before.verdict), of: ({ comparison }) => verdict(comparison.after.verdict) },
    {
      key: 'schools',
      name: t('compare_schools'),
      before: '–',
      of: ({ comparison }) => {
        const { better, worse } = turned(comparison);
        return t('compare_turned', { better, worse });
      },
    },
    ...pairs(first).map(
      (pair, index): Line => ({
        key: pair.key,
        name: pair.name,
        before: figure(pair.before, pair.complianceBefore ?? 'unknown'),
        of: ({ comparison }) => {
          const { before, after } = comparison.resource[index]!;
          return (
            <>
              {figure(after.cv, after.cv_compliance)}{' '}
              {before.cv !== null && after.cv !== null && before.cv !== after.cv && <span className="note num">{signed(after.cv - before.cv, (value) => cv(value))}</span>}
            </>
          );
        },
      }),
    ),
  ];
  const columns: Column<Line>[] = [
    { key: 'name', title: t('compare.what', { ns: 'common' }), cell: (line) => line.name },
    { key: 'before', title: t('as_it_stands', { ns: 'frame' }), num: true, cell: (line) => line.before },
    ...sides.map((side, index): Column<Line> => ({ key: `${index} ${side.name}`, title: <span translate="no">{side.name}</span>, num: true, cell: (line) => line.of(side) })),
  ];
  return <SimpleTable caption={t('compare_caption')} compact columns={columns} rows={lines} rowKey={({ key }) => key} />;
}
