// One episode: what happened, when, how sure, what it costs, what changed before; and what a person does about it.

import {act} from '../actions.js';
import * as api from '../api.js';
import {chart} from '../chart.js';
import {h, island} from '../dom.js';
import * as marks from '../marks.js';
import * as parts from '../parts.js';
import * as range from '../range.js';
import {link} from '../route.js';
import {allowedText, budget, interval, isOpen, shape, state} from '../signs.js';
import * as words from '../words.js';

const HOUR = 3_600_000;
let said = {episode: null, text: ''};

export const title = ({data}) => data.episode?.value?.alert.summary.split('\n')[0] ?? 'Episode';
export const concerns = ({data}) => ({kinds: ['alert', 'annotation', 'status', 'change'], model: data.episode?.value?.alert.model});

export function ask({path}) {
  const episode = api.get(api.path('episodes', path[1] ?? ''));
  const model = episode.then(({alert}) => api.get(api.path('models', alert.model)));
  const wanted = Promise.all([episode, model]).then(([{alert}, one]) => around(alert, one));
  return {
    episode, model,
    notes: Promise.all([episode, wanted]).then(([{alert}, span]) => api.get('/annotations', {model: alert.model, kind: 'note', from: range.iso(span.from), to: range.iso(span.to), limit: 100})),
    history: Promise.all([episode, wanted]).then(([{alert}, span]) => api.get(api.path('models', alert.model, 'slos', alert.objective.id, 'history'),
        {slice: alert.slice, ...range.asked(span, 240)}).then((value) => ({...value, span}))),
    changes: Promise.all([episode, wanted]).then(([{alert}, span]) => api.get('/changes', {model: alert.model, from: range.iso(span.from), to: range.iso(span.to), limit: 100})),
  };
}

/** The episode with as much before it and a little after, at whole windows. */
function around(alert, model) {
  const from = words.ms(alert.since);
  const to = Math.max(words.ms(alert.metricTime), from + model.windowMs);
  const before = Math.max((to - from) / 2, 6 * HOUR, 24 * model.windowMs);
  const end = Math.min(words.ms(model.closedThrough) ?? to, to + (to - from) / 4);
  const floor = (time) => Math.floor(time / model.windowMs) * model.windowMs;
  return {from: floor(from - before), to: floor(Math.max(end, to) - 1) + model.windowMs, windowMs: model.windowMs};
}

export function bar({data}) {
  const alert = data.episode?.value?.alert;
  return alert ? [h('div', {class: 'bar-model'}, h('a', {class: 'up', href: link(['episodes'])}, 'Episodes'), h('span', {class: 'faint'}, '/'),
      h('a', {class: 'plain', href: link(['model', alert.model], {slice: alert.slice.startsWith('dependency:') ? null : alert.slice})}, h('strong', {}, alert.model)))] : null;
}

export function view(context) {
  return h('div', {class: 'page episode', key: `episode ${context.path[1]}`}, parts.part(context.data.episode, (value) => whole(context, value), 14));
}

function whole(context, {alert, timeline, annotations}) {
  const [headline, ...more] = alert.summary.split('\n');
  return [h('div', {class: 'page-head'}, h('h1', {}, headline)),
    h('div', {class: 'several'}, state(alert.severity), state(alert.state, isOpen(alert) ? undefined : `closed: ${alert.reason || 'over'}`),
      alert.dryRun ? h('span', {class: 'tag'}, 'on trial, wakes nobody') : null, alert.revised ? h('span', {class: 'tag', title: 'late data or a correction changed what was said'}, 'revised') : null,
      alert.silencedBy.length ? h('span', {class: 'tag'}, `silenced by ${alert.silencedBy.join(', ')}`) : null,
      alert.inhibitedBy.length ? h('span', {class: 'tag'}, 'explained by another alert') : null,
      alert.acknowledgedBy ? h('span', {class: 'note'}, `${alert.acknowledgedBy} has it${alert.acknowledgedAt ? ` since ${words.when(alert.acknowledgedAt)}` : ''}`) : null),
    more.length ? h('pre', {class: 'summary'}, more.map((line) => line.replace(/^ {2}/, '')).join('\n')) : null,
    alert.recommendation ? h('p', {class: 'advice'}, shape('diamond', 'change'), h('span', {}, alert.recommendation)) : null,
    buttons(context, alert),
    h('div', {class: 'two'}, h('div', {}, cost(context, alert), evidence(context, alert), moved(alert), suspects(alert), slices(alert)),
        h('div', {}, timelineOf([...timeline, ...notesOf(context, alert, timeline)]), burns(alert), about(alert, annotations)))];
}

