// A cell of the rows themselves, opened: how many came, beside how many are usual.

import {h} from '../dom.js';
import * as parts from '../parts.js';
import {link} from '../route.js';
import {interval, state} from '../signs.js';
import * as words from '../words.js';

/** The panel. value: the heat map; at: start of the bucket, null for the newest. */
export function rowsPanel(value, {at, where, model, query}) {
  const starts = value.buckets.map(words.ms);
  const i = at === null ? starts.length - 1 : Math.max(0, starts.findLastIndex((start) => start <= at));
  const cell = value.rows.cells[i];
  const when = words.span(starts[i], starts[i] + value.stepMs);
  return h('div', {class: 'distribution'}, h('div', {class: 'several'}, cell ? state(cell.verdict) : state('NO_DATA'), h('span', {class: 'note'}, `in ${where}, ${when}`)),
      h('p', {class: 'moved'}, sentence(cell)), cell && cell.m ? measured(cell) : null,
      h('p', {class: 'note'}, h('a', {href: link(['model', model], {slice: query.slice, from: query.from, to: query.to, range: query.range})}, 'Traffic of this model'), ' on its own axis, with requests and latency.'));
}

function sentence(cell) {
  if (!cell) {
    return 'No row of this slice had come by then.';
  }
  if (cell.verdict === 'NOT_JUDGED') {
    return `${words.plural(cell.n, 'row', 'rows')} came. The monitor compares a window with the windows before it, so that a bucket is not judged; each window is, under Data quality.`;
  }
  if (cell.v === null) {
    return `${words.plural(cell.n, 'row', 'rows')} came; there is no reference yet to compare with.`;
  }
  const usual = cell.v > 0 ? ` where ${words.count(Math.round(cell.n / cell.v))} are usual` : ', where some are usual';
  return `${cell.n === 0 ? 'No row' : words.plural(cell.n, 'row', 'rows')} came${usual}.`;
}

function measured({v, lo, hi, t, verdict}) {
  return parts.table('Rows against the usual number', [
    {title: 'Rows over usual', class: 'number', cell: () => `${words.number(v)} ×`},
    {title: 'Bounds', class: 'number', cell: () => `${words.number(lo)} to ${words.number(hi)}`},
    {title: '', class: 'picture', cell: () => interval({value: v, lower: lo, upper: hi, tolerance: t, verdict}, 72)},
    {title: 'Allowed to', class: 'number', cell: () => `${words.number(t)} ×`},
    {title: '', cell: () => state(verdict)},
  ], [0]);
}
