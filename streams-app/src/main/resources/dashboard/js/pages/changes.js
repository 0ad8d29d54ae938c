// What was changed, and what the monitor and people noted, in the order of event time.

import * as api from '../api.js';
import {h} from '../dom.js';
import * as parts from '../parts.js';
import {link} from '../route.js';
import {shape} from '../signs.js';
import * as words from '../words.js';

const MOST = 500;

export const title = ({query}) => (query.model ? `Changes of ${query.model}` : 'Changes');
export const concerns = () => ({kinds: ['change', 'annotation']});

export function ask({query}) {
  return {changes: api.get('/changes', {model: query.model, limit: MOST}), annotations: api.get('/annotations', {model: query.model, limit: MOST}), models: api.get('/models')};
}

export function view({query, data}) {
  const which = query.show ?? 'changes';
  return h('div', {class: 'page', key: 'changes'}, h('div', {class: 'page-head'}, h('h1', {}, headline(data.changes?.value, query)),
      h('div', {class: 'controls'}, parts.choice('Which', 'show', [['changes', 'changes'], ['notes', 'notes'], ['all', 'both']], which),
          parts.pick('Model', 'model', [['', 'all models'], ...(data.models?.value?.models ?? []).map(({model}) => [model, model])], query.model ?? ''))),
  parts.part(which === 'notes' ? data.annotations : data.changes, () => list(rows(data, which), which, query.model), 8));
}

function headline(value, query) {
  const where = query.model ? ` of ${query.model}` : '';
  if (!value) {
    return `Changes${where}`;
  }
  const [newest] = [...value.changes].sort((a, b) => words.ms(b.eventTime) - words.ms(a.eventTime));
  return newest ? `Last changed${where}: ${newest.model && !query.model ? `${newest.model}, ` : ''}${words.changed(newest)}, ${words.when(newest.eventTime)}` : `No change${where} was told`;
}

function rows(data, which) {
  const changes = which === 'notes' ? [] : (data.changes?.value?.changes ?? []).map((one) => ({at: one.eventTime, model: one.model, form: 'diamond', tone: 'change',
    what: words.changed(one), text: one.summary, where: Object.entries(one.scope ?? {}).map(([name, value]) => `${name}=${value}`).join(', '), by: one.actor, link: one.link}));
  const notes = which === 'changes' ? [] : (data.annotations?.value?.annotations ?? []).filter((one) => one.kind !== 'change').map((one) => ({at: one.from, clock: one.clockTime, model: one.model, form: 'dot', tone: 'info',
    what: one.kind.replaceAll('_', ' '), text: one.text, where: [one.objective, one.slice && one.slice !== '*' ? words.sliceName(one.slice) : ''].filter(Boolean).join(', '),
    by: one.by || 'the monitor', link: one.link, episode: one.episodeId}));
  return [...changes, ...notes].sort((a, b) => words.ms(b.at) - words.ms(a.at)).slice(0, MOST);
}

function list(all, which, model) {
  return parts.table('Changes', [
    {title: 'When', class: 'time', cell: (one) => parts.times(one.at, one.clock)},
    {title: 'What', class: 'change-what', cell: (one) => h('span', {class: 'state'}, shape(one.form, one.tone), h('span', {}, one.what))},
    {title: 'Model', class: 'line', cell: (one) => (one.model ? h('a', {class: 'plain', href: link(['model', one.model], around(one.at))}, one.model) : h('span', {class: 'note'}, 'all models'))},
    {title: 'In words', class: 'text', cell: (one) => [one.text || h('span', {class: 'faint'}, 'no summary'), one.episode ? [' ', h('a', {href: link(['episode', one.episode])}, 'episode')] : null]},
    {title: 'Where', cell: (one) => one.where || h('span', {class: 'faint'}, 'everywhere')},
    {title: 'By', class: 'line', cell: (one) => one.by || h('span', {class: 'faint'}, '–')},
    {title: 'More', cell: (one) => (one.link ? parts.outside(one.link, /^https?:/i.test(one.link) ? 'link' : one.link) : h('span', {class: 'faint'}, '–'))},
  ], all, {key: (one) => `${one.at} ${one.what} ${one.model}`, sentence: which === 'notes' ? `Nothing that was noted${model ? ` of ${model}` : ''} is kept.`
    : h('span', {}, `No change${model ? ` of ${model}` : ''} is kept. `, h('code', {}, 'tidemark change MODEL --kind deployed --version v43'), ' tells of one, or the changes topic.')});
}

/** A day around it. */
function around(at) {
  const time = words.ms(at);
  return {from: new Date(time - 43_200_000).toISOString(), to: new Date(time + 43_200_000).toISOString()};
}
