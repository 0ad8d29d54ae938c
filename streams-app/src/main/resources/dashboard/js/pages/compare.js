// Any two ranges, slices, versions or stages of a model beside one another: every measure with its bounds, n and verdict, and what moved.

import * as api from '../api.js';
import {closeLink, evidence, measures, shapes} from '../distribution.js';
import {h} from '../dom.js';
import * as frame from '../frame.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {go, here} from '../route.js';
import * as sides from '../sides.js';
import {interval, state} from '../signs.js';
import * as words from '../words.js';

const MOST = 100;
const RANKS = ['BAD', 'GOOD', 'INSUFFICIENT', 'NO_DATA'];

export const title = ({path}) => `Comparison within ${path[1]}`;
export const concerns = ({path}) => ({kinds: [], model: path[1]});
export const bar = (context) => frame.bar(context, {hasSlice: false, hasRange: false});

export function ask({path, query}) {
  const [, name] = path;
  const {asks} = frame.base({path, query});
  const both = asks.model.then((model) => sides.of(query, model));
  return {
    model: asks.model, slices: asks.slices, episodes: asks.episodes,
    comparison: both.then((found) => (found ? api.get(api.path('models', name, 'comparison'), sides.asked(found)) : null)),
    distribution: both.then((found) => (query.column && found && isOfOneScope(found)
      ? api.get(api.path('models', name, 'distribution'), {column: query.column, slice: found.b.slice, stage: found.b.stage,
        from: range.iso(found.b.from), to: range.iso(found.b.to), against: sides.text(found.a)}) : null)),
  };
}

function isOfOneScope({a, b}) {
  return a.slice === b.slice && a.stage === b.stage;
}

export function view(context) {
  const {path, query, data} = context;
  const model = data.model?.value;
  const hindrance = data.model?.problem ? parts.problem(data.model.problem) : frame.hindrance(context);
  const chosen = model ? sides.of(query, model) : null;
  return h('div', {class: `page drift${query.column ? ' is-open' : ''}`, key: `compare ${path[1]}`},
      h('div', {class: 'page-head'}, h('h1', {}, headline(path[1], data.comparison?.value))),
      hindrance ?? (chosen ? [choice(context, model, chosen), result(context, chosen)] : parts.skeleton(8)));
}

function headline(model, value) {
  if (!value) {
    return `Comparison within ${model}`;
  }
  const bad = value.columns.filter((one) => one.verdict === 'BAD');
  const few = value.columns.filter((one) => one.verdict === 'INSUFFICIENT' || one.verdict === 'NO_DATA').length;
  const unsaid = few ? `; ${words.count(few)} could not be judged` : '';
  if (value.columns.length === 0) {
    return 'A and B have no column in common';
  }
  return bad.length === 0 ? few === value.columns.length ? 'No column could be judged: too few rows' : `No column of B is off from A${unsaid}`
    : `${bad.slice(0, 3).map((one) => one.column).join(', ')}${bad.length > 3 ? ` and ${words.count(bad.length - 3)} more` : ''} of B ${bad.length === 1 ? 'is' : 'are'} off from A${unsaid}`;
}

function choice({data}, model, chosen) {
  const slices = (data.slices?.value?.slices ?? []).map((one) => one.slice).filter((slice) => !slice.startsWith('dependency:'));
  return h('div', {class: 'sides-box', key: 'choice'}, sides.form(chosen, slices, model.windowMs), sides.ready(model, chosen));
}

function result(context, chosen) {
  const {query, data} = context;
  return h('div', {class: 'drift-body', key: 'result'}, h('div', {class: 'drift-map'}, parts.part(data.comparison, (value) => (value ? [facts(value, chosen), columns(value, query)] : null), 10)),
      query.column ? panel(context, chosen) : null);
}

function facts(value, chosen) {
  return [parts.facts(['A', h('span', {}, sides.said(chosen.a), h('span', {class: 'note'}, ` ${words.count(value.reference.rows)} rows`))],
      ['B', h('span', {}, sides.said(chosen.b), h('span', {class: 'note'}, ` ${words.count(value.current.rows)} rows`))],
      ['a bad by chance', `${words.percent(value.falseAlarms)} of such comparisons, ${words.plural(value.tests, 'test', 'tests')}`]),
  value.rowsAreIndependent ? h('p', {class: 'advice'}, h('span', {}, 'Nothing is known of how rows hang together: verdicts are too sure.')) : null,
  odd(value.added, 'Only B has'), odd(value.removed, 'Only A has')];
}

