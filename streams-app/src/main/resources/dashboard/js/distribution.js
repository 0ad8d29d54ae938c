// What a cell is made of: the reference against the window, on the same cells, as mirrored bars, as curves, in words and numbers.

import {h, svg} from './dom.js';
import * as parts from './parts.js';
import {here} from './route.js';
import {allowedText, interval, state} from './signs.js';
import * as words from './words.js';

const WIDTH = 512;
const HALF = 76;
const CURVE = 96;
const MOST_ROWS = 24;

/** The panel. value: the API's distribution; what: its column, slice and span in words. */
export function distribution(value, {where, query}) {
  return h('div', {class: 'distribution'},
      h('div', {class: 'several'}, state(value.verdict), h('span', {class: 'note'}, where)),
      h('p', {class: 'moved'}, value.words || sentence(value)),
      parts.facts(['rows', `${words.count(Math.round(value.n))} against ${words.count(Math.round(value.m))}`],
          ['dispersion φ', words.number(value.phi)],
          ['smallest visible shift', value.smallestVisible?.value ? `${value.smallestVisible.measure} ${words.measured(value.smallestVisible.measure, value.smallestVisible.value)}` : null],
          ['reference', value.reference ? h('span', {title: value.reference.name}, value.reference.from ? words.span(value.reference.from, value.reference.to) : value.reference.name) : null]),
      shapes(value, query), evidence(value), measures(value));
}

/** Both distributions as bars, of numbers as curves too; names: what either side is called. */
export function shapes(value, query, names = ['reference', 'window']) {
  const isNumber = value.cumulative !== null && value.cumulative !== undefined;
  return value.redacted ? parts.empty('The monitor file redacts this column: how far it moved is told, its values are not.')
    : [bars(value, isNumber, query, names), isNumber ? curves(value) : null];
}

function sentence(value) {
  return {GOOD: 'Nothing moved by more than is allowed.', INSUFFICIENT: 'Too few rows to say; more of them, or a longer range, would tell.',
    NO_DATA: 'No rows came.', WARMING_UP: 'There is no reference yet to compare with.'}[value.verdict] ?? '';
}

function bars(value, isNumber, query, names) {
  const cells = (value.cells ?? []).filter((cell) => cell.reference > 0 || cell.window > 0);
  if (cells.length === 0) {
    return parts.empty('No cells: nothing was counted on a grid here.');
  }
  const byValue = isNumber && value.histogram && query.view === 'values';
  return [isNumber && value.histogram ? parts.choice('Bars', 'view', [['cells', 'the reference’s cells'], ['values', 'even steps']], byValue ? 'values' : 'cells') : null,
    byValue ? mirrored(cellsOf(value.histogram), [], 'in even steps', names) : isNumber ? mirrored(cells, movedOf(value), 'on the reference’s cells', names) : listed(cells, movedOf(value), names),
    asTable(cells, names)];
}

function cellsOf({edges, reference, window}) {
  return reference.map((share, i) => ({label: `${words.number(edges[i])} to ${words.number(edges[i + 1])}`, from: edges[i], to: edges[i + 1], reference: share, window: window[i]}));
}

function movedOf(value) {
  return (value.evidence ?? []).map((one) => one.label);
}

