// All models, one row each, by what needs a person most.

import * as api from '../api.js';
import {h} from '../dom.js';
import {OLD_MS} from '../frame.js';
import * as parts from '../parts.js';
import {link} from '../route.js';
import {budget, shape, spark, state, urgency, verdicts} from '../signs.js';
import * as words from '../words.js';

const TOLD_MS = 600_000;

export const title = () => 'Overview';
export const concerns = () => ({kinds: ['alert', 'status', 'decision', 'change', 'progress']});

export function ask() {
  const open = (severity, limit) => api.get('/episodes', {open: true, severity, limit});
  return {overview: api.get('/overview'), pages: open('page', 50), tickets: open('ticket', 20), infos: open('info', 8)};
}

export function view({data, query}) {
  return h('div', {class: 'page', key: 'overview'}, h('div', {class: 'page-head'}, h('h1', {}, data.overview?.value ? sentence(data.overview.value) : 'Models'),
      parts.search('Find a model', 'q', query.q)),
  parts.part(data.overview, (value) => models(value, query.q ?? '', episodes(data)), 12),
  open(episodes(data)));
}

function needs(model) {
  return model.burning.page + model.burning.ticket > 0 || Boolean(model.worst && (model.worst.budgetRemaining <= 0 || model.worst.state === 'NO_DATA'));
}

/** Who is needed; and where that is not known, or known of the past only, that first. */
function sentence(value) {
  const {models} = value;
  if (models.length === 0) {
    return 'No model is watched yet';
  }
  const waiting = models.filter(needs);
  if (waiting.length > 0) {
    const quiet = models.length - waiting.length;
    return `${words.plural(waiting.length, 'model needs', 'models need')} somebody: ${waiting.slice(0, 3).map((model) => model.model).join(', ')}${
      waiting.length > 3 ? ` and ${waiting.length - 3} more` : ''}${quiet ? `; ${isWhole(value) ? `${quiet} quiet` : `of ${quiet} it is not known`}` : ''}`;
  }
  const all = words.plural(models.length, 'model', 'models');
  if (!isWhole(value)) {
    return `Whether one of ${all} needs somebody is not known: ${value.board.isWhole ? `nobody could answer for ${value.answer.missing.join(', ')}` : value.board.behindSince ? 'the topics of alerts are out of reach' : 'alerts are still being read'}`;
  }
  const unjudged = models.filter((model) => model.closedThrough === null).length;
  if (unjudged === models.length) {
    return `${all}, and no window of any is closed yet: nothing is judged`;
  }
  const old = models.filter(isOld);
  if (old.length === 0) {
    return `${all}, and nobody is needed${unjudged ? `; ${unjudged} not judged yet` : ''}`;
  }
  const age = words.age(Math.min(...old.map(ageOf)));
  return old.length === models.length ? `${all}; nobody was needed when their newest data came, ${age} ago. What is so now is not known`
    : `Nobody is needed as far as is known; ${old.length === 1 ? `${old[0].model} has` : `${old.length} models have`} had no data for ${age}`;
}

function isWhole(value) {
  return value.board.isWhole && value.answer.missing.length === 0;
}

/** How far the newest closed window is behind the clock; windows of a day are closed a day late. */
function ageOf(model) {
  return Date.now() - words.ms(model.closedThrough);
}

function isOld(model) {
  return model.closedThrough !== null && ageOf(model) > OLD_MS;
}

/** What is open: whoever is woken by it before who finds it on a desk. */
const episodes = (data) => [data.pages, data.tickets, data.infos].flatMap((got) => got?.value?.episodes ?? []);

/** What is open, in the words of its alerts; below the models, where there is room. */
function open(episodes) {
  const alerts = episodes.filter((one) => !one.policyStep).sort((a, b) => urgency(a.severity) - urgency(b.severity) || words.ms(b.since) - words.ms(a.since)).slice(0, 8);
  return alerts.length === 0 ? null : parts.section('Open now', {note: h('a', {href: link(['episodes'])}, 'all episodes')}, h('ul', {class: 'open-list'}, alerts.map((one) =>
    h('li', {key: one.episodeId}, state(one.severity), h('a', {href: link(['episode', one.episodeId])}, one.headline), h('span', {class: 'note'}, one.acknowledgedBy ? `${one.acknowledgedBy} has it` : 'nobody has it')))));
}

