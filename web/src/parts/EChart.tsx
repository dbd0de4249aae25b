import { lazy, Suspense } from 'react';
import type { EChartsOption } from 'echarts';
import { Skeleton } from './states';

export interface EChartGiven {
  /** What the chart says, for readers of the screen. */
  label: string;
  option: EChartsOption;
  height?: number;
  onClick?: (event: { name?: string; data?: unknown; seriesName?: string; dataIndex?: number }) => void;
}

const Drawn = lazy(() => import('./EChartDrawn'));

/** For charts that SVG by hand would make long: fans, waterfalls, brushes. Loaded where it is used only. */
export function EChart(given: EChartGiven) {
  return (
    <Suspense fallback={<Skeleton lines={4} />}>
      <Drawn {...given} />
    </Suspense>
  );
}
