// Quality of a model's data: what came and could be used, what is missing where, and each column's profile.

import * as api from '../api.js';
import {chart} from '../chart.js';
import {h, island} from '../dom.js';
import * as frame from '../frame.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {link} from '../route.js';
import {allowedText, bars, interval, state} from '../signs.js';
import * as words from '../words.js';

const LINES = 4;
const SHAPE_STEPS = 24;
const SEEN = ['volume', 'completeness', 'duplicate', 'late', 'rejected', 'freshness', 'rows', 'missing', 'invalid', 'wrong_type', 'not_a_number', 'infinite', 'out_of_range',
  'not_allowed', 'pattern_mismatch', 'constant', 'near_empty', 'column_added', 'column_removed'];

export const title = ({path}) => `Data quality of ${path[1]}`;
export const concerns = ({path}) => ({kinds: ['progress', 'change', 'alert'], model: path[1]});
export const bar = (context) => frame.bar(context);

export function ask({path, query}) {
  const [, name] = path;
  const shared = {slice: query.slice, stage: query.stage};
  const {within, asks} = frame.base({path, query});
  const profile = within((wanted) => api.all(api.path('models', name, 'profile'), {...frame.between(wanted), ...shared, limit: 200}, 'columns', 5));
  return {
    ...asks, profile,
    readings: within((wanted) => api.get(api.path('models', name, 'readings'), {...shared, from: range.iso(Math.max(wanted.from, wanted.to - wanted.windowMs)), to: range.iso(wanted.to), limit: 10})),
    series: within(async (wanted) => {
      const worst = [...(await profile).columns].sort((a, b) => shareMissing(b) - shareMissing(a)).filter((one) => one.missing > 0).slice(0, LINES);
      return api.get(api.path('models', name, 'series'), {...range.asked(wanted, 240), ...shared, what: worst.length ? 'rows,missing' : 'rows', columns: worst.map((one) => one.column).join(',')});
    }),
  };
}

function shareMissing({seen, missing}) {
  return seen ? missing / seen : 0;
}

export function view(context) {
  const {path, data} = context;
  const hindrance = data.model?.problem ? parts.problem(data.model.problem) : frame.hindrance(context);
  return h('div', {class: 'page', key: `quality ${path[1]}`}, h('div', {class: 'page-head'}, h('h1', {}, headline(context))),
      hindrance ?? [h('div', {class: 'rows'},
          h('div', {class: 'row-of-charts is-lane'}, h('div', {class: 'note'}, 'changes, episodes'), frame.lane(context, 'lane 1'), frame.lane(context, 'lane 2', {isEcho: true})),
          h('section', {class: 'row-of-charts', 'aria-label': 'Rows and missing values'}, facts(context), charts(context))),
      parts.section('Checks of the newest window', {note: newest(data.readings?.value)}, parts.part(data.readings, checks, 4)),
      parts.section('Columns', {note: data.profile?.value ? `${words.plural(data.profile.value.columns.length, 'column', 'columns')}, ${words.span(data.profile.value.range.from, data.profile.value.range.to)}` : null,
        aside: parts.search('Find a column', 'q', context.query.q)}, parts.part(data.profile, (value) => (value ? columns(value, context) : null), 10))]);
}

function headline({path, query, data}) {
  const found = measurements(data.readings?.value);
  const bad = found.filter((one) => one.verdict === 'BAD');
  const where = words.sliceName(query.slice);
  if (!data.readings?.value) {
    return `Data quality of ${path[1]} in ${where}`;
  }
  const names = [...new Set(bad.map((one) => `${one.column ? `${one.column} ` : ''}${one.measure.replaceAll('_', ' ')}`))];
  return bad.length ? `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}: more than is allowed in ${where}`
    : calm(found, where);
}

function calm(found, where) {
  const unsaid = found.filter((one) => one.verdict !== 'GOOD').length;
  return found.length === 0 ? `Nothing was checked in ${where} in the newest window of this range` : unsaid === found.length ? `Nothing could be judged in ${where}: too few rows, or no reference`
    : `Data are as they should be in ${where}${unsaid ? `, as far as could be judged: ${words.plural(unsaid, 'check', 'checks')} could not` : ''}`;
}

