// A model: its objectives with their budgets and burn, and below them, on the same axes, what its requests and predictions look like.

import * as api from '../api.js';
import {chart} from '../chart.js';
import {h, island} from '../dom.js';
import * as frame from '../frame.js';
import {grades} from '../grades.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {here, link} from '../route.js';
import {objectivesOf, training} from '../runs.js';
import {predictions, timeline, traffic} from '../serving.js';
import {budget, isOpen, shape, state, urgency} from '../signs.js';
import * as words from '../words.js';

const BUCKETS = 240;

export const title = ({path}) => path[1];
export const concerns = ({path}) => ({kinds: ['alert', 'status', 'decision', 'change', 'progress'], model: path[1]});
export const bar = (context) => frame.bar(context);

export function ask({path, query}) {
  const [, name] = path;
  const slice = query.slice ?? '*';
  const {within, asks} = frame.base({path, query});
  const slos = api.all('/slos', {model: name}, 'slos', 3);
  const runs = api.get(api.path('models', name, 'runs'), {limit: 12});
  return {
    ...asks,
    slos, runs,
    decision: api.get(api.path('models', name, 'decision')),
    histories: Promise.all([slos, asks.model, runs]).then(([{slos: all}, model, ofRuns]) => histories(name, objectives(all, slice, ofRuns), range.of(query, model))),
    series: within((wanted, model) => api.get(api.path('models', name, 'series'), {...range.asked(wanted, BUCKETS), slice, stage: query.stage, ...lines(model)})),
    quality: within((wanted, model) => (model.labelWindowMs
      ? api.get(api.path('models', name, 'quality'), {slice, from: range.iso(wanted.from), to: range.iso(wanted.to), limit: 200}) : null)),
    prediction: within((wanted, model) => (model.columns.some((one) => one.column === 'prediction')
      ? api.get(api.path('models', name, 'distribution'), {column: 'prediction', slice, stage: query.stage, ...frame.between(wanted)}) : null)),
  };
}

/** What is asked for over time: of latencies and of predictions that are numbers their quantiles. */
function lines({columns}) {
  const quantiles = columns.filter((one) => one.column === 'latency' || one.column === 'prediction' && one.kind === 'number').map((one) => one.column);
  return quantiles.length ? {what: 'rows,requests,classes,quantiles', columns: quantiles.join(',')} : {what: 'rows,requests,classes'};
}

