import * as maplibre from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef } from 'react';
import { boxOf, positions } from './geometry';
import type { GlMapGiven } from './GlMap';

// A worker of our own address, not a blob: the content security policy allows 'self' only.
maplibre.setWorkerUrl(workerUrl);

const of = (layer: string): maplibre.FilterSpecification => ['==', ['get', 'layer'], layer];

function styleOf(data: GlMapGiven['map']): maplibre.StyleSpecification {
  return {
    version: 8,
    sources: { county: { type: 'geojson', data } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#ffffff' } },
      { id: 'townships', type: 'fill', source: 'county', filter: of('township'), paint: { 'fill-color': '#eef5f5' } },
      { id: 'rivers', type: 'line', source: 'county', filter: of('river'), paint: { 'line-color': '#8fb6d9', 'line-width': 2 } },
      { id: 'roads', type: 'line', source: 'county', filter: of('road'), paint: { 'line-color': '#c9bfae', 'line-width': 1 } },
      { id: 'borders', type: 'line', source: 'county', filter: of('township'), paint: { 'line-color': '#9db0b0', 'line-width': 1 } },
    ],
  };
}

export default function GlMapDrawn({ label, map, height = 480, onReady }: GlMapGiven) {
  const box = useRef<HTMLDivElement>(null);
  const ready = useRef(onReady);
  ready.current = onReady;
  useEffect(() => {
    const bounds = boxOf(map.features.flatMap(({ geometry }) => positions(geometry)));
    const gl = new maplibre.Map({
      container: box.current!,
      style: styleOf(map),
      attributionControl: false,
      ...(bounds ? { bounds: [bounds.west, bounds.south, bounds.east, bounds.north], fitBoundsOptions: { padding: 16 } } : {}),
    });
    gl.addControl(new maplibre.NavigationControl({ showCompass: false }));
    gl.addControl(new maplibre.ScaleControl());
    gl.on('load', () => ready.current?.(gl));
    return () => gl.remove();
  }, [map]);
  return <div role="region" aria-label={label} ref={box} style={{ height, width: '100%' }} />;
}