function measurements(value) {
  const last = value?.readings?.filter((one) => one.comparison === 'main' || one.comparison === undefined).slice(-1)[0];
  return (last?.measurements ?? []).filter((one) => SEEN.includes(one.measure) && one.scale === 1);
}

function newest(value) {
  const last = value?.readings?.slice(-1)[0];
  return last ? words.span(last.windowStart, last.windowEnd) : null;
}

function facts({data}) {
  const rows = data.profile?.value?.rows;
  return h('div', {class: 'row-facts'}, h('h2', {}, 'Rows'), rows ? [h('p', {class: 'big'}, words.short(rows.events ?? null), h('span', {class: 'note'}, ' came')),
    counted(rows).map((text) => h('p', {class: 'note'}, text))] : null);
}

/** What is known of the rows as a whole; what only kept windows know says nothing where none is kept. */
function counted({predictions, features, facts: known}) {
  const both = features > 0 && predictions > 0 ? [`${words.short(features)} features, ${words.short(predictions)} predictions`] : [];
  if (!known) {
    return both;
  }
  const rejected = Object.entries(known.rejected).map(([reason, n]) => `${reason.replaceAll('_', ' ')} ${words.count(n)}`).join(', ');
  return [...both, `${words.count(known.rejectedRecords)} rejected${rejected ? `: ${rejected}` : ''}`, `${words.count(known.late)} late`,
    ...(known.duplicates ? [`${words.percent(known.duplicates.share)} duplicates${known.duplicates.isExact ? '' : ', of a sample of ids'}`] : [])];
}

function charts(context) {
  const got = context.data.series;
  if (!got?.value) {
    return [parts.part(got, () => null, 4), got?.problem ? null : parts.skeleton(4)];
  }
  const {value} = got;
  const shared = {times: value.buckets.map(words.ms), range: frame.rangeOf(context), marks: frame.marksOf(context)};
  const missing = Object.entries(value.missing ?? {});
  return [island(chart, 'rows', {...shared, title: 'Rows', note: `every ${words.duration(value.stepMs)}`, least: 0,
    series: [{label: 'rows', values: value.rows.map((n, i) => (value.isPartial?.[i] ? null : n)), colour: 'line-1', fill: 'fill-1'}]}),
  island(chart, 'missing', {...shared, title: 'Missing', note: missing.length ? 'the columns that miss most' : null, least: 0, most: 0.01, format: words.percent, sentence: 'No value is missing in this range.',
    series: missing.length ? missing.map(([column, values], i) => ({label: column, values, colour: `line-${i + 1}`})) : [{label: 'none', values: [null], colour: 'line-1'}]})];
}

function checks(value) {
  const order = {BAD: 0, INSUFFICIENT: 1, NO_DATA: 2, GOOD: 3};
  const all = measurements(value).filter((one) => one.verdict !== 'GOOD' || !one.column || one.tolerance > 0).sort((a, b) => (order[a.verdict] ?? 4) - (order[b.verdict] ?? 4));
  const quiet = all.filter((one) => one.verdict === 'GOOD' && one.column);
  const shown = all.filter((one) => !quiet.includes(one));
  return [parts.table('Checks', [
    {title: 'Check', class: 'name', cell: (one) => [one.measure.replaceAll('_', ' '), one.column ? h('span', {class: 'note'}, ` of ${one.column}`) : null, one.label ? h('span', {class: 'note'}, ` ${one.label}`) : null]},
    {title: 'Verdict', cell: (one) => state(one.verdict)},
    {title: 'Value', class: 'number', cell: (one) => words.measured(one.measure, one.value)},
    {title: 'Bounds', class: 'number', cell: (one) => `${words.measured(one.measure, one.lower)} to ${words.measured(one.measure, one.upper)}`},
    {title: '', class: 'picture wide-only', cell: (one) => interval(one, 96)},
    {title: 'Allowed', class: 'number', cell: allowedText},
    {title: 'Rows', class: 'number', cell: (one) => (one.total ? `${words.count(one.count)} of ${words.count(one.total)}` : `n ${words.count(Math.round(one.n))}`)},
    {title: 'For example', class: 'wide-only', cell: (one) => (one.offenders ?? []).slice(0, 2).map((it) => h('span', {class: 'note'}, `${it.place}${it.value ? ` “${it.value}”` : ''} `))},
  ], shown, {key: (one) => `${one.column} ${one.measure} ${one.label}`, rowClass: (one) => (one.verdict === 'BAD' ? '' : 'is-quiet'),
    sentence: quiet.length ? `All ${quiet.length} checks of columns are good.` : 'No quality is asked for; state what you expect under quality and columns in the monitor file.'}),
  shown.length && quiet.length ? h('p', {class: 'note'}, `${words.plural(quiet.length, 'other check', 'other checks')} of columns: good.`) : null];
}