/** The history of each objective, in the slice that is looked at where the objective is kept for it; else of all events. */
async function histories(name, slos, wanted) {
  if (wanted === null) {
    return {};
  }
  const asked = slos.map(async (slo) => {
    try {
      const where = ['models', name, 'slos', slo.objective];
      const told = await api.get(api.path(...where));
      const value = await api.get(api.path(...where, 'history'), {slice: slo.slice, ...range.asked(wanted, BUCKETS, told.objective.slotMs)});
      return [slo.objective, {value: {...value, objective: told.objective}}];
    } catch (problem) {
      return [slo.objective, {problem}];
    }
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** Those of windows, each once. */
function objectives(slos, slice, runs) {
  const byName = new Map();
  const ofRuns = objectivesOf(runs);
  for (const slo of slos.filter((one) => !one.slice.startsWith('dependency:') && !ofRuns.has(one.objective))) {
    const kept = byName.get(slo.objective);
    if (!kept || slo.slice === slice || kept.slice !== slice && slo.slice === '*') {
      byName.set(slo.objective, slo);
    }
  }
  return [...byName.values()].sort((a, b) => rank(a) - rank(b) || b.consumed - a.consumed);
}

function rank(slo) {
  return Math.min(3, ...(slo.firing ?? []).map((severity) => urgency(severity)));
}

export function view(context) {
  const {path, query, data} = context;
  const hindrance = data.model?.problem ? parts.problem(data.model.problem) : frame.hindrance(context);
  return h('div', {class: 'page', key: `model ${path[1]}`},
      h('div', {class: 'page-head'}, h('h1', {}, headline(context)), data.model?.value ? frame.reference(data.model.value) : null),
      gate(data.decision?.value?.decision),
      hindrance ?? [
        h('div', {class: 'rows'}, h('div', {class: 'row-of-charts is-lane', key: 'lane'}, h('div', {class: 'note'}, 'changes, episodes'),
            frame.lane(context, 'lane 1'), frame.lane(context, 'lane 2', {isEcho: true})),
        data.slos?.value ? sloRows(context) : parts.part(data.slos, () => null, 8),
        traffic(context), predictions(context), grades(context)),
        training(context),
        slices(data.slos, query),
      ]);
}

function headline({path, query, data}) {
  const open = (data.episodes?.value?.episodes ?? []).filter((one) => isOpen(one) && !one.policyStep).sort((a, b) => urgency(a.severity) - urgency(b.severity));
  const slos = data.slos?.value?.slos ?? [];
  const [worst] = [...slos].sort((a, b) => b.consumed - a.consumed);
  const where = query.slice && query.slice !== '*' ? ` in ${words.sliceName(query.slice)}` : '';
  if (open.length > 0) {
    const [first] = open;
    return [h('a', {class: 'plain', href: link(['episode', first.episodeId])}, first.headline),
      open.length > 1 ? h('span', {class: 'note'}, ` and ${open.length - 1} more open`) : null];
  }
  if (data.model?.problem) {
    return path[1];
  }
  if (slos.length > 0 && slos.every((one) => one.state === 'WARMING_UP')) {
    return `${path[1]} is warming up: nothing is judged yet`;
  }
  if (slos.length === 0) {
    return data.slos?.value ? `${path[1]}: nothing is promised of it${where}` : path[1];
  }
  return `${path[1]}${where}: nothing burns; the worst budget has ${words.whole(1 - worst.consumed)} left (${worst.objective}${
    worst.slice === '*' ? '' : ` in ${words.sliceName(worst.slice)}`})`;
}

function gate(decision) {
  if (!decision || !(decision.reviewRequired || decision.canaryOnly) && decision.deploysAllowed && decision.promotionsAllowed) {
    return null;
  }
  const furthest = new Map();
  [...decision.reasons].sort((a, b) => a.threshold - b.threshold).forEach((one) => furthest.set(one.objective, one));
  const what = [[!decision.deploysAllowed, 'no deploys'], [!decision.promotionsAllowed, 'no promotions'], [decision.canaryOnly, 'canaries only'],
    [decision.reviewRequired, 'a review of each']].filter(([holds]) => holds).map(([, text]) => text);
  return h('p', {class: 'gate-line'}, shape('lock', 'warn'), h('span', {}, h('b', {}, what.join(', ')), ': ',
      [...furthest.values()].map((one, i) => `${i ? '; ' : ''}${one.objective} used ${words.whole(one.consumed)} of its budget (step ${
        words.whole(one.threshold)}, until below ${words.whole(one.endsBelow)})`),
      decision.exceptions.length ? h('span', {class: 'note'}, ` Allowed all the same: ${decision.exceptions.join(', ')}.`) : null));
}

function sloRows(context) {
  const {data, query} = context;
  const shown = objectives(data.slos.value.slos, query.slice ?? '*', data.runs?.value);
  if (shown.length === 0) {
    return parts.empty('No objective is kept for this model. One in OpenSLO, after --- in the monitor file, gives it a budget; without one there are readings and no alerts.');
  }
  return shown.map((slo) => h('section', {class: 'row-of-charts', key: `slo ${slo.objective}`, 'aria-label': slo.objective},
      sloFacts(slo, query, data.histories?.value?.[slo.objective]?.value?.objective), sloCharts(context, slo)));
}

function sloFacts(slo, query, told) {
  const bits = slo.good + slo.bad;
  return h('div', {class: 'row-facts'},
      h('h2', {title: told?.title || null}, slo.objective, slo.mode === 'dryRun' ? h('span', {class: 'tag', title: 'wakes nobody'}, 'on trial') : null),
      h('div', {class: 'several'}, state(slo.state), (slo.firing ?? []).map((severity) => state(severity))),
      slo.slice !== (query.slice ?? '*') ? h('p', {class: 'note'}, `not kept for ${words.sliceName(query.slice)}; this is of ${words.sliceName(slo.slice)}`) : null,
      slo.state === 'WARMING_UP' || slo.state === 'NO_DATA' ? h('p', {class: 'note'}, slo.state === 'NO_DATA' ? 'no reading for a whole window' : 'not judged before the reference is there')
        : [h('p', {class: 'big'}, budget(1 - slo.consumed, true), h('span', {class: 'note'}, 'left')),
          h('p', {class: 'note'}, slo.consumed >= 1 ? 'none left' : slo.timeToExhaustionMs ? `gone in ${words.duration(slo.timeToExhaustionMs)} at this rate` : 'not burning')],
      h('p', {class: 'note'}, `${words.target(slo.target)} of `, h('a', {href: here({range: words.step(slo.windowMs), from: null, to: null}), title: 'show the whole window'},
          words.duration(slo.windowMs)), `; ${words.count(slo.bad)} of ${words.count(bits)} bad`,
      slo.coverage < 0.95 ? `; ${words.percent(slo.coverage)} could be judged` : ''), told ? meaning(told) : null);
}

/** What the objective promises, in the words of `slo explain`. */
function meaning({title: name, description, explanation, owner, runbook}) {
  return h('details', {class: 'as-table meaning', key: 'meaning'}, h('summary', {}, 'what it means'), h('div', {class: 'panel'}, name ? h('p', {}, h('b', {}, name)) : null,
      description ? h('p', {}, description) : null, h('pre', {}, (explanation ?? []).slice(1).filter((line) => !line.startsWith('see ')).join('\n')),
      owner || runbook ? h('p', {class: 'note'}, owner ? `owner ${owner} ` : '', runbook ? parts.outside(runbook, 'runbook') : null) : null));
}

function sloCharts(context, slo) {
  const got = context.data.histories?.value?.[slo.objective] ?? (context.data.histories?.problem ? context.data.histories : undefined);
  if (!got) {
    return [parts.skeleton(4), parts.skeleton(4)];
  }
  if (got.problem) {
    return [parts.problem(got.problem), null];
  }
  const shared = timeline(context, got.value);
  const {consumed, steps, burn} = got.value;
  const fastest = [...burn].sort((a, b) => a.longMs - b.longMs)[0];
  return [
    island(chart, `left ${slo.objective}`, {...shared, title: 'Budget left', height: 104, format: words.percent, most: 1, least: 0,
      levels: [...(steps ?? []).map((one) => ({value: 1 - one.threshold, label: stepText(one)})), {value: 0, label: ''}],
      sentence: unjudged(slo),
      series: [{label: 'left', values: consumed.map((share) => (share === null ? null : 1 - share)), colour: 'line-1', fill: 'fill-1'}]}),
    island(chart, `burn ${slo.objective}`, {...shared, title: 'Burn rate', height: 104, format: words.number, least: 0, most: 2,
      note: burn.length ? burnWindows(burn) : null, sentence: burn.length ? unjudged(slo) : 'No policy of alerts watches this objective.',
      levels: [{value: 1, label: ''}, ...(fastest?.factor && Math.max(...[...fastest.long, ...fastest.short].filter(Number.isFinite)) > fastest.factor / 4
        ? [{value: fastest.factor, label: `${fastest.severity} from ${words.number(fastest.factor)}`, side: 'left'}] : [])],
      series: burnSeries(burn)}),
  ];
}

/** Which it is: never judged yet, or not in the range that is looked at. */
function unjudged({state: name, good, bad}) {
  return name === 'WARMING_UP' ? 'Nothing is judged yet: the reference has to hold first.' : good + bad > 0
    ? `Nothing was judged in this range; the newest window has ${words.count(good + bad)} that were.` : 'Nothing was judged in this range, nor in the newest window.';
}

function stepText({threshold, actions}) {
  const what = (actions ?? []).filter((one) => one !== 'annotate').map((one) => one.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  return what.length === 0 ? '' : `${words.whole(1 - threshold)}${what.length ? `: ${what.slice(0, 2).join(', ')}` : ''}`;
}

function burnWindows(burn) {
  return burn.length > 1 ? `over ${burn.slice(0, 2).map((one) => words.duration(one.longMs)).join(' and ')}` : null;
}

/** The long look-backs of the two fastest pairs, and the short one of the first. */
function burnSeries(burn) {
  const [first, second] = [...burn].sort((a, b) => a.longMs - b.longMs);
  if (!first) {
    return [{label: 'burn', values: [null], colour: 'line-2'}];
  }
  const series = [{label: words.duration(first.longMs), values: first.long, colour: 'line-2'},
    {label: words.duration(first.shortMs), values: first.short, colour: 'line-2', dash: [3, 3], width: 1}];
  return second && second.longMs !== first.longMs ? [...series, {label: words.duration(second.longMs), values: second.long, colour: 'line-3'}] : series;
}

function slices(got, query) {
  const all = (got?.value?.slos ?? []).filter((one) => one.slice !== '*' && !one.slice.startsWith('dependency:')).sort((a, b) => b.consumed - a.consumed);
  if (all.length === 0) {
    return null;
  }
  const most = 12;
  return parts.section('Slices by budget used', {note: all.length > most ? `the worst ${most} of ${all.length}` : null}, parts.table('Slices by budget used', [
    {title: 'Slice', class: 'name', cell: (slo) => h('a', {href: here({slice: slo.slice})}, words.sliceName(slo.slice))},
    {title: 'Objective', cell: (slo) => slo.objective},
    {title: 'State', cell: (slo) => state(slo.state)},
    {title: 'Budget left', cell: (slo) => budget(1 - slo.consumed)},
    {title: 'Gone in', class: 'number', cell: (slo) => (slo.consumed >= 1 ? 'none left' : words.duration(slo.timeToExhaustionMs))},
    {title: 'Bad', class: 'number', cell: (slo) => `${words.count(slo.bad)} of ${words.count(slo.good + slo.bad)}`},
    {title: 'Share of all bad', class: 'number wide-only', cell: (slo) => words.percent(slo.share)},
    {title: 'Judged', class: 'number wide-only', cell: (slo) => words.percent(slo.coverage)},
  ], all.slice(0, most), {key: (slo) => `${slo.objective} ${slo.slice}`, rowClass: (slo) => (slo.slice === query.slice ? 'is-taken' : slo.consumed < 0.5 ? 'is-quiet' : '')}));
}
