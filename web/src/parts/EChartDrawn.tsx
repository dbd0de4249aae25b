import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { EChartGiven } from './EChart';

use([BarChart, LineChart, ScatterChart, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

const text = { fontFamily: 'inherit', color: '#4b5959', fontSize: 12 };

export default function EChartDrawn({ label, option, height = 280, onClick }: EChartGiven) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const click = useRef(onClick);
  click.current = onClick;
  useEffect(() => {
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', (event) => click.current?.(event as never));
    const resize = new ResizeObserver(() => made.resize());
    resize.observe(box.current!);
    return () => {
      resize.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    // A tooltip in HTML would need inline styles, which the content security policy refuses.
    const tooltip = { renderMode: 'richText' as const, ...(option.tooltip as object) };
    chart.current?.setOption({ animation: false, textStyle: text, ...option, tooltip }, { notMerge: true });
    box.current?.querySelector('svg')?.setAttribute('data-chart', '');
  }, [option]);
  return <div role="img" aria-label={label} ref={box} style={{ height, width: '100%' }} />;
}
