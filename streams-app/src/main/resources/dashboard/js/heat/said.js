// What cells of a heat map say, in sentences.

import * as words from '../words.js';

const VERDICTS = {GOOD: 'good', BAD: 'bad', INSUFFICIENT: 'too few rows to say', NO_DATA: 'no data', WARMING_UP: 'warming up',
  NOT_JUDGED: 'not judged here: the monitor compares a window with those before it'};

/** Whether what a cell tells could be judged. */
export function isJudged(cell) {
  return cell?.verdict === 'GOOD' || cell?.verdict === 'BAD';
}

/** What a cell says, in one sentence. */
export function said(cell, name, from, stepMs) {
  const where = `${name}, ${words.span(from, from + stepMs)}`;
  return cell ? `${where}: ${cell.m === 'volume' || cell.verdict === 'NOT_JUDGED' ? rows(cell) : change(cell)}` : `${where}: no data`;
}

function change({m, v, lo, hi, t, n, s, verdict}) {
  const bounds = isKnown(lo) ? ` (${words.measured(m, lo)} to ${words.measured(m, hi)})` : '';
  const value = isKnown(v) ? `${m} ${words.measured(m, v)}${bounds} against ${words.measured(m, t)} allowed, ` : '';
  return `${value}n ${words.count(Math.round(n))}; ${word(verdict)}${verdict === 'BAD' && s ? `, ${words.number(Math.abs(s))} × what is allowed` : ''}`;
}

function rows({v, lo, hi, t, n, verdict}) {
  const usual = isKnown(v) ? `, ${words.number(v)} × the usual number${isKnown(lo) && isKnown(hi) ? ` (${words.number(lo)} to ${words.number(hi)})` : ''} against ${words.number(t)} × allowed` : '';
  return `${words.plural(n, 'row', 'rows')}${usual}; ${word(verdict)}`;
}

function word(verdict) {
  return VERDICTS[verdict] ?? String(verdict).toLowerCase().replaceAll('_', ' ');
}

function isKnown(value) {
  return value !== null && value !== undefined;
}

/** What the strongest cell of a row comes to, where there is room for a few letters only. */
export function strongest(cell) {
  if (!cell) {
    return '–';
  }
  if (!isJudged(cell)) {
    return cell.verdict === 'INSUFFICIENT' ? 'too few' : '–';
  }
  if (cell.s === null || cell.s === undefined) {
    return cell.m === 'volume' ? 'none' : '–';
  }
  return `${cell.s < 0 ? '−' : '+'}${Math.abs(cell.s).toFixed(1)} ×`;
}
