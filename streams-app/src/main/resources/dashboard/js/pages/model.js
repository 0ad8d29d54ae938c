// A model: its objectives with their budgets and burn, and below them, on the same axes, what its requests and predictions look like.

import * as api from '../api.js';
import {chart} from '../chart.js';
import {h, island} from '../dom.js';
import * as frame from '../frame.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {here, link} from '../route.js';
import {budget, isOpen, shape, state, urgency} from '../signs.js';
import * as words from '../words.js';

const BUCKETS = 240;
const MOST_CLASSES = 4;
const CLASS_COLOURS = ['line-1', 'line-2', 'line-3', 'line-4'];

export const title = ({path}) => path[1];
export const concerns = ({path}) => ({kinds: ['alert', 'status', 'decision', 'change', 'progress'], model: path[1]});
export const bar = (context) => frame.bar(context);

export function ask({path, query}) {
  const [, name] = path;
  const slice = query.slice ?? '*';
  const {within, asks} = frame.base({path, query});
  const slos = api.all('/slos', {model: name}, 'slos', 3);
  return {
    ...asks,
    slos,
    decision: api.get(api.path('models', name, 'decision')),
    histories: Promise.all([slos, asks.model]).then(([{slos: all}, model]) => histories(name, all, slice, range.of(query, model))),
    series: within((wanted, model) => api.get(api.path('models', name, 'series'), {...range.asked(wanted, BUCKETS), slice, stage: query.stage,
      ...(model.columns.some((one) => one.column === 'latency') ? {what: 'rows,requests,classes,quantiles', columns: 'latency'} : {what: 'rows,requests,classes'})})),
    prediction: within((wanted, model) => (model.columns.some((one) => one.column === 'prediction')
      ? api.get(api.path('models', name, 'distribution'), {column: 'prediction', slice, stage: query.stage, ...frame.between(wanted)}) : null)),
  };
}

/** The history of each objective, in the slice that is looked at where the objective is kept for it; else of all events. */
async function histories(name, slos, slice, wanted) {
  if (wanted === null) {
    return {};
  }
  const asked = objectives(slos, slice).map(async (slo) => {
    try {
      const where = ['models', name, 'slos', slo.objective];
      const [value, told] = await Promise.all([api.get(api.path(...where, 'history'), {slice: slo.slice, ...range.asked(wanted, BUCKETS)}), api.get(api.path(...where))]);
      return [slo.objective, {value: {...value, objective: told.objective}}];
    } catch (problem) {
      return [slo.objective, {problem}];
    }
  });
  return Object.fromEntries(await Promise.all(asked));
}

function objectives(slos, slice) {
  const byName = new Map();
  for (const slo of slos.filter((one) => !one.slice.startsWith('dependency:'))) {
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
        traffic(context), predictions(context)),
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
  const shown = objectives(data.slos.value.slos, query.slice ?? '*');
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
      sentence: 'Nothing was judged in this range.',
      series: [{label: 'left', values: consumed.map((share) => (share === null ? null : 1 - share)), colour: 'line-1', fill: 'fill-1'}]}),
    island(chart, `burn ${slo.objective}`, {...shared, title: 'Burn rate', height: 104, format: words.number, least: 0, most: 2,
      note: burn.length ? burnWindows(burn) : null, sentence: burn.length ? 'Nothing was judged in this range.' : 'No policy of alerts watches this objective.',
      levels: [{value: 1, label: ''}, ...(fastest?.factor && Math.max(...[...fastest.long, ...fastest.short].filter(Number.isFinite)) > fastest.factor / 4
        ? [{value: fastest.factor, label: `${fastest.severity} from ${words.number(fastest.factor)}`, side: 'left'}] : [])],
      series: burnSeries(burn)}),
  ];
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

function timeline(context, answer) {
  return {times: answer.buckets.map(words.ms), range: frame.rangeOf(context), marks: frame.marksOf(context), stepMs: answer.stepMs};
}

/** A bucket that is not whole yet would look like a fall; it is left out, and said so. */
function whole(series) {
  const isPartial = series.isPartial ?? [];
  return (values) => (values ?? []).map((value, i) => (isPartial[i] ? null : value));
}

function traffic(context) {
  const got = context.data.series;
  return h('section', {class: 'row-of-charts', key: 'traffic', 'aria-label': 'Traffic'}, h('div', {class: 'row-facts'}, h('h2', {}, 'Traffic'),
      got?.value ? trafficFacts(got.value) : null), got?.value ? trafficCharts(context, got.value) : [parts.part(got, () => null, 4), parts.skeleton(4)]);
}

function trafficFacts(series) {
  const rows = series.rows.filter((n) => n !== null);
  const all = rows.reduce((sum, n) => sum + n, 0);
  const requests = series.requests ?? {};
  const sums = Object.fromEntries(Object.entries(requests).map(([status, values]) => [status, values.reduce((sum, n) => sum + (n ?? 0), 0)]));
  const asked = Object.values(sums).reduce((sum, n) => sum + n, 0);
  return [h('p', {class: 'big'}, words.short(all), h('span', {class: 'note'}, ' rows')),
    h('p', {class: 'note'}, `${words.number(all / (rows.length * series.stepMs / 1000))} a second`),
    asked ? h('p', {class: 'note'}, Object.entries(sums).filter(([status, n]) => status !== 'ok' && n > 0)
        .map(([status, n]) => `${status} ${words.percent(n / asked)}`).join(', ') || 'no request failed') : null];
}