function buttons(context, alert) {
  const done = (text) => {
    said = {episode: alert.episodeId, text};
    context.refresh(800);
    document.getElementById('told').focus();
  };
  const button = (kind, text, isMain) => h('button', {key: kind, class: `button${isMain ? ' is-main' : ''}`, type: 'button', onclick: () => act(kind, alert, done)}, text);
  const [first] = alert.evidence;
  return h('div', {class: 'row actions', key: 'actions'}, isOpen(alert) && !alert.acknowledgedBy ? button('acknowledge', 'Acknowledge', true) : null, isOpen(alert) ? button('silence', 'Silence') : null, button('note', 'Note'),
      isOpen(alert) ? button('resolve', 'Close by hand') : null,
      h('a', {class: 'button', href: link(['episode', alert.episodeId, 'postmortem'])}, 'Postmortem draft'),
      first?.column && !alert.slice.startsWith('dependency:') ? h('a', {class: 'button', href: link(['model', alert.model, 'drift'], {slice: alert.slice, column: first.column,
        ...span(context)})}, `Drift of ${first.column}`) : null,
      alert.objective.runbook ? h('span', {class: 'button is-link'}, parts.outside(alert.objective.runbook, 'Runbook')) : null,
      h('span', {'class': 'note', 'id': 'told', 'tabindex': -1, 'aria-live': 'polite'}, said.episode === alert.episodeId ? said.text : ''));
}

function span({data}) {
  const found = data.history?.value?.span;
  return found ? {from: range.iso(found.from), to: range.iso(found.to)} : {};
}

function cost(context, alert) {
  const got = context.data.history;
  const {consumed, timeToExhaustionMs} = alert.budget;
  return parts.section('Budget', {note: `${words.target(alert.objective.target)} of ${words.duration(alert.objective.windowMs)} promised`},
      parts.facts(['left', budget(1 - consumed)], ['this episode took', words.whole(alert.episodeConsumed)],
          ['gone in', consumed >= 1 ? 'none left' : timeToExhaustionMs ? `${words.duration(timeToExhaustionMs)} at this rate` : 'not burning'],
          ['could be judged', alert.coverage < 0.95 ? words.percent(alert.coverage) : null]),
      parts.part(got, (value) => [h('div', {class: 'lane-of-one'}, island(marks.lane, 'lane', {marks: marksOf(context, alert, value.span), range: value.span, unknown: context.data.changes?.problem ? 'Changes could not be asked for.' : ''}, {'class': 'lane', 'role': 'group', 'aria-label': 'Changes and this episode'})),
        island(chart, 'left', {title: 'Budget left', times: value.buckets.map(words.ms), range: value.span, marks: marksOf(context, alert, value.span), height: 132, format: words.percent, most: 1, least: 0,
          levels: [...(value.steps ?? []).map((one) => ({value: 1 - one.threshold, label: `step ${words.whole(one.threshold)}`})), {value: 0, label: ''}],
          sentence: 'Nothing was judged around it.', series: [{label: 'left', values: value.consumed.map((share) => (share === null ? null : 1 - share)), colour: 'line-1', fill: 'fill-1'}]})], 5));
}

function marksOf({data}, alert, wanted) {
  return marks.of(wanted, data.changes?.value?.changes ?? [], [{since: alert.since, resolvedAt: isOpen(alert) ? null : alert.metricTime, severity: alert.severity,
    objective: alert.objective.id, slice: alert.slice, episodeId: alert.episodeId}]);
}

