import { lazy, Suspense } from 'react';
import type { Map as Gl } from 'maplibre-gl';
import { Skeleton } from '../states';
import type { CountyMapData } from './geometry';

export interface GlMapGiven {
  label: string;
  map: CountyMapData;
  height?: number | string;
  /** Called once the county is drawn: layers, sources and events of the screen are added here. */
  onReady?: (gl: Gl) => void;
}

const Drawn = lazy(() => import('./GlMapDrawn'));

/** The county by MapLibre, for screens where areas are dragged and thousands of places are drawn. Needs WebGL. */
export function GlMap(given: GlMapGiven) {
  return (
    <Suspense fallback={<Skeleton lines={8} />}>
      <Drawn {...given} />
    </Suspense>
  );
}