function trafficCharts(context, series) {
  const shared = timeline(context, series);
  const take = whole(series);
  const note = (series.isPartial ?? []).some(Boolean) ? `every ${words.duration(series.stepMs)}; the newest is not whole and left out` : `every ${words.duration(series.stepMs)}`;
  const statuses = Object.entries(series.requests ?? {}).filter(([status, values]) => status !== 'ok' && values.some((n) => n > 0));
  const colours = {error: 'bad', timeout: 'warn', fallback: 'line-1'};
  const sums = series.rows.map((_, i) => Object.values(series.requests ?? {}).reduce((sum, values) => sum + (values[i] ?? 0), 0));
  const hasRequests = sums.some((n) => n > 0);
  return [
    island(chart, 'rows', {...shared, title: 'Rows', note, least: 0, series: [{label: 'rows', values: take(series.rows), colour: 'line-1', fill: 'fill-1'}]}),
    island(chart, 'requests', {...shared, title: 'Requests that did not end well', least: 0, most: 0.01, format: words.percent, note: hasRequests ? 'share of all' : null,
      sentence: hasRequests ? 'Every request ended well in this range.' : 'How requests end is not counted here; an objective of kind availability asks for it.',
      series: statuses.length ? statuses.map(([status, values]) => ({label: status, colour: colours[status] ?? 'line-4',
        values: take(values).map((n, i) => (n === null || !sums[i] ? null : n / sums[i]))})) : [{label: 'none', values: [null], colour: 'line-1'}]}),
  ];
}

function predictions(context) {
  const got = context.data.series;
  const latency = got?.value?.quantiles?.latency;
  if (got?.value && !latency && Object.keys(got.value.classes ?? {}).length === 0) {
    return h('section', {class: 'row-of-charts', key: 'predictions', 'aria-label': 'Predictions'}, h('div', {class: 'row-facts'}, h('h2', {}, 'Predictions')),
        h('p', {class: 'empty is-span'}, 'No classes were predicted in this range, and latency is not measured.'));
  }
  return h('section', {class: 'row-of-charts', key: 'predictions', 'aria-label': 'Predictions'},
      h('div', {class: 'row-facts'}, h('h2', {}, 'Predictions'), got?.value ? predictionFacts(context) : null),
      got?.value ? [classChart(context, got.value), island(chart, 'latency', {...timeline(context, got.value), title: 'Latency', note: 'ms', least: 0,
        sentence: latency ? 'No request in this range.' : 'Latency is not measured here; an objective of kind latency asks for it.',
        series: latency ? Object.entries(latency).map(([q, values], i) => ({label: `p${Number((q * 100).toFixed(2))}`, values: whole(got.value)(values),
          colour: ['line-1', 'line-3', 'line-2'][i] ?? 'line-4'})) : [{label: 'p50', values: [null], colour: 'line-1'}]})]
        : [parts.part(got, () => null, 4), parts.skeleton(4)]);
}

function predictionFacts({data, query, path}) {
  const found = data.prediction?.value;
  return found ? [h('p', {}, state(found.verdict)), h('p', {class: 'note'}, found.words || `n ${words.count(Math.round(found.n))} against ${words.count(Math.round(found.m))}`),
    h('p', {}, h('a', {href: link(['model', path[1], 'drift'], {...query, column: 'prediction'})}, 'its distribution'))]
    : null;
}

/** Shares of the classes; the largest is the rest of the others and would only flatten them. */
function classChart(context, series) {
  const mean = (values) => values.reduce((sum, value) => sum + (value ?? 0), 0);
  const all = Object.entries(series.classes ?? {}).sort((a, b) => mean(b[1]) - mean(a[1]));
  const [largest] = all;
  const shown = all.slice(all.length > 1 ? 1 : 0).slice(0, MOST_CLASSES);
  return island(chart, 'classes', {...timeline(context, series), title: 'Class ratio', format: words.percent, band: bandOf(context.data.prediction?.value, shown),
    note: all.length > 1 ? `${largest[0]} is the rest` : null, sentence: all.length ? 'No prediction in this range.' : 'No classes are predicted here.',
    series: shown.length ? shown.map(([name, values], i) => ({label: name, values: whole(series)(values), colour: CLASS_COLOURS[i]}))
      : [{label: 'none', values: [null], colour: 'line-1'}]});
}

/** What the reference had of the first class, give or take what is allowed. */
function bandOf(found, shown) {
  const label = shown[0]?.[0];
  const cell = found?.cells?.find((one) => one.label === label || one.label === `"${label}"` || one.label === `= ${label}`);
  const allowed = found?.measures?.find((one) => ['linf', 'share'].includes(one.measure))?.tolerance;
  return cell && allowed ? {low: Math.max(0, cell.reference - allowed), high: cell.reference + allowed,
    label: `${label} in the reference ±\u202f${words.percent(allowed)}`} : null;
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
