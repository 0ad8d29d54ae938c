// What a map of columns comes to, in one sentence: what drifted, what could not be judged, since when nothing has come.

import * as words from '../words.js';
import {isJudged} from './said.js';

/** Rows that are not there, or that say nothing, are told before anything is called in order. */
export function headline(value, {model, where: slice, part, windowMs}) {
  const {columns: all, found} = value;
  const where = value.stepMs > windowMs ? `${slice}, looked at by ${words.duration(value.stepMs)}` : slice;
  const of = part ? ` like “${part}”` : '';
  const silent = silentSince(value);
  if (all.length > 0 && silent !== null) {
    return `${silent === 0 ? 'Nothing came in this range' : `Nothing has come since ${words.when(silent)}`}: ${slice} of ${model}`;
  }
  const bad = all.filter((one) => one.cells.some((it) => it?.verdict === 'BAD'));
  const many = Math.max(value.bad ?? 0, bad.length);
  if (many === 0) {
    return calm(all, {where, of, isAll: all.length >= found || value.bad !== null});
  }
  const now = bad.filter((one) => lastOf(one.cells)?.verdict === 'BAD');
  return now.length ? `${names(now, now.length)} ${now.length === 1 ? 'is' : 'are'} off in ${slice} at the end of this range${many > now.length ? `; ${words.count(many - now.length)} more in this range` : ''}`
    : `${names(bad, many)} drifted in ${slice} in this range, and ${many === 1 ? 'is' : 'are'} back`;
}

function calm(all, {where, of, isAll}) {
  const unjudged = all.filter((one) => !one.cells.some(isJudged));
  if (all.length === 0) {
    return `No column${of} in ${where}`;
  }
  if (unjudged.length === all.length) {
    const isWarm = all.some((one) => one.cells.some((it) => it?.verdict === 'WARMING_UP'));
    return `No column${of} could be judged in ${where}: ${isWarm ? 'the reference does not hold for this range yet' : 'too few rows'}`;
  }
  return `${isAll ? `No column${of} drifted` : 'None of the columns shown drifted'} in ${where}${unjudged.length ? `; ${words.count(unjudged.length)} could not be judged` : ''}`;
}

function names(list, many) {
  return `${list.slice(0, 3).map((one) => one.column).join(', ')}${many > 3 ? ` and ${words.count(many - 3)} more` : ''}`;
}

/** Since when no column has had data; 0 if never in the range, null where something came in the newest buckets. */
function silentSince({columns: all, buckets: starts, stepMs}) {
  const last = Math.max(-1, ...all.map((one) => one.cells.findLastIndex(Boolean)));
  return last >= starts.length - 3 ? null : last < 0 ? 0 : words.ms(starts[last]) + stepMs;
}

function lastOf(cells) {
  return cells.findLast(Boolean) ?? null;
}