function evidence({data}, alert) {
  const windowMs = data.model?.value?.windowMs;
  return parts.section('Evidence', {note: 'worst first'}, parts.table('Evidence', [
    {title: 'What', class: 'name', cell: (one) => [one.column ? h('a', {href: link(['model', alert.model, 'drift'], {slice: alert.slice, column: one.column, ...span({data})})}, one.column) : 'all rows',
      h('span', {class: 'note'}, ` ${one.measure.replaceAll('_', ' ')}${one.label ? ` of ${one.label}` : ''}`)]},
    {title: 'Value', class: 'number', cell: (one) => words.measured(one.measure, one.value)},
    {title: 'Bounds', class: 'number', cell: (one) => `${words.measured(one.measure, one.lower)} to ${words.measured(one.measure, one.upper)}`},
    {title: '', class: 'picture', cell: (one) => interval(one, 96)},
    {title: 'Allowed', class: 'number', cell: allowedText},
    {title: 'n against m', class: 'number', cell: (one) => `${words.count(Math.round(one.n))} against ${words.count(Math.round(one.m))}`},
    {title: 'Over', class: 'number wide-only', cell: (one) => words.scaled(one.scale, windowMs)},
    {title: '', cell: (one) => state(one.verdict)},
  ], alert.evidence, {key: (one) => `${one.column} ${one.measure} ${one.label} ${one.scale}`, sentence: 'This alert speaks of a budget, not of a measure.'}), samples(alert));
}

function samples(alert) {
  const all = alert.evidence.flatMap((one) => (one.offenders ?? []).map((it) => ({...it, column: one.column}))).slice(0, 5);
  return all.length === 0 ? null : h('p', {class: 'note'}, 'For example ', all.map((one, i) => [i ? ', ' : '', h('code', {}, one.place), one.value ? ` “${one.value}”` : '']));
}

function moved(alert) {
  const all = alert.evidence.flatMap((one) => (one.evidence ?? []).map((it) => ({...it, column: one.column}))).sort((a, b) => b.contribution - a.contribution).slice(0, 8);
  if (all.length === 0 && alert.alsoMoved.length === 0) {
    return null;
  }
  return parts.section('What moved', {}, all.length ? parts.table('What moved', [
    {title: 'Column', class: 'name', cell: (one) => one.column || 'all rows'},
    {title: 'Value', cell: (one) => one.label},
    {title: 'Before', class: 'number', cell: (one) => words.percent(one.before)},
    {title: 'After', class: 'number', cell: (one) => words.percent(one.after)},
    {title: '', class: 'picture', cell: (one) => h('span', {class: 'shift', 'aria-hidden': 'true'}, h('i', {class: 'reference', style: {'--share': one.before}}), h('i', {class: 'window', style: {'--share': one.after}}))},
  ], all) : null, alert.alsoMoved.length ? h('p', {class: 'note'}, 'Beside it moved ', alert.alsoMoved.map((one, i) => [i ? ', ' : '',
    h('a', {href: link(['model', alert.model, 'drift'], {slice: alert.slice, column: one.column})}, one.column), ` (${one.measure} ${words.number(one.value)} against ${words.number(one.tolerance)})`])) : null);
}

function suspects(alert) {
  return parts.section('Changed before', {note: 'the likeliest first: nearness in time × scope × kind'}, parts.table('Changes before it', [
    {title: 'What', class: 'name', cell: (one) => h('span', {class: 'state'}, shape('diamond', 'change'), h('span', {}, words.changed(one)))},
    {title: 'When', class: 'time', cell: (one) => h('time', {}, words.when(one.at))},
    {title: 'Before the onset', class: 'number', cell: (one) => (one.leadMs < 0 ? 'within its first slot' : words.duration(one.leadMs))},
    {title: 'Likeness', class: 'number', cell: (one) => words.number(one.score), hint: '0 to 1'},
    {title: 'In words', class: 'text wide-only', cell: (one) => (one.link ? parts.outside(one.link, one.summary || 'more') : one.summary || '')},
  ], alert.changes, {key: (one) => one.eventId || one.at, sentence: 'Nobody told of a change shortly before it.'}));
}

