// The pipeline's own health: who does the work, how far each source is read, what could not be used.

import * as api from '../api.js';
import {h} from '../dom.js';
import * as parts from '../parts.js';
import {here, link} from '../route.js';
import {state} from '../signs.js';
import * as words from '../words.js';

const SLOW_MS = 3_600_000;
const PAST_MS = 60 * 86_400_000;

export const title = () => 'Pipeline';
export const concerns = () => ({kinds: ['progress']});

export function ask({query}) {
  return {pipeline: api.get('/pipeline'), letters: api.get('/dead-letters', {limit: 50, reason: query.reason})};
}

export function view({data, query}) {
  return h('div', {class: 'page', key: 'pipeline'}, h('div', {class: 'page-head'}, h('h1', {}, headline(data.pipeline?.value))),
      parts.part(data.pipeline, (value) => [figures(value), instances(value), h('div', {class: 'pair'}, sources(value), models(value))], 10), letters(data, query));
}

function headline(value) {
  if (!value) {
    return 'Pipeline';
  }
  const restoring = value.instances.filter((one) => one.restoring.length > 0 || one.state.toUpperCase() !== 'RUNNING');
  if (value.missingInstances?.length) {
    return `${value.missingInstances.join(', ')} ${value.missingInstances.length === 1 ? 'does' : 'do'} not answer`;
  }
  const behind = value.sources.filter((one) => one.delayMs > SLOW_MS / 4 && one.state === 'flowing');
  if (restoring.length) {
    return `${restoring.map((one) => one.instance).join(', ')} ${restoring.length === 1 ? 'is' : 'are'} not whole yet; what ${restoring.length === 1 ? 'it holds' : 'they hold'} is answered by others or not at all`;
  }
  if (value.sources.length === 0) {
    return 'No source partition was read yet';
  }
  if (value.sources.every((one) => one.state !== 'flowing')) {
    const left = value.sources.reduce((sum, one) => sum + (one.lagRecords ?? 0), 0);
    return `${value.sources.every((one) => one.state === 'ended') ? 'Every source has ended' : 'Nothing flows now'}, and ${left ? `${words.plural(left, 'record is', 'records are')} still to be read` : 'all that came was read'}`;
  }
  return behind.length ? `${behind.map((one) => one.partition).join(', ')} ${behind.length === 1 ? 'is' : 'are'} read late and hold windows open` : 'Everything is read as it comes';
}

