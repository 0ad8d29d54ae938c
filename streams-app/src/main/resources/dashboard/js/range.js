// The range of event time that a page shows: a length before the newest closed window, or from one time to another.

import {h} from './dom.js';
import {go, here} from './route.js';
import * as words from './words.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LENGTHS = ['1h', '6h', '24h', '3d', '7d', '30d', '90d', '180d'];
const FEWEST_WINDOWS = 48;

/** The usual length: a day, or longer where windows are. */
/** A day, or more of long windows; less where windows are not kept so long. */
function usual(windowMs, keptMs = Infinity) {
  const text = LENGTHS.find((one) => words.lengthMs(one) >= Math.max(DAY, windowMs * FEWEST_WINDOWS)) ?? '180d';
  return words.lengthMs(text) > keptMs && keptMs < DAY ? words.step(keptMs) : text;
}

/** The range of an address, at whole windows: {from, to, text, isFixed}; null before the first window is closed. */
export function of(query, model) {
  const windowMs = model.windowMs || 300_000;
  const from = words.ms(query.from ?? null);
  const to = words.ms(query.to ?? null);
  if (Number.isFinite(from) && Number.isFinite(to) && query.from && query.to && from < to) {
    return {from, to, text: null, isFixed: true, windowMs};
  }
  const end = words.ms(model.closedThrough);
  if (end === null) {
    return null;
  }
  const text = words.lengthMs(query.range) ? query.range : usual(windowMs, model.retention?.windowsMs);
  const length = Math.max(words.lengthMs(text), windowMs);
  return {from: end - Math.ceil(length / windowMs) * windowMs, to: end, text, isFixed: false, windowMs};
}

/** The step that gives at most so many buckets: windows, or a round number of them. */
export function stepOf(range, most) {
  const least = (range.to - range.from) / most;
  const rounds = [1, 2, 3, 4, 6, 12, 24, 36, 48, 72, 144, 288, 576, 1152, 2016];
  const times = rounds.find((n) => n * range.windowMs >= least) ?? Math.ceil(least / range.windowMs);
  return times * range.windowMs;
}

/** Parameters for the API; of what is kept in slots longer than a window, whole slots. */
export function asked(range, most, slotMs = range.windowMs) {
  const step = stepOf({...range, windowMs: slotMs}, most);
  return {from: iso(range.from), to: iso(range.to), step: words.step(step)};
}

export function iso(time) {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** Takes a range that was drawn with the mouse. */
export function take(from, to, windowMs) {
  const start = Math.floor(from / windowMs) * windowMs;
  const end = Math.max(start + windowMs, Math.ceil(to / windowMs) * windowMs);
  go(here({from: iso(start), to: iso(end), range: null}));
}

function shifted(range, times) {
  const length = range.to - range.from;
  return here({from: iso(range.from + times * length), to: iso(range.to + times * length), range: null});
}

/** The selector: lengths, a step back and on, and both ends in words. */
export function selector(range, closedThrough) {
  if (range === null) {
    return h('span', {class: 'note'}, 'no window is closed yet');
  }
  const lengths = LENGTHS.filter((text) => words.lengthMs(text) >= 6 * range.windowMs && words.lengthMs(text) <= 4_000 * range.windowMs);
  const end = words.ms(closedThrough);
  return h('div', {class: 'range', role: 'group', 'aria-label': 'Range of event time'},
      h('div', {class: 'choice'}, lengths.map((text) =>
        h('a', {href: here({range: text, from: null, to: null}), 'aria-current': text === range.text ? 'true' : null}, text))),
      h('div', {class: 'choice'},
          h('a', {href: shifted(range, -1), 'aria-label': 'the range before', title: 'the range before'}, '‹'),
          h('a', {href: range.to >= end ? here({}) : shifted(range, 1), 'aria-label': 'the range after', title: 'the range after',
            'aria-disabled': range.to >= end ? 'true' : null}, '›')),
      h('details', {class: 'range-ends', key: 'range-ends'},
          h('summary', {title: 'Give both ends'}, h('time', {}, words.span(range.from, range.to)), h('span', {class: 'note'}, ` ${words.zoneName()}`)),
          ends(range)));
}

function ends(range) {
  const field = (id, label, time) => [h('label', {for: id}, label),
    h('input', {id, type: 'datetime-local', value: iso(time).slice(0, 16), required: true})];
  return h('form', {class: 'panel', onsubmit: (event) => {
    event.preventDefault();
    const [from, to] = ['range-from', 'range-to'].map((id) => Date.parse(`${document.getElementById(id).value}Z`));
    if (from < to) {
      event.target.closest('details').open = false;
      take(from, to, range.windowMs);
    } else {
      document.getElementById('range-to').setCustomValidity('must be after the beginning');
      event.target.reportValidity();
    }
  }, oninput: () => document.getElementById('range-to').setCustomValidity('')},
  field('range-from', 'From (UTC)', range.from), field('range-to', 'To (UTC)', range.to),
  h('button', {class: 'button is-main', type: 'submit'}, 'Show'));
}
