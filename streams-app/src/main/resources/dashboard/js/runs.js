// A model's training runs: what is promised of them, and what each of the last ones was like.

import {h} from './dom.js';
import * as parts from './parts.js';
import {budget, state} from './signs.js';
import * as words from './words.js';

/** Names of objectives that are about training runs: they have neither slices nor a history. */
export function objectivesOf(answer) {
  return new Set((answer?.objectives ?? []).map((one) => one.objective));
}

/** A section of them; nothing for a model of whose runs nothing is known and nothing promised. */
export function training(context) {
  const got = context.data.runs?.value;
  if (!got || got.objectives.length === 0 && got.runs.length === 0) {
    return null;
  }
  return parts.section('Training runs', {note: `${words.plural(got.known, 'run is', 'runs are')} kept`},
      got.objectives.length ? promises(got.objectives) : null, last(got.runs));
}

function promises(objectives) {
  return parts.table('Objectives of training runs', [
    {title: 'Objective', class: 'name', cell: (one) => [one.objective, one.isDryRun ? h('span', {class: 'tag', title: 'wakes nobody'}, 'on trial') : null]},
    {title: 'State', cell: (one) => state(one.state.toUpperCase())},
    {title: 'Budget left', cell: (one) => (one.state === 'warming_up' ? h('span', {class: 'faint'}, 'nothing judged') : budget(1 - one.consumed))},
    {title: 'Bad', class: 'number', cell: (one) => `${words.count(one.bad)} of ${words.count(one.good + one.bad)}`},
    {title: 'Promise', cell: (one) => `${words.target(one.target)} of ${one.lastRuns ? `the ${one.window}` : one.window}`},
    {title: 'Owner', class: 'wide-only', cell: (one) => one.owner},
  ], objectives, {key: (one) => one.objective, rowClass: (one) => (one.consumed > 0 ? '' : 'is-quiet')});
}

function last(runs) {
  return parts.table('Last training runs, the newest first', [
    {title: 'Run', class: 'name', cell: (one) => one.run},
    {title: 'Version', cell: (one) => one.version || h('span', {class: 'faint'}, 'none')},
    {title: 'Phase', cell: (one) => one.phase},
    {title: 'Began', cell: (one) => (one.started ? words.when(one.started) : '–')},
    {title: 'Took', class: 'number', cell: (one) => (one.durationMs === null ? '–' : words.duration(one.durationMs))},
    {title: 'Found', cell: (one) => found(one.findings.filter((it) => it.outcome === 'bad'), one.currency)},
  ], runs, {key: (one) => one.run, rowClass: (one) => (one.findings.some((it) => it.outcome === 'bad') ? '' : 'is-quiet'), sentence: 'No run was heard of yet.'});
}

function found(bad, currency) {
  return bad.length === 0 ? h('span', {class: 'faint'}, 'nothing bad') : bad.map((it) => h('div', {}, `${it.objective}: ${amount(it, it.value, currency)}`,
      it.usual !== null ? h('span', {class: 'note'}, `, ${amount(it, it.usual, currency)} is usual`) : it.highest !== null ? h('span', {class: 'note'}, `, at most ${amount(it, it.highest, currency)}`) : null,
      it.isOpen ? h('span', {class: 'tag'}, 'open') : null));
}

function amount({unit}, value, currency) {
  const named = unit === 'money' ? currency : unit;
  return value === null ? 'bad' : unit === 'ms' ? words.duration(value) : `${words.number(value)}${named ? ` ${named}` : ''}`;
}
