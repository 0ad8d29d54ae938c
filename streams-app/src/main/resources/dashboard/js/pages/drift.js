// Drift of a model: column by time, or slice by time; a cell opens the distribution beside it.

import * as api from '../api.js';
import {closeLink, distribution} from '../distribution.js';
import {h, island} from '../dom.js';
import * as frame from '../frame.js';
import {gutters, heat} from '../heat.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {go, here} from '../route.js';
import * as words from '../words.js';

const PAGE = 100;
const wanted = {key: '', pages: 1};

export const title = ({path}) => `Drift of ${path[1]}`;
export const concerns = ({path}) => ({kinds: ['progress', 'change', 'alert'], model: path[1]});
export const bar = (context) => frame.bar(context);

function buckets() {
  return window.innerWidth < 700 ? 36 : 96;
}

export function ask({path, query}) {
  const [, name] = path;
  const key = JSON.stringify([name, query.q, query.sort]);
  if (key !== wanted.key) {
    Object.assign(wanted, {key, pages: 1});
  }
  const {within, asks} = frame.base({path, query});
  const shared = {slice: query.slice, stage: query.stage};
  const where = api.path('models', name, 'drift');
  const drift = within((span) => columns(where, {...range.asked(span, buckets()), ...shared, q: query.q, sort: query.sort, limit: PAGE}));
  return {
    ...asks, drift,
    bySlice: query.by === 'slice' ? within(async (span) => {
      const column = query.column ?? (await drift).columns[0]?.column;
      return {column, ...await api.get(`${where}/slices`, {...range.asked(span, buckets()), stage: query.stage, column, limit: 200})};
    }) : Promise.resolve(null),
    distribution: query.column ? within((span) => api.get(api.path('models', name, 'distribution'),
        {column: query.column, slice: query.of ?? query.slice, stage: query.stage, ...cell(query, span)})) : Promise.resolve(null),
  };
}

/** The pages of columns that were scrolled to, one after the other. */
async function columns(where, query) {
  let answer = await api.get(where, query);
  const all = [...answer.columns];
  for (let i = 1; i < wanted.pages && answer.next; i++) {
    const page = await api.get(where, {...query, after: answer.next});
    all.push(...page.columns);
    answer = {...answer, next: page.next};
  }
  return {...answer, columns: all};
}

/** The bucket that is looked at; the whole range where none is. */
function cell(query, span) {
  const at = words.ms(query.at ?? null);
  const step = range.stepOf(span, buckets());
  return Number.isFinite(at) && query.at ? {from: range.iso(at), to: range.iso(Math.min(at + step, Math.max(span.to, at + span.windowMs)))} : frame.between(span);
}

export function view(context) {
  const {path, query, data} = context;
  const hindrance = data.model?.problem ? parts.problem(data.model.problem) : frame.hindrance(context);
  const bySlice = query.by === 'slice';
  return h('div', {class: `page drift${query.column && !(bySlice && !query.at) ? ' is-open' : ''}`, key: `drift ${path[1]}`},
      h('div', {class: 'page-head'}, h('h1', {}, headline(context)), data.model?.value ? frame.reference(data.model.value) : null),
      hindrance ?? h('div', {class: 'drift-body'},
          h('div', {class: 'drift-map'},
              h('div', {class: 'controls'}, parts.choice('Rows', 'by', [['column', 'columns'], ['slice', 'slices']], bySlice ? 'slice' : 'column'),
                  bySlice ? columnPick(context) : [parts.search('Find a column', 'q', query.q),
                    parts.choice('Order', 'sort', [['contribution', 'strongest first'], ['name', 'by name']], query.sort ?? 'contribution')],
                  legend()),
              bySlice ? parts.part(data.bySlice, (value) => (value ? map(context, value, sliceRows(value)) : parts.skeleton(12)), 12)
                : parts.part(data.drift, (value) => (value ? map(context, value, columnRows(value)) : null), 12)),
          query.column && !(bySlice && !query.at) ? panel(context) : null));
}

function headline({path, query, data}) {
  const where = words.sliceName(query.slice);
  const all = data.drift?.value?.columns;
  if (!all) {
    return `Drift of ${path[1]} in ${where}`;
  }
  const bad = all.filter((one) => one.cells.some((it) => it?.verdict === 'BAD'));
  const now = bad.filter((one) => lastOf(one.cells)?.verdict === 'BAD');
  const silent = silentSince(data.drift.value);
  if (silent !== null) {
    return `${silent === 0 ? `Nothing came in this range` : `Nothing has come since ${words.when(silent)}`}: ${where} of ${path[1]}`;
  }
  if (bad.length === 0) {
    return `No column drifted in ${where}`;
  }
  const names = (list) => `${list.slice(0, 3).map((one) => one.column).join(', ')}${list.length > 3 ? ` and ${list.length - 3} more` : ''}`;
  return now.length ? `${names(now)} ${now.length === 1 ? 'is' : 'are'} off in ${where} now${bad.length > now.length ? `; ${bad.length - now.length} more in this range` : ''}`
    : `${names(bad)} drifted in ${where} in this range, and ${bad.length === 1 ? 'is' : 'are'} back`;
}

