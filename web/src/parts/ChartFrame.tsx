import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { savePng, saveSvg } from './savePicture';

interface Given {
  /** The finding, not the kind of chart: "6 所学校低于 85%". */
  title: string;
  note?: ReactNode;
  /** The same figures as a table, for readers of the screen and for whoever prefers it. */
  table: ReactNode;
  /** Without the row of links; where a chart is too small for it. */
  quiet?: boolean;
  className?: string;
  level?: 2 | 3;
  children: ReactNode;
}

/** The frame of a chart drawn in SVG: title, export and the table twin. */
export function ChartFrame({ title, note, table, quiet, className, level = 2, children }: Given) {
  const { t } = useTranslation('common');
  const [asTable, setAsTable] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const picture = () => box.current?.querySelector<SVGSVGElement>('svg[data-chart]') ?? null;
  const Head = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`card chart ${className ?? ''}`}>
      <header>
        <Head>{title}</Head>
        {!quiet && (
          <span className="chart-menu">
            <button type="button" aria-pressed={asTable} onClick={() => setAsTable((was) => !was)}>
              {asTable ? t('chart.as_chart') : t('chart.as_table')}
            </button>
            {!asTable && (
              <>
                <button type="button" onClick={() => void savePng(picture(), title)}>
                  PNG
                </button>
                <button type="button" onClick={() => saveSvg(picture(), title)}>
                  SVG
                </button>
              </>
            )}
          </span>
        )}
      </header>
      {asTable ? table : <div ref={box}>{children}</div>}
      {note && <p className="note">{note}</p>}
    </section>
  );
}