function slices(alert) {
  return alert.slices.length === 0 ? null : parts.section('Slices that burn', {note: `${alert.slicesFiring} of ${alert.slicesKnown} fire`}, parts.table('Slices', [
    {title: 'Slice', class: 'name', cell: (one) => h('a', {href: link(['model', alert.model], {slice: one.slice})}, words.sliceName(one.slice))},
    {title: 'State', cell: (one) => state(one.state)},
    {title: 'Budget left', cell: (one) => budget(1 - one.consumed)},
    {title: 'Burn', class: 'number', cell: (one) => `${words.number(one.burn)} ×`},
  ], alert.slices, {key: (one) => one.slice}));
}

/** What people noted of this objective while it was open; notes belong to no episode by themselves. */
function notesOf({data}, alert, timeline) {
  return (data.notes?.value?.annotations ?? []).filter((one) => (!one.objective || one.objective === alert.objective.id) && (!one.slice || one.slice === alert.slice)
      && one.from >= alert.since && !timeline.some((it) => it.text === one.text))
      .map((one) => ({metricTime: one.from, clockTime: one.clockTime, kind: 'note', text: one.text, by: one.by, consumed: null}));
}

const MARK = {opened: ['dot', 'bad'], closed: ['tick', 'good'], onset: ['ring', 'warn'], fired: ['dot', 'bad'], acknowledged: ['tick', 'good'], escalated: ['triangle', 'warn'], resolved: ['tick', 'good'], change: ['diamond', 'change']};

function timelineOf(timeline) {
  return parts.section('Timeline', {note: 'event time'}, h('ol', {class: 'timeline'}, [...timeline].sort((a, b) => words.ms(a.metricTime) - words.ms(b.metricTime) || words.ms(a.clockTime) - words.ms(b.clockTime)).map((one) => {
    const [form, tone] = MARK[one.kind] ?? ['dot', 'info'];
    return h('li', {}, shape(form, tone), h('div', {}, h('div', {}, h('b', {}, one.kind.replaceAll('_', ' ')), one.by ? ` by ${one.by}` : ''), one.text && one.text !== `${one.kind} by ${one.by}` ? h('p', {}, one.text) : null,
        h('div', {class: 'note'}, parts.times(one.metricTime ?? one.clockTime, one.metricTime ? one.clockTime : null), one.consumed !== null && one.consumed !== undefined ? ` · ${words.whole(one.consumed)} of the budget` : '')));
  })));
}

function burns(alert) {
  return alert.burn.length === 0 ? null : parts.section('Burn', {}, parts.table('Burn', [
    {title: 'Over', cell: (one) => `${words.duration(one.longMs)} and ${words.duration(one.shortMs)}`},
    {title: 'Burns', class: 'number', cell: (one) => `${words.number(one.burnLong)} × and ${words.number(one.burnShort)} ×`},
    {title: 'Fires from', class: 'number', cell: (one) => h('span', {title: one.capped ? `capped; by the policy ${words.number(one.factorRaw)}` : null}, `${words.number(one.factor)} ×`)},
    {title: 'Bad', class: 'number', cell: (one) => `${words.count(one.bad)} of ${words.count(one.total)}`},
  ], alert.burn, {key: (one) => one.longMs}));
}

function about(alert) {
  return parts.section('About', {}, parts.facts(['objective', alert.objective.id], ['slice', words.sliceName(alert.slice)], ['owner', alert.objective.owner || 'nobody was named'],
      ['told', alert.roles.join(', ')], ['escalated', alert.escalationLevel ? `to step ${alert.escalationLevel}` : null], ['judged through', parts.times(alert.metricTime, alert.clockTime)]));
}
