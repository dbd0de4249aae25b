import { useTranslation } from 'react-i18next';
import type { Assessment, Stage } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { useView } from '../../app/view';
import { ChartFrame } from '../../parts/ChartFrame';
import { number } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { Sized } from '../../parts/Sized';
import { SimpleTable } from '../../parts/table';
import { classesOf, type ClassOf, type Table } from './tables';

type Limits = Partial<Record<Stage, number>>;
const rule = 'G5';

function useLimits(): Limits {
  const { query } = useView();
  const may = useMay();
  const told = useGet('/api/v1/assessment', { query }, { enabled: may('assessment_read') }).data as Assessment | undefined;
  const parts = told?.guarantee.find((item) => item.id === rule)?.parts ?? [];
  return Object.fromEntries(parts.flatMap(({ id, limit }) => (limit === null ? [] : [[id, limit]])));
}

/** Every class a bar, by grade, against the largest class allowed at its stage. */
export function ClassSizes({ tables }: { tables: Table[] }) {
  const { t } = useTranslation('school');
  const limits = useLimits();
  const classes = classesOf(tables);
  if (classes.length === 0)
    return (
      <section className="card">
        <h2>{t('classes.title')}</h2>
        <p>
          <Unknown />
        </p>
      </section>
    );
  const over = classes.filter((one) => isOver(one, limits));
  const largest = classes.reduce((most, one) => ((one.pupils ?? 0) > (most.pupils ?? 0) ? one : most));
  const what = { count: over.length, all: classes.length, most: number(largest.pupils ?? 0), grade: t('grade', { grade: largest.grade }), name: largest.name };
  const hasLimit = Object.keys(limits).length > 0;
  const title = !hasLimit ? t('classes.most', what) : over.length > 0 ? t('classes.over', what) : t('classes.none', what);
  return (
    <ChartFrame
      title={title}
      note={t('classes.note')}
      table={
        <SimpleTable
          caption={title}
          compact
          columns={[
            { key: 'grade', title: t('columns.grade'), cell: (one) => t('grade', { grade: one.grade }) },
            { key: 'class', title: t('columns.class'), cell: (one) => <span translate="no">{one.name}</span> },
            { key: 'pupils', title: t('columns.pupils'), num: true, cell: (one) => (one.pupils === null ? <Unknown /> : number(one.pupils)) },
            { key: 'limit', title: t('columns.limit'), num: true, cell: (one) => (one.stage && limits[one.stage] ? number(limits[one.stage]!) : '–') },
          ]}
          rows={classes}
          rowKey={(one) => `${one.grade} ${one.name}`}
        />
      }
    >
      <Sized>{(width) => <Bars classes={classes} limits={limits} label={title} width={width} />}</Sized>
    </ChartFrame>
  );
}

const isOver = (one: ClassOf, limits: Limits) => one.pupils !== null && one.stage !== null && limits[one.stage] !== undefined && one.pupils > limits[one.stage]!;

const height = 190;
const foot = 22;
const head = 16;
const left = 26;

function Bars({ classes, limits, label, width }: { classes: ClassOf[]; limits: Limits; label: string; width: number }) {
  const { t } = useTranslation('school');
  const top = Math.max(...classes.map(({ pupils }) => pupils ?? 0), ...Object.values(limits), 1) * 1.08;
  const grades = [...new Set(classes.map(({ grade }) => grade))];
  const gap = 6;
  const bar = Math.max(1, Math.min(22, (width - left - 8 - gap * grades.length) / classes.length));
  const y = (pupils: number) => head + (1 - pupils / top) * (height - head - foot);
  let x = left;
  const groups = grades.map((grade) => {
    const own = classes.filter((one) => one.grade === grade);
    const from = x;
    x += own.length * bar + gap;
    return { grade, own, from, to: x - gap };
  });
  const spans = (['primary', 'junior'] as const).flatMap((stage) => {
    const own = groups.filter(({ own: [first] }) => first?.stage === stage);
    const limit = limits[stage];
    return limit === undefined || own.length === 0 ? [] : [{ stage, limit, from: own[0]!.from - 3, to: own.at(-1)!.to + 3 }];
  });
  return (
    <svg data-chart role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} fontSize={12}>
      <line x1={left - 4} x2={x} y1={y(0)} y2={y(0)} stroke="#b9c2c2" />
      <text x={left - 8} y={y(0) + 4} textAnchor="end">
        0
      </text>
      {groups.map(({ grade, own, from, to }) => (
        <g key={grade}>
          {own.map((one, index) =>
            one.pupils === null ? null : (
              <rect key={one.name} x={from + index * bar} y={y(one.pupils)} width={Math.max(0.5, bar - 1)} height={y(0) - y(one.pupils)} fill={isOver(one, limits) ? 'var(--below)' : `var(--${one.stage ?? 'primary'})`}>
                <title>{t('classes.tip', { grade: t('grade', { grade }), name: one.name, value: number(one.pupils) })}</title>
              </rect>
            ),
          )}
          <text x={(from + to) / 2} y={height - 6} textAnchor="middle">
            {grade}
          </text>
        </g>
      ))}
      {spans.map(({ stage, limit, from, to }) => (
        <g key={stage}>
          <line x1={from} x2={to} y1={y(limit)} y2={y(limit)} stroke="#1d2626" strokeWidth={2} />
          <text x={from} y={y(limit) - 4} fontWeight={600} paintOrder="stroke" stroke="#fff" strokeWidth={3}>
            {t('classes.limit', { value: number(limit) })}
          </text>
        </g>
      ))}
    </svg>
  );
}