/** The window up, the reference down; what moved most in the colour of its direction, and named. */
function mirrored(cells, moved, how, [before, after]) {
  const most = Math.max(...cells.map((cell) => Math.max(cell.reference ?? 0, cell.window ?? 0)), 1e-9);
  const each = WIDTH / cells.length;
  const tall = (share) => ((share ?? 0) / most) * HALF;
  const depth = Math.max(16, tall(Math.max(...cells.map((cell) => cell.reference ?? 0))));
  const text = `${capital(after)} above, ${before} below, ${how}. ${cells.length} cells; largest share ${words.percent(most)}.`;
  return h('figure', {class: 'mirrored'},
      h('figcaption', {class: 'note'}, h('span', {class: 'legend'}, h('i', {class: 'swatch is-window'}), `${after}, up`),
          h('span', {class: 'legend'}, h('i', {class: 'swatch is-reference'}), `${before}, down`), h('span', {}, `to ${words.percent(most)}`)),
      svg('svg', {'viewBox': `0 0 ${WIDTH} ${HALF + depth + 22}`, 'role': 'img', 'aria-label': text},
          cells.map((cell, i) => svg('g', {class: moved.includes(cell.label) ? cell.window > cell.reference ? 'is-more' : 'is-fewer' : ''},
              svg('title', {}, `${cell.label}: ${words.percent(cell.reference)} → ${words.percent(cell.window)}`),
              svg('rect', {x: (i * each).toFixed(2), y: 0, width: each.toFixed(2), height: HALF + depth, class: 'hit'}),
              svg('rect', {x: (i * each + 0.5).toFixed(2), y: (HALF - tall(cell.window)).toFixed(2), width: Math.max(1, each - 1).toFixed(2), height: tall(cell.window).toFixed(2), class: 'window'}),
              svg('rect', {x: (i * each + 0.5).toFixed(2), y: HALF + 1, width: Math.max(1, each - 1).toFixed(2), height: tall(cell.reference).toFixed(2), class: 'reference'}))),
          svg('path', {d: `M0 ${HALF + 0.5}H${WIDTH}`, class: 'zero'}), ticks(cells, each, HALF + depth + 17)));
}

function ticks(cells, each, y) {
  const every = Math.max(1, Math.ceil(64 / each));
  return cells.map((cell, i) => (i > 0 && i % every === 0 && cell.from !== null && cell.from !== undefined && i * each < WIDTH - 30
    ? [svg('path', {d: `M${(i * each).toFixed(1)} ${y - 13}v4`, class: 'zero'}), svg('text', {x: (i * each).toFixed(1), y, 'text-anchor': 'middle'}, words.short(cell.from))] : null));
}

/** Categories: a row each, the reference to the left, the window to the right. */
function listed(cells, moved, [before, after]) {
  const sorted = [...cells].sort((a, b) => Math.max(b.reference, b.window) - Math.max(a.reference, a.window));
  const named = sorted.filter((cell) => moved.includes(cell.label));
  const shown = [...named, ...sorted.filter((cell) => !moved.includes(cell.label))].slice(0, MOST_ROWS);
  const most = Math.max(...shown.map((cell) => Math.max(cell.reference ?? 0, cell.window ?? 0)), 1e-9);
  return h('div', {class: 'table-box listed', tabindex: 0, role: 'group', 'aria-label': 'Shares by value'}, h('table', {}, h('caption', {class: 'hidden'}, 'Shares by value'),
      h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'Value'), h('th', {scope: 'col', class: 'number', colspan: 2}, capital(before)), h('th', {scope: 'col', colspan: 2}, capital(after)))),
      h('tbody', {}, shown.map((cell) => h('tr', {class: moved.includes(cell.label) ? cell.window > cell.reference ? 'is-more' : 'is-fewer' : 'is-quiet'},
          h('th', {scope: 'row', class: 'name'}, cell.label),
          h('td', {class: 'number'}, words.percent(cell.reference)), h('td', {class: 'half is-left'}, h('i', {class: 'reference', style: {'--share': (cell.reference ?? 0) / most}})),
          h('td', {class: 'half'}, h('i', {class: 'window', style: {'--share': (cell.window ?? 0) / most}})), h('td', {class: 'number'}, words.percent(cell.window)))))),
  shown.length < cells.length ? h('p', {class: 'note'}, `${cells.length - shown.length} rarer values are not drawn; the table has them`) : null);
}

