// Drift of a model: column by time, or slice by time; a cell opens the distribution beside it.

import * as api from '../api.js';
import {closeLink, distribution} from '../distribution.js';
import {h, island} from '../dom.js';
import * as frame from '../frame.js';
import {bucketsIn, gutters, heat} from '../heat.js';
import {headline} from '../heat/headline.js';
import {rowsPanel} from '../heat/rows.js';
import {strongest as strength} from '../heat/said.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {go, here} from '../route.js';
import * as words from '../words.js';

/** The rows themselves have no name; no column is called so. */
const ROWS = '';
const FIRST = 100;
const PAGE = 500;
const PADDING = 48;
const wanted = {key: '', pages: 1};

export const title = ({path}) => `Drift of ${path[1]}`;
export const concerns = ({path}) => ({kinds: ['progress', 'change', 'alert'], model: path[1]});
export const bar = (context) => frame.bar(context);

export function ask({path, query}) {
  const [, name] = path;
  const key = JSON.stringify([name, query.q, query.sort]);
  if (key !== wanted.key) {
    Object.assign(wanted, {key, pages: 1});
  }
  const {within, asks} = frame.base({path, query});
  const shared = {slice: query.slice, stage: query.stage};
  const where = api.path('models', name, 'drift');
  const buckets = bucketsIn(window.innerWidth - PADDING);
  const drift = within((span) => columns(where, {...frame.between(span), buckets, ...shared, q: query.q, sort: query.sort}));
  return {
    ...asks, drift,
    bySlice: query.by === 'slice' ? within(async (span) => {
      const column = query.column ?? (await drift).columns[0]?.column;
      return {column, ...await api.get(`${where}/slices`, {...frame.between(span), buckets, stage: query.stage, column, limit: 100})};
    }) : Promise.resolve(null),
    distribution: query.column ? within(async (span) => api.get(api.path('models', name, 'distribution'),
        {column: query.column, slice: query.of ?? query.slice, stage: query.stage, ...await cell(query, span, drift)})) : Promise.resolve(null),
  };
}

/** The pages of columns that were scrolled to, one after the other; the first is short. */
async function columns(where, query) {
  let answer = await api.get(where, {...query, limit: FIRST});
  const all = [...answer.columns];
  for (let i = 1; i < wanted.pages && answer.next; i++) {
    const page = await api.get(where, {...query, limit: PAGE, after: answer.next});
    all.push(...page.columns);
    answer = {...answer, next: page.next};
  }
  return {...answer, columns: all};
}

/** The bucket that is looked at; the whole range where none is. An address that says where it begins only means one as long as those of the map. */
async function cell(query, span, drift) {
  const at = words.ms(query.at ?? null);
  if (!query.at || !Number.isFinite(at)) {
    return frame.between(span);
  }
  const until = words.ms(query.until ?? null);
  const end = query.until && Number.isFinite(until) ? until : at + (await drift).stepMs;
  return {from: range.iso(at), to: range.iso(Math.min(end, Math.max(span.to, at + span.windowMs)))};
}

export function view(context) {
  const {path, query, data} = context;
  const hindrance = data.model?.problem ? parts.problem(data.model.problem) : frame.hindrance(context);
  const bySlice = query.by === 'slice';
  const isOpen = query.rows && !bySlice || query.column && !(bySlice && !query.at);
  return h('div', {class: `page drift${isOpen ? ' is-open' : ''}`, key: `drift ${path[1]}`},
      h('div', {class: 'page-head'}, h('h1', {}, titleOf(context)), data.model?.value ? frame.reference(data.model.value) : null),
      hindrance ?? h('div', {class: 'drift-body'},
          h('div', {class: 'drift-map'},
              h('div', {class: 'controls'}, parts.choice('Rows', 'by', [['column', 'columns'], ['slice', 'slices']], bySlice ? 'slice' : 'column'),
                  bySlice ? columnPick(context) : [parts.search('Find a column', 'q', query.q),
                    parts.choice('Order', 'sort', [['contribution', 'strongest first'], ['name', 'by name']], query.sort ?? 'contribution')],
                  legend()),
              bySlice ? parts.part(data.bySlice, (value) => (value ? map(context, value, sliceRows(value)) : parts.skeleton(12)), 12)
                : parts.part(data.drift, (value) => (value ? map(context, value, columnRows(value)) : null), 12)),
          isOpen ? panel(context) : null));
}

function titleOf({path, query, data}) {
  const where = words.sliceName(query.slice);
  const value = data.drift?.value;
  return value ? headline(value, {model: path[1], where, part: query.q, windowMs: data.model?.value?.windowMs ?? value.stepMs}) : `Drift of ${path[1]} in ${where}`;
}

function columnRows({rows, columns: all}) {
  return [...(rows ? [{name: ROWS, text: 'all rows', cells: rows.cells, strongest: flat(rows.strongest)}] : []),
    ...all.map(({column, strongest, cells}) => ({name: column, cells, strongest: flat(strongest)}))];
}

/** The strongest cell beside its bucket. */
function flat(most) {
  return most ? {...most.cell, ...most} : null;
}

/** All events first, then the slices, those with the strongest judged cell first. */
function sliceRows({slices}) {
  const rank = ({strongest}) => (strongest === null ? -1 : ({BAD: 3e6, GOOD: 2e6, INSUFFICIENT: 1e6}[strongest.verdict] ?? 0) + Math.min(1e5, Math.abs(strongest.s ?? 0)));
  return slices.map(({slice, strongest, cells}) => ({name: slice, text: words.sliceName(slice), cells, strongest: flat(strongest)}))
      .sort((a, b) => (a.name === '*' ? -1 : b.name === '*' ? 1 : rank(b) - rank(a)));
}

