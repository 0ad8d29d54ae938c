// What fired, newest first; what is open above what is closed.

import * as api from '../api.js';
import {h} from '../dom.js';
import * as parts from '../parts.js';
import {here, link} from '../route.js';
import {isOpen, shape, state, urgency} from '../signs.js';
import * as words from '../words.js';

export const title = ({query}) => (query.model ? `Episodes of ${query.model}` : 'Episodes');
export const concerns = ({path}) => ({kinds: ['alert', 'annotation'], path});

export function ask({query}) {
  return {episodes: api.all('/episodes', {model: query.model, open: query.show === 'open' ? true : undefined}, 'episodes', 2),
    models: api.get('/models')};
}

export function view({query, data}) {
  return h('div', {class: 'page', key: 'episodes'}, h('div', {class: 'page-head'}, h('h1', {}, headline(data.episodes?.value?.episodes, query)),
      h('div', {class: 'controls'}, parts.choice('Which', 'show', [['', 'all'], ['open', 'open only']], query.show ?? ''),
          parts.pick('Model', 'model', [['', 'all models'], ...(data.models?.value?.models ?? []).map(({model}) => [model, model])], query.model ?? ''))),
  parts.part(data.episodes, ({episodes, isCut}) => [list(episodes.filter((one) => !one.policyStep), query, ages(data)), steps(episodes.filter((one) => one.policyStep), query),
    isCut ? h('p', {class: 'note'}, 'There are older ones; name a model to see them.') : null], 8));
}

function headline(episodes, query) {
  if (!episodes) {
    return 'Episodes';
  }
  const open = episodes.filter((one) => isOpen(one) && !one.policyStep);
  const where = query.model ? ` of ${query.model}` : '';
  if (open.length === 0) {
    return `Nothing is open${where}`;
  }
  const alone = open.filter((one) => !one.acknowledgedBy && urgency(one.severity) < 2).length;
  return `${words.plural(open.length, 'episode is', 'episodes are')} open${where}${alone ? `; ${alone === open.length ? `nobody has ${alone === 1 ? 'it' : 'any of them'} yet` : `${alone} ${alone === 1 ? 'waits' : 'wait'} for somebody`}` : ''}`;
}

/** How far each model's event time is; of those that are not known, as far as their episodes go. */
function ages({models, episodes}) {
  const newest = new Map((models?.value?.models ?? []).map((one) => [one.model, words.ms(one.closedThrough)]));
  return (one) => words.ms(one.resolvedAt) ?? newest.get(one.model) ?? Math.max(...episodes.value.episodes.filter((it) => it.model === one.model).map((it) => words.ms(it.firedAt ?? it.since)));
}

/** Steps of budget policies: they ask for care, and end by themselves. */
function steps(all, query) {
  const shown = all.filter((one) => query.show !== 'open' || isOpen(one)).sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || words.ms(b.since) - words.ms(a.since));
  return shown.length === 0 ? null : parts.section('Steps of budget policies', {note: 'they hold until the budget is back'}, parts.table('Steps of budget policies', [
    {title: 'State', cell: (one) => state(isOpen(one) ? one.severity : 'RESOLVED', isOpen(one) ? 'holds' : 'left')},
    {title: 'What', class: 'headline', cell: (one) => h('a', {href: link(['episode', one.episodeId])}, one.headline)},
    {title: 'Since', class: 'time', cell: (one) => h('time', {datetime: one.since}, words.when(one.since))},
  ], shown, {key: (one) => one.episodeId, rowClass: () => 'is-quiet'}));
}

function list(episodes, query, until) {
  return parts.table('Episodes', [
    {title: 'State', cell: (one) => h('span', {class: 'several is-line'}, state(one.severity), isOpen(one) ? one.state.toUpperCase() === 'FIRING' ? null : state(one.state) : state('RESOLVED', 'closed'))},
    {title: 'What', class: 'headline', cell: (one) => h('a', {href: link(['episode', one.episodeId])}, one.headline)},
    {title: 'Since', class: 'time', cell: (one) => h('time', {datetime: one.since}, words.when(one.since))},
    {title: 'For', class: 'number', cell: (one) => words.duration(until(one) - words.ms(one.since)), hint: 'event time; of an open one to the newest closed window'},
    {title: 'Budget', class: 'number', cell: (one) => words.whole(one.consumed), hint: 'share of the budget that it has used'},
    {title: 'Who has it', cell: (one) => one.acknowledgedBy || (!isOpen(one) ? h('span', {class: 'faint'}, '–') : h('span', {class: 'state is-warn'}, shape('ring', 'warn'), h('span', {}, 'nobody')))},
  ], [...episodes].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (isOpen(a) ? urgency(a.severity) - urgency(b.severity) : 0) || words.ms(b.firedAt ?? b.since) - words.ms(a.firedAt ?? a.since)), {
    key: (one) => one.episodeId, rowClass: (one) => (isOpen(one) ? '' : 'is-quiet'),
    sentence: query.show === 'open' ? h('span', {}, 'Nothing is open. ', h('a', {href: here({show: null})}, 'What was')) : `Nothing has fired${query.model ? ` of ${query.model}` : ''}, as far back as episodes are kept.`,
  });
}