/** Cumulative shares, with the band that chance alone would stay in. */
function curves(value) {
  const {reference, window, band, x} = value.cumulative;
  const n = reference.length;
  if (n < 2) {
    return null;
  }
  const across = (i) => ((i + 1) / n) * WIDTH;
  const up = (share) => (1 - Math.max(0, Math.min(1, share))) * (CURVE - 4) + 2;
  const path = (shares, shift = 0) => `M0 ${up(0)}${shares.map((share, i) => `L${across(i).toFixed(1)} ${up(share + shift).toFixed(1)}`).join('')}`;
  const back = [...reference].map((share, i) => `L${across(n - 1 - i).toFixed(1)} ${up(reference[n - 1 - i] - band).toFixed(1)}`).join('');
  const gaps = reference.map((share, i) => Math.abs(share - window[i]));
  const widest = gaps.indexOf(Math.max(...gaps));
  return h('figure', {class: 'curves'},
      h('figcaption', {class: 'note'}, `Cumulative; farthest apart at ${words.number(x[widest])}: ${words.percent(reference[widest])} → ${words.percent(window[widest])}`,
          band ? h('span', {class: 'legend'}, h('i', {class: 'swatch is-band'}), `±\u202f${words.percent(band)} by chance`) : null),
      svg('svg', {'viewBox': `0 0 ${WIDTH} ${CURVE}`, 'role': 'img', 'aria-label': `Cumulative shares. Farthest apart at ${words.number(x[widest])}: ${
        words.percent(reference[widest])} in the reference, ${words.percent(window[widest])} in the window; by chance ${words.percent(band)}.`},
      band ? svg('path', {d: `${path(reference, band)}${back}Z`, class: 'band'}) : null,
      svg('path', {d: path(reference), class: 'reference'}), svg('path', {d: path(window), class: 'window'}),
      svg('path', {d: `M${across(widest)} ${up(reference[widest])}V${up(window[widest])}`, class: 'gap'})));
}

/** What moved, the largest part first. */
export function evidence(value) {
  const all = value.evidence ?? [];
  return all.length === 0 || value.redacted ? null : parts.table('What moved', [
    {title: 'What moved', class: 'name', cell: (one) => one.label},
    {title: 'Before', class: 'number', cell: (one) => words.percent(one.before)},
    {title: 'After', class: 'number', cell: (one) => words.percent(one.after)},
    {title: 'By', class: 'number', cell: (one) => `${one.after >= one.before ? '+' : '−'}${words.percent(Math.abs(one.after - one.before)).replace('%', 'pt')}`},
  ], all.slice(0, 6));
}

/** Every measure with its bounds and verdict. */
export function measures(value) {
  return parts.table('Measures', [
    {title: 'Measure', class: 'name', cell: (one) => [one.measure, one.label ? h('span', {class: 'note'}, ` ${one.label}`) : null]},
    {title: 'Value', class: 'number', cell: (one) => words.measured(one.measure, one.value, one.unit)},
    {title: 'Bounds', class: 'number', cell: (one) => (one.lower === null ? '–' : `${words.measured(one.measure, one.lower)} to ${words.measured(one.measure, one.upper)}`)},
    {title: '', class: 'picture', cell: (one) => interval(one, 72)},
    {title: 'Allowed', class: 'number', cell: allowedText},
    {title: '', cell: (one) => state(one.verdict)},
  ], value.measures ?? [], {sentence: 'Nothing was measured.', rowClass: (one) => (one.verdict === 'BAD' ? '' : 'is-quiet')});
}

function capital(name) {
  return name[0].toUpperCase() + name.slice(1);
}

function asTable(cells, names) {
  return h('details', {class: 'as-table'}, h('summary', {}, `all ${words.plural(cells.length, 'cell', 'cells')} as a table`), h('div', {class: 'table-box'},
      h('table', {}, h('thead', {}, h('tr', {}, ['Cell', ...names.map(capital)].map((text) => h('th', {scope: 'col'}, text)))),
          h('tbody', {}, cells.map((cell) => h('tr', {}, h('th', {scope: 'row'}, cell.label),
              h('td', {class: 'number'}, `${words.percent(cell.reference)} `, h('span', {class: 'note'}, words.count(cell.referenceCount))),
              h('td', {class: 'number'}, `${words.percent(cell.window)} `, h('span', {class: 'note'}, words.count(cell.windowCount)))))))));
}

/** Closes the panel. */
export function closeLink() {
  return h('a', {class: 'quiet', href: here({column: null, rows: null, at: null, until: null, of: null, view: null}), 'aria-label': 'Close', title: 'Close (Escape)'}, '✕');
}
