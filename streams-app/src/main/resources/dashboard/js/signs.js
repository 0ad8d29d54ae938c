// States as a sign and a word, never as a colour alone; bars and small lines with their numbers beside them.

import {h, svg} from './dom.js';
import * as words from './words.js';

// name: [class, shape, word]
const STATES = {
  HEALTHY: ['good', 'tick', 'healthy'],
  AT_RISK: ['warn', 'triangle', 'at risk'],
  EXHAUSTED: ['bad', 'cross', 'exhausted'],
  GOOD: ['good', 'tick', 'good'],
  BAD: ['bad', 'cross', 'bad'],
  INSUFFICIENT: ['few', 'hatch', 'too few'],
  NO_DATA: ['none', 'ring', 'no data'],
  NOT_JUDGED: ['none', 'dash', 'not judged'],
  WARMING_UP: ['warming', 'half', 'warming up'],
  IMMATURE: ['warming', 'half', 'labels still to come'],
  EXCLUDED: ['none', 'dash', 'left out'],
  PAGE: ['bad', 'square', 'page'],
  TICKET: ['warn', 'triangle', 'ticket'],
  INFO: ['info', 'dot', 'info'],
  PENDING: ['warn', 'half', 'pending'],
  FIRING: ['bad', 'dot', 'firing'],
  RECOVERING: ['info', 'half', 'recovering'],
  RESOLVED: ['good', 'tick', 'resolved'],
  INACTIVE: ['none', 'ring', 'inactive'],
  RUNNING: ['good', 'tick', 'running'],
  REBALANCING: ['warn', 'half', 'rebalancing'],
  ERROR: ['bad', 'cross', 'error'],
  flowing: ['good', 'tick', 'flowing'],
  idle: ['none', 'ring', 'idle'],
  ended: ['none', 'dash', 'ended'],
};

const SHAPES = {
  tick: () => svg('path', {d: 'M2 6.500 5 9.500 10 3', class: 'line'}),
  cross: () => svg('path', {d: 'M2.500 2.500 9.500 9.500M9.500 2.500 2.500 9.500', class: 'line'}),
  triangle: () => svg('path', {d: 'M6 1 11.500 11H.5Z'}),
  square: () => svg('rect', {x: 1, y: 1, width: 10, height: 10}),
  dot: () => svg('circle', {cx: 6, cy: 6, r: 4}),
  ring: () => svg('circle', {cx: 6, cy: 6, r: 4, class: 'line'}),
  half: () => [svg('circle', {cx: 6, cy: 6, r: 4, class: 'line'}), svg('path', {d: 'M6 2a4 4 0 0 1 0 8Z'})],
  dash: () => svg('path', {d: 'M2 6h8', class: 'line'}),
  hatch: () => svg('path', {d: 'M1 5 5 1M1 11 11 1M7 11l4-4', class: 'line thin'}),
  diamond: () => svg('path', {d: 'M6 .5 11.500 6 6 11.500.5 6Z'}),
  lock: () => [svg('rect', {x: 2, y: 5.5, width: 8, height: 5.5}), svg('path', {d: 'M4 5.500V4a2 2 0 0 1 4 0v1.500', class: 'line'})],
};

/** A shape alone, for where the word stands beside it. */
export function shape(name, tone) {
  return svg('svg', {viewBox: '0 0 12 12', width: 12, height: 12, class: `sign ${tone}`, 'aria-hidden': 'true'}, SHAPES[name]());
}

/** What a state is called on topics, where some answers have it in lower case. */
function known(state) {
  return STATES[state] ? state : String(state).toUpperCase();
}

/** Whether an episode or alert is not over. */
export function isOpen(one) {
  return known(one.state) !== 'RESOLVED';
}

/** How pressing a severity is: 0 page, 1 ticket, 2 info. */
export function urgency(severity) {
  return ['PAGE', 'TICKET', 'INFO'].indexOf(known(severity));
}

export function wordOf(state) {
  return STATES[known(state)]?.[2] ?? String(state).toLowerCase().replaceAll('_', ' ');
}

export function toneOf(state) {
  return STATES[known(state)]?.[0] ?? 'none';
}

/** A state: its sign and word. */
export function state(name, text = wordOf(name)) {
  const [tone, form] = STATES[known(name)] ?? ['none', 'dash'];
  return h('span', {class: `state is-${tone}`}, shape(form, tone), h('span', {}, text));
}

/** Budget left as a bar with its number; below nothing it is overdrawn. */
export function budget(remaining, wide = false) {
  if (remaining === null || remaining === undefined) {
    return h('span', {class: 'faint'}, '–');
  }
  const tone = remaining <= 0 ? 'bad' : remaining < 0.5 ? 'warn' : 'good';
  const share = Math.max(0, Math.min(1, remaining));
  return h('span', {class: `budget${wide ? ' is-wide' : ''}`},
      h('span', {class: `bar is-${tone}`, style: {'--share': share}, 'aria-hidden': 'true'}),
      h('span', {class: 'number'}, words.whole(remaining)));
}

