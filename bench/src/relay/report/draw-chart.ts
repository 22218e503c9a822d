import { parse, View } from 'vega';
import { compile, type Config, type TopLevelSpec } from 'vega-lite';

import type { Chart } from './chart.ts';

/** An SVG drawing, made without a browser. */
export async function drawChart(chart: Chart): Promise<string> {
  const { spec } = compile(chart.kind === 'bars' ? bars(chart) : points(chart));
  return new View(parse(spec), { renderer: 'none' }).toSVG();
}

const width = 520;
/** Told apart by their colour. */
const isOurs = 'test(/^(relay|our )/, datum.subject)';
const look: Config = {
  view: { stroke: 'transparent' },
  axis: { labelLimit: 0, titleFontWeight: 'normal' },
};

/** In the order of the values. */
function subjectsOf({ values }: Chart): string[] {
  return [...new Set(values.map(({ subject }) => subject))];
}

function groupsOf({ values }: Chart): string[] {
  return [...new Set(values.map(({ group }) => group))];
}

function bars(chart: Chart): TopLevelSpec {
  const groups = groupsOf(chart);
  const y = { field: 'subject', type: 'nominal', sort: subjectsOf(chart), title: null } as const;
  const offset =
    groups.length > 1
      ? { yOffset: { field: 'group', type: 'nominal', sort: groups } as const }
      : {};
  return {
    title: chart.title,
    data: { values: [...chart.values] },
    width,
    height: { step: groups.length > 1 ? 16 : 24 },
    config: look,
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          y,
          ...offset,
          x: { field: 'value', type: 'quantitative', title: `${chart.unit}, median and range` },
          color:
            groups.length > 1
              ? { field: 'group', type: 'nominal', sort: groups, title: null }
              : { condition: { test: isOurs, value: '#4c78a8' }, value: '#bab0ac' },
        },
      },
      {
        mark: { type: 'rule', color: '#333333' },
        encoding: {
          y,
          ...offset,
          x: { field: 'low', type: 'quantitative' },
          x2: { field: 'high' },
        },
      },
    ],
  };
}

function points(chart: Chart): TopLevelSpec {
  const groups = groupsOf(chart);
  const shared = { title: chart.title, data: { values: [...chart.values] }, config: look };
  const panel = {
    width,
    height: { step: 22 },
    mark: { type: 'point', filled: true, size: 70 },
    encoding: {
      y: { field: 'subject', type: 'nominal', sort: subjectsOf(chart), title: null },
      x: {
        field: 'value',
        type: 'quantitative',
        scale: { type: 'log' },
        title: `${chart.unit}, logarithmic`,
      },
      color: { field: 'series', type: 'nominal', title: null },
      shape: { field: 'series', type: 'nominal', title: null },
    },
  } as const;
  if (groups.length < 2) return { ...shared, ...panel };
  const header = { labelOrient: 'top', labelAnchor: 'start', labelFontStyle: 'italic' } as const;
  const row = { field: 'group', type: 'nominal', sort: groups, title: null, header } as const;
  return { ...shared, facet: { row }, spec: panel };
}