function odd(names, said) {
  return names.length === 0 ? null : h('p', {class: 'note'}, `${said}, or on other cells: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${words.count(names.length - 12)} more` : ''}.`);
}

/** Of the measures that decide, the one that says most, bad ones first. */
function telling(column) {
  const change = (one) => (one.measure === 'share' ? Math.abs(one.value - one.reference) : words.isShare(one.measure) ? Math.max(0, one.value - one.reference) : Math.abs(one.value));
  const far = (one) => (one.tolerance > 0 ? change(one) / one.tolerance : 0);
  const deciding = column.measures.filter((one) => one.tolerance !== null && one.value !== null && one.measure !== 'psi');
  return [...deciding].sort((a, b) => Number(b.verdict === 'BAD') - Number(a.verdict === 'BAD') || far(b) - far(a))[0] ?? null;
}

function columns(value, query) {
  const wanted = (query.q ?? '').toLowerCase();
  const found = value.columns.filter((one) => one.column.toLowerCase().includes(wanted) && (query.show !== 'bad' || one.verdict === 'BAD'))
      .sort((a, b) => RANKS.indexOf(a.verdict) - RANKS.indexOf(b.verdict));
  const rows = found.slice(0, MOST).map((one) => ({...one, most: telling(one)}));
  return [h('div', {class: 'controls'}, parts.search('Find a column', 'q', query.q), parts.choice('Which', 'show', [['', 'all'], ['bad', 'bad only']], query.show ?? '')),
    parts.table('Columns, those that moved most first', [
      {title: 'Column', class: 'name', cell: (one) => h('a', {href: here({column: one.column})}, one.column)},
      {title: 'Verdict', cell: (one) => state(one.verdict)},
      {title: 'Says most', cell: (one) => (one.most ? [one.most.measure, one.most.label ? h('span', {class: 'note'}, ` ${one.most.label}`) : null] : h('span', {class: 'faint'}, '–'))},
      {title: 'Value', class: 'number', cell: (one) => (one.most ? words.measured(one.most.measure, one.most.value) : '–')},
      {title: 'Bounds', class: 'number', cell: (one) => (one.most ? `${words.measured(one.most.measure, one.most.lower)} to ${words.measured(one.most.measure, one.most.upper)}` : '–')},
      {title: '', class: 'picture wide-only', cell: (one) => (one.most ? interval(one.most, 96) : null)},
      {title: 'n against m', class: 'number', cell: (one) => `${words.count(one.n)} against ${words.count(one.m)}`},
      {title: 'What moved', class: `text wide-only${query.column ? ' is-left-out' : ''}`, cell: moved},
    ], rows, {key: (one) => one.column, rowClass: (one) => (one.column === query.column ? 'is-taken' : one.verdict === 'BAD' ? '' : 'is-quiet'), sentence: nothing(value, query)}),
    found.length > MOST ? h('p', {class: 'note'}, `${words.count(found.length - MOST)} more that moved less; find them by name.`) : null];
}

function moved({evidence: all}) {
  const [first] = all;
  return first ? h('span', {class: 'note'}, `${first.label}: ${words.percent(first.before)} → ${words.percent(first.after)}`) : h('span', {class: 'faint'}, '–');
}

function nothing(value, query) {
  return value.columns.length === 0 ? 'No column has cells on both sides.' : query.q ? `No ${query.show === 'bad' ? 'bad ' : ''}column is called anything like “${query.q}”.` : 'No column is bad.';
}

function panel({query, data}, chosen) {
  return h('aside', {class: 'panel-side', 'aria-label': `Comparison of ${query.column}`, key: 'panel', onkeydown: (event) => {
    if (event.key === 'Escape') {
      go(here({column: null, view: null}));
    }
  }}, h('div', {class: 'panel-head'}, h('h2', {}, query.column), closeLink()), parts.part(data.comparison, (value) => detail(value, {query, data}, chosen), 8));
}

function detail(value, {query, data}, chosen) {
  const column = value?.columns.find((one) => one.column === query.column);
  if (!column) {
    return parts.empty('A and B have no such column in common.');
  }
  return h('div', {class: 'distribution'}, h('div', {class: 'several'}, state(column.verdict), h('span', {class: 'note'}, `n ${words.count(column.n)} against ${words.count(column.m)}, φ ${words.number(column.phi)}`)),
      h('p', {class: 'moved'}, said(column)),
      isOfOneScope(chosen) ? parts.part(data.distribution, (found) => (found?.column === column.column ? shapes(found, query, ['A', 'B']) : parts.skeleton(8)), 8) : bars(column),
      isOfOneScope(chosen) ? evidence(column) : null, measures(column));
}

function said({column, verdict, evidence: [first]}) {
  return {GOOD: `${column} of B is as in A, give or take what is allowed.`, INSUFFICIENT: 'Too few rows to say; longer ranges would tell.', NO_DATA: 'No row of B has it.'}[verdict]
    ?? (first ? `${first.label} went from ${words.percent(first.before)} in A to ${words.percent(first.after)} in B.` : `${column} of B is off from A.`);
}

/** Of two slices the API tells what moved, not all cells: bars of that. */
function bars({evidence: all}) {
  if (all.length === 0) {
    return parts.empty('Nothing moved by more than is allowed, or too few rows came to tell what.');
  }
  const most = Math.max(...all.flatMap((one) => [one.before, one.after]), 1e-9);
  return h('div', {class: 'table-box listed', tabindex: 0, role: 'group', 'aria-label': 'What moved most'}, h('table', {}, h('caption', {class: 'hidden'}, 'What moved most'),
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'What moved most'), h('th', {scope: 'col', class: 'number', colspan: 2}, 'A'), h('th', {scope: 'col', colspan: 2}, 'B'))),
      h('tbody', {}, all.map((one) => h('tr', {class: one.after > one.before ? 'is-more' : 'is-fewer'}, h('th', {scope: 'row', class: 'name'}, one.label),
          h('td', {class: 'number'}, words.percent(one.before)), h('td', {class: 'half is-left'}, h('i', {class: 'reference', style: {'--share': one.before / most}})),
          h('td', {class: 'half'}, h('i', {class: 'window', style: {'--share': one.after / most}})), h('td', {class: 'number'}, words.percent(one.after)))))));
}