function columnPick({query, data}) {
  const names = (data.model?.value?.columns ?? []).map((one) => one.column);
  const taken = query.column ?? data.bySlice?.value?.column ?? names[0];
  return parts.pick('Column', 'column', names.map((name) => [name, name]), taken, {at: null, until: null, of: null});
}

function map(context, value, rows) {
  const {query} = context;
  const bySlice = query.by === 'slice';
  const many = bySlice ? rows.length : value.columns.length;
  if (many === 0) {
    return nothing(context, bySlice);
  }
  return [frame.lane(context, 'lane', {gutters}), island(heat, 'heat', {
    rows, fixed: bySlice || !value.rows ? 0 : 1, times: value.buckets.map(words.ms), stepMs: value.stepMs,
    range: {from: words.ms(value.range.from), to: words.ms(value.range.to)}, marks: frame.marksOf(context),
    label: `Verdicts on drift, ${bySlice ? 'slices' : 'columns'} by time`, taken: takenOf(query, bySlice),
    open: (name, time) => go(opened(name, time, value, query)),
    more: () => {
      if (value.next && !bySlice && FIRST + PAGE * (wanted.pages - 1) <= many) {
        wanted.pages++;
        context.refresh();
      }
    },
  }), h('p', {class: 'note'}, count(value, many, bySlice ? 'slice' : 'column', query), `; a cell is ${words.duration(value.stepMs)}`,
      value.lengthened ? `, for ${value.lengthened.replace('choose columns by q', 'find columns by name')}` : ''),
  strongest(rows)];
}

function takenOf(query, bySlice) {
  const time = words.ms(query.at ?? null);
  if (query.rows && !bySlice) {
    return {row: ROWS, time};
  }
  return query.column ? {row: bySlice ? query.of ?? '*' : query.column, time} : null;
}

/** The address of a cell, with both of its ends: on another screen cells are as long as fits there. */
function opened(name, time, value, query) {
  const at = {at: range.iso(time), until: range.iso(time + value.stepMs)};
  if (query.by === 'slice') {
    return here({column: query.column ?? value.column, of: name, ...at});
  }
  return here(name === ROWS ? {rows: 1, column: null, of: null, ...at} : {column: name, rows: null, of: null, ...at});
}

function count({found}, many, what, query) {
  const all = words.plural(found, what, `${what}s`);
  return many < found ? `${words.count(many)} of ${all}${what === 'column' && query.sort !== 'name' ? ', strongest first; scroll for the others' : ''}` : all;
}

/** Which of the reasons it is that no row is there. */
function nothing({query, data}, bySlice) {
  const known = data.model?.value?.columns?.length ?? 0;
  if (query.q && !bySlice && known > 0) {
    return parts.empty(`No column is called anything like “${query.q}”; ${words.plural(known, 'column is', 'columns are')} known. `, h('a', {href: here({q: null})}, 'All of them'));
  }
  return parts.empty(known === 0 ? 'No column has cells to be counted on yet: they come with the first reference.'
    : bySlice ? 'No slice of this model is known.' : `${words.plural(known, 'column is', 'columns are')} known, none of them in this range.`);
}

/** The heat map in words, for whom a picture says nothing. */
function strongest(rows) {
  return h('div', {class: 'hidden'}, parts.table('Strongest drift of each row', [
    {title: 'Row', cell: (row) => row.text ?? row.name},
    {title: 'Strongest', cell: (row) => (row.strongest ? `${row.strongest.m ?? ''} ${strength(row.strongest)} what is allowed, ${words.when(row.strongest.bucket)}, ${row.strongest.verdict}` : 'no data')},
  ], rows.slice(0, 50)));
}

function legend() {
  return h('ul', {class: 'heat-legend', 'aria-label': 'What cells mean'}, [['is-bad', 'bad, the bar says up or down'], ['is-good', 'good, stronger when nearer to what is allowed'],
    ['is-hatched', 'too few rows'], ['is-dotted', 'not judged'], ['is-empty', 'no data']].map(([form, text]) => h('li', {}, h('i', {class: form}), text)));
}

function panel(context) {
  const {query, data} = context;
  const name = query.rows ? 'rows' : query.column;
  return h('aside', {class: 'panel-side', 'aria-label': query.rows ? 'How many rows came' : `Distribution of ${name}`, key: 'panel', onkeydown: (event) => {
    if (event.key === 'Escape') {
      go(here({column: null, rows: null, at: null, until: null, of: null, view: null}));
    }
  }}, h('div', {class: 'panel-head'}, h('h2', {}, query.rows ? 'All rows' : name), closeLink()), query.rows ? rowsOf(context) : distributionOf(query, data));
}

function rowsOf({path, query, data}) {
  return parts.part(data.drift, (value) => (value?.rows ? rowsPanel(value, {at: words.ms(query.at ?? null), where: words.sliceName(query.slice), model: path[1], query}) : parts.skeleton(6)), 6);
}

function distributionOf(query, {distribution: asked}) {
  const isOld = asked?.value && asked.value.column !== query.column;
  return isOld ? parts.skeleton(8) : parts.part(asked, (value) => (value ? distribution(value, {query,
    where: `in ${words.sliceName(query.of ?? query.slice)}, ${words.span(value.range.from, value.range.to)}`}) : parts.skeleton(8)), 8);
}
