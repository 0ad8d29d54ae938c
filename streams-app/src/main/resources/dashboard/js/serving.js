// What a model serves over time: rows, requests by status, predictions and latency, all on the axis of its objectives.

import {chart} from './chart.js';
import {h, island} from './dom.js';
import * as frame from './frame.js';
import * as parts from './parts.js';
import {link} from './route.js';
import {state} from './signs.js';
import * as words from './words.js';

const MOST_CLASSES = 4;
const CLASS_COLOURS = ['line-1', 'line-2', 'line-3', 'line-4'];

/** What all charts of a model share: their axis and marks. */
export function timeline(context, answer) {
  return {times: answer.buckets.map(words.ms), range: frame.rangeOf(context), marks: frame.marksOf(context), stepMs: answer.stepMs};
}

/** A bucket that is not whole yet would look like a fall; it is left out, and said so. */
function whole(series) {
  const isPartial = series.isPartial ?? [];
  return (values) => (values ?? []).map((value, i) => (isPartial[i] ? null : value));
}

/** A row of charts: rows that came, and how requests ended. */
export function traffic(context) {
  const got = context.data.series;
  return h('section', {class: 'row-of-charts', key: 'traffic', 'aria-label': 'Traffic'}, h('div', {class: 'row-facts'}, h('h2', {}, 'Traffic'),
      got?.value ? trafficFacts(got.value) : null), got?.value ? trafficCharts(context, got.value) : [parts.part(got, () => null, 4), parts.skeleton(4)]);
}

function trafficFacts(series) {
  const rows = series.rows.filter((n) => n !== null);
  const all = rows.reduce((sum, n) => sum + n, 0);
  const requests = series.requests ?? {};
  const sums = Object.fromEntries(Object.entries(requests).map(([status, values]) => [status, values.reduce((sum, n) => sum + (n ?? 0), 0)]));
  const asked = Object.values(sums).reduce((sum, n) => sum + n, 0);
  return [h('p', {class: 'big'}, words.short(all), h('span', {class: 'note'}, ' rows')),
    h('p', {class: 'note'}, `${words.number(all / (rows.length * series.stepMs / 1000))} a second`),
    asked ? h('p', {class: 'note'}, Object.entries(sums).filter(([status, n]) => status !== 'ok' && n > 0)
        .map(([status, n]) => `${status} ${words.percent(n / asked)}`).join(', ') || 'no request failed') : null];
}

function trafficCharts(context, series) {
  const shared = timeline(context, series);
  const take = whole(series);
  const note = (series.isPartial ?? []).some(Boolean) ? `every ${words.duration(series.stepMs)}; the newest is not whole and left out` : `every ${words.duration(series.stepMs)}`;
  const statuses = Object.entries(series.requests ?? {}).filter(([status, values]) => status !== 'ok' && values.some((n) => n > 0));
  const colours = {error: 'line-2', timeout: 'line-4', fallback: 'line-1'};
  const sums = series.rows.map((_, i) => Object.values(series.requests ?? {}).reduce((sum, values) => sum + (values[i] ?? 0), 0));
  const hasRequests = sums.some((n) => n > 0);
  return [
    island(chart, 'rows', {...shared, title: 'Rows', note, least: 0, series: [{label: 'rows', values: take(series.rows), colour: 'line-1', fill: 'fill-1'}]}),
    island(chart, 'requests', {...shared, title: 'Requests by status', least: 0, most: 0.01, format: words.percent, note: hasRequests ? 'shares; ok is the rest' : null,
      sentence: hasRequests ? 'Every request ended well in this range.' : 'How requests end is not counted here; an objective of kind availability asks for it.',
      series: statuses.length ? statuses.map(([status, values]) => ({label: status, colour: colours[status] ?? 'line-3',
        values: take(values).map((n, i) => (n === null || !sums[i] ? null : n / sums[i]))})) : [{label: 'none', values: [null], colour: 'line-1'}]}),
  ];
}