/** Since when no column has had data; 0 if never in the range, null where something came in the newest buckets. */
function silentSince({columns: all, buckets: starts, stepMs}) {
  const last = Math.max(-1, ...all.map((one) => one.cells.findLastIndex(Boolean)));
  return all.length === 0 || last >= starts.length - 3 ? null : last < 0 ? 0 : words.ms(starts[last]) + stepMs;
}

function lastOf(cells) {
  for (let i = cells.length - 1; i >= 0; i--) {
    if (cells[i]) {
      return cells[i];
    }
  }
  return null;
}

function columnRows({columns}) {
  return columns.map(({column, strongest: most, cells}) => ({name: column, cells, strongest: flat(most)}));
}

/** The strongest cell beside its bucket. */
function flat(most) {
  return most ? {...most.cell, ...most} : null;
}

function sliceRows({slices, buckets: starts}) {
  return slices.map(({slice, cells}) => {
    let at = -1;
    cells.forEach((one, i) => {
      if (one && (at < 0 || Math.abs(one.s ?? 0) > Math.abs(cells[at].s ?? 0))) {
        at = i;
      }
    });
    return {name: slice, text: words.sliceName(slice), cells, strongest: at < 0 ? null : {...cells[at], bucket: starts[at]}};
  }).sort((a, b) => (a.name === '*' ? -1 : b.name === '*' ? 1 : Math.abs(b.strongest?.s ?? 0) - Math.abs(a.strongest?.s ?? 0)));
}

function columnPick({query, data}) {
  const names = (data.model?.value?.columns ?? []).map((one) => one.column);
  const taken = query.column ?? data.bySlice?.value?.column ?? names[0];
  return parts.pick('Column', 'column', names.map((name) => [name, name]), taken, {at: null, of: null});
}

function map(context, value, rows) {
  const {query, data} = context;
  const bySlice = query.by === 'slice';
  if (rows.length === 0) {
    return parts.empty(query.q ? `No column is called anything like “${query.q}”.` : 'No column was measured in this range.');
  }
  const total = data.model?.value?.columns?.length ?? rows.length;
  const shown = bySlice || query.q ? rows.length : Math.max(total, rows.length);
  return [frame.lane(context, 'lane', {gutters}), island(heat, 'heat', {
    rows, times: value.buckets.map(words.ms), stepMs: value.stepMs, range: {from: words.ms(value.range.from), to: words.ms(value.range.to)}, marks: frame.marksOf(context),
    label: `Strength of drift, ${bySlice ? 'slices' : 'columns'} by time`,
    taken: query.column ? {row: bySlice ? query.of ?? '*' : query.column, time: words.ms(query.at ?? null)} : null,
    open: (name, time) => go(here(bySlice ? {column: query.column ?? value.column, of: name, at: range.iso(time)} : {column: name, at: range.iso(time), of: null})),
    more: () => {
      if (value.next && wanted.pages * PAGE <= rows.length) {
        wanted.pages++;
        context.refresh();
      }
    },
  }), h('p', {class: 'note'}, `${rows.length < shown ? `${rows.length} of ${shown} rows` : words.plural(rows.length, 'row', 'rows')}, a cell is ${words.duration(value.stepMs)}`),
  strongest(rows)];
}

/** The heat map in words, for whom a picture says nothing. */
function strongest(rows) {
  return h('div', {class: 'hidden'}, parts.table('Strongest drift of each row', [
    {title: 'Row', cell: (row) => row.text ?? row.name},
    {title: 'Strongest', cell: (row) => (row.strongest ? `${row.strongest.m ?? ''} ${words.number(row.strongest.s)} times what is allowed, ${words.when(row.strongest.bucket)}, ${row.strongest.verdict}` : 'no data')},
  ], rows.slice(0, 50)));
}

function legend() {
  return h('ul', {class: 'heat-legend', 'aria-label': 'What cells mean'}, [['is-more', 'beyond what is allowed'], ['is-fewer', 'the same, downwards'], ['is-calm', 'within it'],
    ['is-hatched', 'too few rows'], ['is-dotted', 'warming up'], ['is-empty', 'no data']].map(([form, text]) => h('li', {}, h('i', {class: form}), text)));
}

function panel(context) {
  const {query, data} = context;
  const asked = data.distribution;
  const isOld = asked?.value && asked.value.column !== query.column;
  return h('aside', {class: 'panel-side', 'aria-label': `Distribution of ${query.column}`, key: 'panel', onkeydown: (event) => {
    if (event.key === 'Escape') {
      go(here({column: null, at: null, of: null, view: null}));
    }
  }}, h('div', {class: 'panel-head'}, h('h2', {}, query.column), closeLink()),
  isOld ? parts.skeleton(8) : parts.part(asked, (value) => (value ? distribution(value, {query,
    where: `in ${words.sliceName(query.of ?? query.slice)}, ${words.span(value.range.from, value.range.to)}`}) : parts.skeleton(8)), 8));
}
