import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

/**
 * An empty chart in `place`. Its parts are registered here and not when the module is loaded: the package declares its modules free of
 * side effects, so that a bare call would be dropped from the build.
 */
export const chartIn = (place: HTMLElement): EChartsType => {
  use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);
  return init(place);
};