function columns(value, {path, query, data}) {
  const known = data.model?.value?.columns?.length ?? 0;
  const shown = value.columns.filter((one) => one.column.toLowerCase().includes((query.q ?? '').toLowerCase())).sort((a, b) => shareMissing(b) - shareMissing(a));
  const q = (one, at) => words.number(one.quantiles?.find((it) => Math.abs(it.q - at) < 1e-6)?.value ?? null);
  return parts.table('Columns, those that miss most first', [
    {title: 'Column', class: 'name', cell: (one) => h('a', {href: link(['model', path[1], 'drift'], {slice: query.slice, range: query.range, from: query.from, to: query.to, column: one.column})}, one.column)},
    {title: 'Kind', cell: (one) => [one.kind ?? h('span', {class: 'faint'}, 'not known yet'), one.redacted ? h('span', {class: 'tag'}, 'redacted') : null]},
    {title: 'Missing', class: 'number', cell: (one) => (one.missing ? words.percent(shareMissing(one)) : h('span', {class: 'faint'}, 'none'))},
    {title: 'Distinct', class: 'number wide-only', cell: (one) => (one.distinct ? one.distinct.value !== null ? words.count(one.distinct.value) : `${words.short(one.distinct.lower)} to ${words.short(one.distinct.upper)}` : '–')},
    {title: 'Mean', class: 'number', cell: (one) => words.number(one.moments?.mean ?? null)},
    {title: 'SD', class: 'number wide-only', cell: (one) => words.number(one.moments?.sd ?? null)},
    {title: 'p1', class: 'number wide-only', cell: (one) => q(one, 0.01)},
    {title: 'p50', class: 'number', cell: (one) => q(one, 0.5)},
    {title: 'p99', class: 'number', cell: (one) => q(one, 0.99)},
    {title: 'Shape', class: 'wide-only', cell: (one) => (one.kind === 'number' && one.histogram?.length ? bars(shape(one), `shape of ${one.column} between p1 and p99`) : h('span', {class: 'note'}, (one.topValues ?? []).slice(0, 2).map((it) => `${it.value} ${words.percent(it.share)}`).join(', ')))},
  ], shown, {key: (one) => one.column, rowClass: (one) => (shareMissing(one) > 0.01 ? '' : 'is-quiet'), sentence: query.q ? `No column is called anything like “${query.q}”.` : known ? `${words.plural(known, 'column is', 'columns are')} known; no row of this range has one.` : 'No column has cells to be counted on yet: they come with the first reference.'});
}

/** Even steps between p1 and p99, of cells that are not even. */
function shape({histogram, quantiles}) {
  const at = (q) => quantiles?.find((one) => Math.abs(one.q - q) < 1e-6)?.value;
  const known = histogram.filter((cell) => cell.from !== null && cell.to !== null);
  const low = at(0.01) ?? known[0]?.from;
  const high = at(0.99) ?? known[known.length - 1]?.to;
  const steps = new Array(SHAPE_STEPS).fill(0);
  if (!(high > low)) {
    return [histogram.reduce((sum, cell) => sum + cell.count, 0)];
  }
  const each = (high - low) / SHAPE_STEPS;
  for (const {from, to, count} of known) {
    const first = Math.floor((from - low) / each);
    const last = Math.max(first, Math.ceil((to - low) / each) - 1);
    for (let i = Math.max(0, first); i <= Math.min(SHAPE_STEPS - 1, last); i++) {
      const part = to > from ? Math.max(0, Math.min(to, low + (i + 1) * each) - Math.max(from, low + i * each)) / (to - from) : 1;
      steps[i] += count * part;
    }
  }
  return steps;
}
