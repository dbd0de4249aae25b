import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

/** Gives a drawing the width that it has, in CSS pixels, so that its text keeps its size. */
export function Sized({ children, otherwise = 600 }: { children: (width: number) => ReactNode; otherwise?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(box.current?.clientWidth ?? 0) || otherwise);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [otherwise]);
  return <div ref={box}>{width > 0 && children(width)}</div>;
}
