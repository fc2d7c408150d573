import { useEffect, useRef, useState } from 'react';
import type { EChartsCoreOption } from 'echarts/core';

/**
 * A chart that follows the width of the page and writes in the letters of the page. The drawing library is fetched when a chart is first
 * shown; until then its place is kept.
 */
export const Drawing = ({ label, option }: { readonly label: string; readonly option: EChartsCoreOption }) => {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let dispose = () => undefined as void;
    let gone = false;
    void import('./chart-library.ts').then(({ chartIn }) => {
      if (gone || place.current === null) return;
      const chart = chartIn(place.current);
      const { fontFamily } = getComputedStyle(place.current);
      chart.setOption({ animation: false, textStyle: { fontFamily }, ...option });
      setDrawn(true);
      const resize = () => chart.resize();
      window.addEventListener('resize', resize);
      dispose = () => {
        window.removeEventListener('resize', resize);
        chart.dispose();
      };
    });
    return () => {
      gone = true;
      dispose();
    };
  }, [option]);
  // Empty until it is drawn: what React puts in here the drawing library may keep or throw away.
  return <div ref={place} className="chart" role="img" aria-label={label} aria-busy={!drawn} />;
};