function models(value, wanted, episodes) {
  if (value.models.length === 0) {
    return parts.empty('The monitor file names no model. ', h('code', {}, 'tidemark init'), ' writes a first one from a file or a topic.');
  }
  const shown = value.models.filter((model) => model.model.toLowerCase().includes(wanted.toLowerCase()));
  return parts.table('Models by what needs a person', columns(episodes), shown, {
    form: 'tight', key: (model) => model.model, rowClass: (model) => (needs(model) ? '' : 'is-quiet'),
    sentence: `No model is called anything like “${wanted}”.`,
  });
}

function columns(episodes) {
  return [
    {title: 'Model', class: 'name', cell: (model) => h('a', {href: link(['model', model.model])}, model.model)},
    {title: 'Worst budget left', class: 'worst', cell: worst},
    {title: 'Burning', cell: (model) => burning(model, episodes)},
    {title: 'Data', class: 'w-data', hint: 'columns in the newest window', cell: (model) => h('a', {class: 'plain', href: link(['model', model.model, 'drift']), title: model.lacking ?? undefined}, model.lacking ? 'not known' : verdicts(model.data))},
    {title: 'Traffic', class: 'wide-only', hint: 'rows of the newest windows', cell: (model) => (model.traffic ? spark(model.traffic, 'rows') : h('span', {class: 'faint'}, '–'))},
    {title: 'Closed to', class: 'time', hint: 'event time of the newest closed window, and how long ago that is', cell: closed},
    {title: 'Last change', class: 'change wide-only', cell: lastChange},
    {title: 'Gate', class: 'gate', hint: 'what the error budgets allow', cell: gate},
  ];
}

function worst(model) {
  if (!model.worst) {
    return h('span', {class: 'faint'}, model.slos === 0 ? 'no objective' : 'not judged yet');
  }
  const {objective, slice, state: name, budgetRemaining, timeToExhaustionMs} = model.worst;
  if (name === 'WARMING_UP' || name === 'NO_DATA') {
    return h('span', {class: 'worst-line'}, state(name));
  }
  return h('span', {class: 'worst-line'}, budget(budgetRemaining), h('span', {class: 'note'},
      timeToExhaustionMs ? `gone in ${words.duration(timeToExhaustionMs)}: ` : '', slice === '*' ? objective : `${objective} in ${words.sliceName(slice)}`));
}

function burning(model, episodes) {
  const {page, ticket, info} = model.burning;
  const open = episodes.filter((one) => one.model === model.model);
  const href = open.length === 1 ? link(['episode', open[0].episodeId]) : link(['episodes'], {model: model.model});
  const all = [['PAGE', page], ['TICKET', ticket], ['INFO', info]].filter(([, n]) => n > 0);
  if (all.length === 0) {
    return h('span', {class: 'faint'}, model.episodesOpen ? h('a', {href}, `${model.episodesOpen} open`) : 'none');
  }
  return h('a', {class: 'plain several', href, title: open.map((one) => one.headline).join('\n')}, all.map(([name, n]) => state(name, n === 1 ? undefined : `${n} ${{PAGE: 'pages', TICKET: 'tickets', INFO: 'infos'}[name]}`)));
}

/** Until when the data are known, and how long ago that is. */
function closed(model) {
  const at = words.ms(model.closedThrough);
  if (at === null) {
    return h('span', {class: 'faint'}, 'none yet');
  }
  const age = ageOf(model);
  return h('span', {class: isOld(model) ? 'state is-warn' : ''}, isOld(model) ? shape('ring', 'warn') : null, h('span', {}, h('time', {datetime: model.closedThrough, title: words.when(at), class: age > TOLD_MS ? 'wide-only' : null}, words.whenBeside(at, Date.now())),
      age > TOLD_MS ? h('span', {class: 'note'}, ` ${words.age(age)} ago`) : null));
}

function lastChange(model) {
  const change = model.lastChange;
  return change ? h('a', {class: 'plain', href: link(['changes'], {model: model.model}), title: `${words.changed(change)}, ${words.when(change.eventTime)}. ${change.summary}`}, h('span', {}, words.changed({...change, previousVersion: ''})), ' ',
      h('span', {class: 'note'}, words.whenBeside(change.eventTime, model.closedThrough ?? change.eventTime))) : h('span', {class: 'faint'}, '–');
}

function gate(model) {
  const {decision} = model;
  if (!decision) {
    return h('span', {class: 'faint'}, '–');
  }
  const text = !decision.deploysAllowed ? 'no deploys' : decision.canaryOnly ? 'canaries only' : !decision.promotionsAllowed ? 'no promotions'
    : decision.reviewRequired ? 'review' : 'open';
  return text === 'open' ? h('span', {class: 'faint'}, 'open') : h('span', {class: 'state is-warn'}, shape('lock', 'warn'), h('span', {}, text));
}