function figures({instances, sources, rejected, deadLetters}) {
  const sum = (name) => instances.reduce((total, one) => total + (one[name] ?? 0), 0);
  const lag = sources.reduce((total, one) => total + (one.lagRecords ?? 0), 0);
  const idle = sources.filter((one) => one.state === 'idle').length;
  const refused = Object.values(rejected ?? {}).reduce((total, n) => total + n, 0);
  return h('dl', {class: 'figures'}, [['events a second', words.count(Math.round(sum('eventsPerSecond')))], ['deltas a second', words.number(sum('deltasPerSecond'))],
    ['records behind', words.count(lag)], ['idle partitions', `${idle} of ${sources.length}`], ['rejected', words.count(refused)],
    ['dead letters', words.count(deadLetters?.records ?? null)], ['state', words.bytes(sum('stateBytes'))], ['heap', words.bytes(sum('heapBytes'))]]
      .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function instances(value) {
  return parts.section('Instances', {}, parts.table('Instances', [
    {title: 'Instance', class: 'name', cell: (one) => [one.instance, one.isHere ? h('span', {class: 'note'}, ' answers you') : null]},
    {title: 'State', cell: (one) => state(one.state)},
    {title: 'Restoring', cell: (one) => (one.restoring.length === 0 ? h('span', {class: 'faint'}, 'nothing') : one.restoring.map((it) =>
      h('span', {class: 'progress'}, h('progress', {max: it.end, value: it.restored, 'aria-label': `${it.store} ${it.partition}`}), ` ${it.store}/${it.partition} ${words.percent(it.end ? it.restored / it.end : 1)}`)))},
    {title: 'Up', class: 'number', cell: (one) => words.duration(one.uptimeMs)},
    {title: 'Threads', class: 'number', cell: (one) => words.count(one.threads)},
    {title: 'Events/s', class: 'number', cell: (one) => words.count(Math.round(one.eventsPerSecond))},
    {title: 'Deltas/s', class: 'number', cell: (one) => words.number(one.deltasPerSecond)},
    {title: 'Live accumulators', class: 'number', cell: (one) => words.count(one.liveAccumulators)},
    {title: 'State', class: 'number', cell: (one) => words.bytes(one.stateBytes)},
    {title: 'Heap', class: 'number', cell: (one) => (one.heapMostBytes ? `${words.bytes(one.heapBytes)} of ${words.bytes(one.heapMostBytes)}` : words.bytes(one.heapBytes))},
  ], value.instances, {key: (one) => one.instance, sentence: 'No instance says that it is there.'}));
}

function sources(value) {
  return parts.section('Source partitions', {note: 'the slowest that flows holds windows open; an idle one does not'}, parts.table('Source partitions', [
    {title: 'Partition', class: 'name', cell: (one) => one.partition},
    {title: 'State', cell: (one) => state(one.state)},
    {title: 'Newest event', class: 'time', cell: (one) => (one.newestEventTime ? h('time', {}, words.when(one.newestEventTime)) : h('span', {class: 'faint'}, 'none yet'))},
    {title: 'Behind the clock', class: 'number', cell: (one) => behind(one)},
    {title: 'Records behind', class: 'number', cell: (one) => words.count(one.lagRecords)},
  ], value.sources, {key: (one) => one.partition, rowClass: (one) => (one.state === 'flowing' && one.delayMs > SLOW_MS / 4 ? 'is-slow' : 'is-quiet'), sentence: 'No source partition was read yet.'}));
}

/** How far behind the clock; a replay of the past is not behind. */
function behind({delayMs}) {
  return delayMs > PAST_MS ? h('span', {class: 'faint'}, 'data of the past') : words.duration(delayMs);
}

function models(value) {
  return parts.section('Watermarks', {}, parts.table('Watermarks', [
    {title: 'Model', class: 'name', cell: (one) => h('a', {href: link(['model', one.model])}, one.model)},
    {title: 'Watermark', class: 'time', cell: (one) => (one.watermark ? h('time', {}, words.when(one.watermark)) : h('span', {class: 'faint'}, 'none yet'))},
    {title: 'Closed through', class: 'time', cell: (one) => (one.closedThrough ? h('time', {}, words.when(one.closedThrough)) : h('span', {class: 'faint'}, 'no window yet'))},
    {title: 'Behind the clock', class: 'number', cell: (one) => behind(one)},
  ], value.models, {key: (one) => one.model, rowClass: () => 'is-quiet', sentence: 'No model is watched.'}));
}

function letters(data, query) {
  const reasons = Object.entries(data.pipeline?.value?.deadLetters?.perReason ?? data.pipeline?.value?.rejected ?? {}).sort((a, b) => b[1] - a[1]);
  return parts.section('Dead letters', {note: 'the newest; where they stand and why, never what was in them',
    aside: reasons.length ? h('div', {class: 'choice', role: 'group', 'aria-label': 'Reason'}, h('a', {href: here({reason: null}), 'aria-current': query.reason ? null : 'true'}, 'all'),
        reasons.map(([reason, n]) => h('a', {href: here({reason}), 'aria-current': query.reason === reason ? 'true' : null}, `${reason} ${words.count(n)}`))) : null},
  parts.part(data.letters, (value) => [parts.table('Dead letters', [
    {title: 'When', class: 'time', cell: (one) => h('time', {}, words.when(one.at))},
    {title: 'Reason', cell: (one) => one.reason},
    {title: 'What was wrong', class: 'text', cell: (one) => one.detail},
    {title: 'Came from', cell: (one) => (one.source ? `${one.source.topic}-${one.source.partition}@${one.source.offset}` : h('span', {class: 'faint'}, '–'))},
    {title: 'Tried', class: 'number', cell: (one) => [one.failures > 1 ? `${words.count(one.failures)} times` : 'once', one.isReplayed ? h('span', {class: 'tag'}, 'sent again') : null]},
    {title: 'Letter', class: 'number', cell: (one) => one.letter},
  ], value.letters, {key: (one) => one.letter, sentence: query.reason ? `No letter of the newest is for ${query.reason}.` : reasons.length ? `${words.plural(reasons.reduce((sum, [, n]) => sum + n, 0), 'record', 'records')} could not be used; none of their letters is kept any more.` : 'Every record could be used.'}),
  value.letters.length ? h('p', {class: 'note'}, 'After a fix ', h('code', {}, 'tidemark dlq replay --send'), ' sends them back to where they stood, each once.') : null]));
}
