// What models depend on: each dependency's reports are a slice of its own, with its own budget.

import * as api from '../api.js';
import {chart} from '../chart.js';
import {h, island} from '../dom.js';
import * as frame from '../frame.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {link} from '../route.js';
import {budget, state} from '../signs.js';
import * as words from '../words.js';

const PREFIX = 'dependency:';
const MOST_CHARTS = 12;

const ofModel = (path) => path[0] === 'model';
export const title = ({path}) => (ofModel(path) ? `Dependencies of ${path[1]}` : 'Dependencies');
export const concerns = ({path}) => ({kinds: ['status', 'alert', 'progress'], model: ofModel(path) ? path[1] : null});
export const bar = (context) => (ofModel(context.path) ? frame.bar(context, {hasSlice: false}) : null);

export function ask({path, query}) {
  const name = ofModel(path) ? path[1] : undefined;
  const slos = api.all('/slos', {model: name}, 'slos', 10);
  if (!name) {
    return {slos};
  }
  const {within, asks} = frame.base({path, query});
  return {...asks, slos, series: within(async (wanted) => {
    const {slices} = await asks.slices;
    const names = slices.map((one) => one.slice).filter((slice) => slice.startsWith(PREFIX)).slice(0, MOST_CHARTS);
    return Promise.all(names.map(async (slice) => {
      try {
        return {slice, value: await api.get(api.path('models', name, 'series'), {...range.asked(wanted, 240), slice, what: 'rows,requests'})};
      } catch (problem) {
        return {slice, problem};
      }
    }));
  })};
}

export function view(context) {
  const {path, data} = context;
  const all = (data.slos?.value?.slos ?? []).filter((one) => one.slice.startsWith(PREFIX)).sort((a, b) => b.consumed - a.consumed);
  const failed = data.model?.problem;
  return h('div', {class: 'page', key: `dependencies ${path[1] ?? ''}`}, h('div', {class: 'page-head'}, h('h1', {}, headline(context, all))),
      failed ? parts.problem(failed) : [parts.part(data.slos, () => list(all, ofModel(path)), 6), ofModel(path) ? charts(context) : null]);
}

function headline({path, data}, all) {
  const whose = ofModel(path) ? ` of ${path[1]}` : '';
  if (!data.slos?.value) {
    return `Dependencies${whose}`;
  }
  const bad = all.filter((one) => (one.firing ?? []).length > 0);
  const names = [...new Set(all.map((one) => one.slice))];
  const burning = [...new Set(bad.map((one) => words.sliceName(one.slice)))];
  return names.length === 0 ? `Nothing is promised of a dependency${whose}` : bad.length
    ? `${burning.join(', ')} ${burning.length === 1 ? 'burns' : 'burn'}; ${words.plural(names.length, 'dependency is', 'dependencies are')} watched`
    : `${words.plural(names.length, 'dependency is', 'dependencies are')} watched${whose}, and none burns`;
}

function list(all, isOne) {
  return parts.table('Dependencies', [
    {title: 'Dependency', class: 'name', cell: (one) => words.sliceName(one.slice)},
    ...(isOne ? [] : [{title: 'Of', cell: (one) => h('a', {class: 'plain', href: link(['model', one.model, 'dependencies'])}, one.model)}]),
    {title: 'Objective', cell: (one) => one.objective},
    {title: 'State', cell: (one) => h('span', {class: 'several'}, state(one.state), (one.firing ?? []).map((severity) => state(severity)))},
    {title: 'Budget left', cell: (one) => budget(1 - one.consumed)},
    {title: 'Gone in', class: 'number', cell: (one) => (one.consumed >= 1 ? 'none left' : words.duration(one.timeToExhaustionMs))},
    {title: 'Promised', class: 'number', cell: (one) => `${words.target(one.target)} of ${words.duration(one.windowMs)}`},
    {title: 'Bad', class: 'number', cell: (one) => `${words.count(one.bad)} of ${words.count(one.good + one.bad)}`},
  ], all, {key: (one) => `${one.model} ${one.objective} ${one.slice}`, rowClass: (one) => ((one.firing ?? []).length || one.consumed > 0.5 ? '' : 'is-quiet'),
    sentence: h('span', {}, 'No objective counts the reports of a dependency. One of kind ', h('code', {}, 'dependency'), ' does: they come from a topic of DependencyEvents, a slice dependency:NAME each.')});
}

function charts(context) {
  return parts.part(context.data.series, (all) => {
    if (all === null || all.length === 0) {
      return parts.empty('No report of a dependency came.');
    }
    return h('div', {class: 'rows'}, h('div', {class: 'row-of-charts is-lane'}, h('div', {class: 'note'}, 'changes, episodes'), frame.lane(context, 'lane 1'), frame.lane(context, 'lane 2', {isEcho: true})),
        all.map((one) => h('section', {class: 'row-of-charts', key: one.slice, 'aria-label': words.sliceName(one.slice)},
            h('div', {class: 'row-facts'}, h('h2', {}, words.sliceName(one.slice))), one.problem ? parts.problem(one.problem) : pair(context, one))));
  }, 8);
}

function pair(context, {slice, value}) {
  const shared = {times: value.buckets.map(words.ms), range: frame.rangeOf(context), marks: frame.marksOf(context)};
  const sums = value.rows.map((_, i) => Object.values(value.requests ?? {}).reduce((sum, values) => sum + (values[i] ?? 0), 0));
  const failed = Object.entries(value.requests ?? {}).filter(([status, values]) => status !== 'ok' && values.some((n) => n > 0));
  return [island(chart, `rows ${slice}`, {...shared, title: 'Reports', note: `every ${words.duration(value.stepMs)}`, least: 0, height: 88, sentence: 'No report in this range.',
    series: [{label: 'reports', values: value.rows, colour: 'line-1', fill: 'fill-1'}]}),
  island(chart, `failed ${slice}`, {...shared, title: 'Not healthy', least: 0, most: 0.01, height: 88, format: words.percent, sentence: 'Every report in this range was a healthy one.',
    series: failed.length ? failed.map(([status, values], i) => ({label: status, colour: ['bad', 'warn', 'line-4'][i] ?? 'line-4', values: values.map((n, at) => (n === null || !sums[at] ? null : n / sums[at]))}))
      : [{label: 'none', values: [null], colour: 'line-1'}]})];
}