/** Shares of verdicts as one bar, and what is not good in words. */
export function verdicts(data) {
  const total = data === null || data === undefined ? 0 : Object.values(data).reduce((sum, n) => sum + n, 0);
  if (total === 0) {
    return h('span', {class: 'faint'}, '–');
  }
  const order = ['BAD', 'INSUFFICIENT', 'NO_DATA', 'WARMING_UP', 'GOOD'];
  const seen = order.filter((name) => data[name] > 0);
  const text = seen.length === 1
    ? state(seen[0], seen[0] === 'GOOD' ? 'good' : `all ${wordOf(seen[0])}`)
    : h('span', {class: 'several'}, seen.filter((name) => name !== 'GOOD').slice(0, 2)
        .map((name) => state(name, `${words.count(data[name])} ${wordOf(name)}`)));
  const title = seen.map((name) => `${words.count(data[name])} ${wordOf(name)}`).join(', ');
  return h('span', {class: 'verdicts', title},
      h('span', {class: 'stack', 'aria-hidden': 'true'}, order.filter((name) => data[name] > 0).map((name) =>
        h('span', {class: `is-${toneOf(name)}`, style: {'--share': data[name] / total}}))),
      text);
}

/** A small line of a row; gaps where nothing came. */
export function spark(values, label, width = 88, height = 16) {
  const known = (values ?? []).filter((value) => value !== null);
  if (known.length === 0) {
    return h('span', {class: 'faint'}, 'nothing came');
  }
  const most = Math.max(...known, 1);
  const x = (i) => (i / Math.max(1, values.length - 1)) * (width - 2) + 1;
  const y = (value) => height - 1.5 - (value / most) * (height - 3);
  let path = '';
  let isDrawing = false;
  values.forEach((value, i) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    path += `${isDrawing ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = true;
  });
  const last = values[values.length - 1];
  return svg('svg', {viewBox: `0 0 ${width} ${height}`, width, height, class: 'spark', role: 'img',
    'aria-label': `${label}: ${last === null ? 'now none' : `now ${words.short(last)}`}, most ${words.short(most)}`},
  svg('path', {d: path}));
}

/** Small columns of a histogram. */
export function bars(counts, label, width = 96, height = 16) {
  const most = Math.max(...counts, 0);
  if (most === 0) {
    return h('span', {class: 'faint'}, '–');
  }
  const each = width / counts.length;
  return svg('svg', {viewBox: `0 0 ${width} ${height}`, width, height, class: 'bars', role: 'img', 'aria-label': label},
      counts.map((n, i) => svg('rect', {x: (i * each).toFixed(2), y: (height - (n / most) * height).toFixed(2),
        width: Math.max(0.5, each - 1).toFixed(2), height: ((n / most) * height).toFixed(2)})));
}

/** Ratios between slices whose tolerance is the least that is in order. */
const LEAST = new Set(['selection_ratio', 'recall_ratio']);

/** From where to where a measure is in order: shares beside what they were, ratios around 1, distances from 0. */
export function allowed({measure, lower, upper, value, reference, tolerance}) {
  if (measure === 'volume') {
    return [1 / tolerance, tolerance];
  }
  if (LEAST.has(measure)) {
    return [tolerance, Math.max(1 / tolerance, upper ?? 0)];
  }
  if (measure === 'error_ratio') {
    return [0, 1 / tolerance];
  }
  if (words.isShare(measure) && reference !== null && reference !== undefined) {
    return [measure === 'share' ? Math.max(0, reference - tolerance) : 0, Math.min(1, reference + tolerance)];
  }
  return [Math.min(lower, value) < 0 ? -tolerance : 0, tolerance];
}

/** What is allowed in words: 0.10; 15.5 % ± 2.0 %; to 2.0 %; from 0.80. */
export function allowedText(one) {
  if (LEAST.has(one.measure)) {
    return `from ${words.measured(one.measure, one.tolerance)}`;
  }
  if (one.measure === 'error_ratio') {
    return `to ${words.measured(one.measure, 1 / one.tolerance)}`;
  }
  if (!words.isShare(one.measure) || one.reference === null || one.reference === undefined) {
    return words.measured(one.measure, one.tolerance);
  }
  return one.measure === 'share' ? `${words.percent(one.reference)} ±\u202f${words.percent(one.tolerance)}` : `to ${words.percent(allowed(one)[1])}`;
}

/** A value between its bounds, beside what is allowed: a picture of what the numbers next to it say. */
export function interval(measure, width = 120) {
  const {value, lower, upper} = measure;
  if ([value, lower, upper].some((one) => one === null || one === undefined)) {
    return null;
  }
  const [from, to] = allowed(measure);
  const least = Math.min(0, from, lower);
  const most = Math.max(upper, to, 1e-9) * 1.1;
  const start = least < 0 ? Math.min(least * 1.1, -most) : 0;
  const x = (v) => ((Math.min(v, most) - start) / (most - start)) * width;
  return svg('svg', {viewBox: `0 0 ${width} 12`, width, height: 12, class: 'interval', 'aria-hidden': 'true'},
      svg('rect', {x: x(from), y: 1, width: x(to) - x(from), height: 10, class: 'allowed'}),
      svg('path', {d: `M${x(lower)} 6H${x(upper)}M${x(lower)} 3v6M${x(upper)} 3v6`, class: 'whisker'}),
      svg('circle', {cx: x(value), cy: 6, r: 3, class: `is-${toneOf(measure.verdict)}`}));
}