/** A row of charts: what was predicted, and how long it took. */
export function predictions(context) {
  const got = context.data.series;
  return h('section', {class: 'row-of-charts', key: 'predictions', 'aria-label': 'Predictions'},
      h('div', {class: 'row-facts'}, h('h2', {}, 'Predictions'), got?.value ? predictionFacts(context) : null),
      got?.value ? predictionCharts(context, got.value) : [parts.part(got, () => null, 4), parts.skeleton(4)]);
}

function predictionCharts(context, series) {
  const columns = context.data.model?.value?.columns ?? [];
  const kind = columns.find((one) => one.column === 'prediction')?.kind ?? null;
  const hasLatency = columns.some((one) => one.column === 'latency');
  if (kind === null && !hasLatency && Object.keys(series.classes ?? {}).length === 0) {
    return h('p', {class: 'empty is-span'}, 'Neither predictions nor latencies are among the columns of this model. Fields of the source named under prediction and latency in the monitor file would be.');
  }
  return [kind === 'number' ? quantileChart(context, series, 'prediction', {title: 'Predicted values', sentence: 'No prediction in this range.'}) : classChart(context, series, kind),
    quantileChart(context, series, 'latency', {title: 'Latency', note: 'ms', least: 0,
      sentence: hasLatency ? 'No request with a latency in this range.' : 'Latency is not measured here; an objective of kind latency asks for it.'})];
}

/** Quantiles of a column over time. */
function quantileChart(context, series, column, what) {
  const found = series.quantiles?.[column];
  return island(chart, column, {...timeline(context, series), ...what, series: found ? Object.entries(found).map(([q, values], i) =>
    ({label: `p${Number((q * 100).toFixed(2))}`, values: whole(series)(values), colour: ['line-1', 'line-3', 'line-2'][i] ?? 'line-4'})) : [{label: 'p50', values: [null], colour: 'line-1'}]});
}

function predictionFacts({data, query, path}) {
  const found = data.prediction?.value;
  return found ? [h('p', {}, state(found.verdict)), h('p', {class: 'note'}, found.words || `n ${words.count(Math.round(found.n))} against ${words.count(Math.round(found.m))}`),
    h('p', {}, h('a', {href: link(['model', path[1], 'drift'], {...query, column: 'prediction'})}, 'its distribution'))]
    : null;
}

/** Shares of the classes; the largest is the rest of the others and would only flatten them. */
function classChart(context, series, kind) {
  const mean = (values) => values.reduce((sum, value) => sum + (value ?? 0), 0);
  const all = Object.entries(series.classes ?? {}).filter(([, values]) => mean(values) > 0).sort((a, b) => mean(b[1]) - mean(a[1]));
  const [largest] = all;
  const shown = all.slice(all.length > 1 ? 1 : 0).slice(0, MOST_CLASSES);
  return island(chart, 'classes', {...timeline(context, series), title: 'Class ratio', format: words.percent, band: bandOf(context.data.prediction?.value, shown),
    note: all.length > 1 ? `${largest[0]} is the rest` : null, sentence: kind === null ? 'Predictions are not among the columns of this model.' : 'No prediction in this range.',
    series: shown.length ? shown.map(([name, values], i) => ({label: name, values: whole(series)(values), colour: CLASS_COLOURS[i]}))
      : [{label: 'none', values: [null], colour: 'line-1'}]});
}

/** What the reference had of the first class, give or take what is allowed. */
function bandOf(found, shown) {
  const label = shown[0]?.[0];
  const cell = found?.cells?.find((one) => one.label === label || one.label === `"${label}"` || one.label === `= ${label}`);
  const allowed = found?.measures?.find((one) => ['linf', 'share'].includes(one.measure))?.tolerance;
  return cell && allowed ? {low: Math.max(0, cell.reference - allowed), high: cell.reference + allowed,
    label: `${label} in the reference ±\u202f${words.percent(allowed)}`} : null;
}
