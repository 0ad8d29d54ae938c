// How good a model's predictions were, once their labels are known, and until then what is expected of them.

import {chart} from './chart.js';
import {h, island} from './dom.js';
import * as frame from './frame.js';
import * as parts from './parts.js';
import {state} from './signs.js';
import * as words from './words.js';

/** A row of charts: what share was right, with its bounds and its estimate; and how many labels are in. Nothing for a model without labels. */
export function grades(context) {
  const {data} = context;
  if (!data.model?.value?.labelWindowMs) {
    return null;
  }
  const got = data.quality;
  return h('section', {class: 'row-of-charts', key: 'grades', 'aria-label': 'Quality of predictions'},
      h('div', {class: 'row-facts'}, h('h2', {}, 'Quality'), got?.value ? facts(windows(got.value)) : null),
      got?.value ? charts(context, got.value) : [parts.part(got, () => null, 4), parts.skeleton(4)]);
}

/** Windows, oldest first, each with its measures of one window by name. */
function windows({readings}) {
  return readings.filter((one) => one.comparison === 'labels').reverse()
      .map((one) => ({...one, of: Object.fromEntries(one.measurements.filter((it) => it.scale === 1 && !it.label).map((it) => [it.measure, it]))}));
}

/** Of classes those that are right, of numbers those that are near enough. */
function main(all) {
  return all.some((one) => one.of.within) ? 'within' : 'accuracy';
}

function isSettled(measure) {
  return measure && measure.verdict !== 'IMMATURE' && measure.verdict !== 'NO_DATA';
}

function facts(all) {
  const name = main(all);
  const newest = [...all].reverse().find((one) => isSettled(one.of[name]));
  if (!newest) {
    return h('p', {class: 'note'}, all.length ? 'labels are awaited' : 'nothing was graded in this range');
  }
  const it = newest.of[name];
  const gap = newest.of.estimate_gap;
  return [h('p', {}, state(it.verdict)), h('p', {class: 'big'}, words.percent(it.value), h('span', {class: 'note'}, ` ${name}`)),
    h('p', {class: 'note'}, `${words.percent(it.lower)} to ${words.percent(it.upper)}, n ${words.count(Math.round(it.n))}, ${words.span(newest.windowStart, newest.windowEnd)}`),
    newest.reference ? h('p', {class: 'note'}, `${words.percent(it.reference)} in its baseline`) : h('p', {class: 'note'}, newest.referenceState),
    gap?.verdict === 'BAD' ? h('p', {class: 'note'}, h('b', {}, 'not seen by the estimate: '), `it was ${words.percent(Math.abs(gap.value))} too ${gap.value > 0 ? 'high' : 'low'}`) : null];
}

function charts(context, value) {
  const all = windows(value);
  const name = main(all);
  const shared = {times: all.map((one) => words.ms(one.windowStart)), range: frame.rangeOf(context), marks: frame.marksOf(context), stepMs: value.windowMs, format: words.percent};
  const line = (measure, field = 'value', isShown = () => true) => all.map((one) => (one.of[measure] && isShown(one.of[measure]) ? one.of[measure][field] : null));
  const baseline = [...all].reverse().find((one) => one.reference && one.of[name])?.of[name];
  const estimate = line('estimated_accuracy');
  const isEstimated = estimate.some((one) => one !== null);
  return [
    island(chart, 'quality', {...shared, title: name === 'within' ? 'Errors within the limit' : 'Accuracy', most: 1, note: isEstimated ? 'dashed: estimated from scores alone' : null,
      sentence: 'No label came for predictions of this range yet.',
      band: baseline ? {low: baseline.reference - baseline.tolerance, high: Math.min(1, baseline.reference + baseline.tolerance), label: `baseline ±\u202f${words.percent(baseline.tolerance)}`} : null,
      series: [{label: name, values: line(name, 'value', isSettled), colour: 'line-1', width: 2}, {label: 'at least', values: line(name, 'lower', isSettled), colour: 'line-1', width: 1, dash: [1, 3]},
        {label: 'at most', values: line(name, 'upper', isSettled), colour: 'line-1', width: 1, dash: [1, 3]},
        ...(isEstimated ? [{label: 'estimated', values: estimate, colour: 'line-2', dash: [5, 4]}] : [])]}),
    island(chart, 'labelled', {...shared, title: 'Labels that are in', least: 0, most: 1, note: `of the predictions of each ${words.duration(value.windowMs)}`, sentence: 'No prediction in this range.',
      series: [{label: 'labelled', values: line('labelled'), colour: 'line-3', fill: 'fill-1'}]}),
  ];
}
