// What all pages of a model share: its name and pages, the slice, the range, and the marks of its changes and episodes.

import * as api from './api.js';
import {h, island} from './dom.js';
import * as marks from './marks.js';
import * as parts from './parts.js';
import * as range from './range.js';
import {here, link, read} from './route.js';
import {isOpen, state} from './signs.js';
import * as words from './words.js';

const STANDINGS = {coming: 'its reference holds from later on', waited_for: 'its first reference is still being made', expired: 'its reference is too old to compare with',
  replaced: 'another reference holds instead'};

/** From here on data are of the past, however long windows are that are closed after their end. */
export const OLD_MS = 36 * 3_600_000;

const PAGES = [['', 'Objectives'], ['drift', 'Drift'], ['compare', 'Compare'], ['quality', 'Data quality'], ['dependencies', 'Dependencies']];

/** What is asked for on each page of a model. Whatever depends on the range waits for the model itself. */
export function base({path, query}) {
  const [, name] = path;
  const model = api.get(api.path('models', name));
  const slices = api.all(api.path('models', name, 'slices'), {}, 'slices', 3);
  const within = (ask) => model.then((value) => {
    const wanted = range.of(query, value);
    return wanted === null ? null : ask(wanted, value);
  });
  const changes = within((wanted) => api.all('/changes', {model: name, ...between(wanted)}, 'changes', 2));
  const episodes = within((wanted) => api.all('/episodes', {model: name, ...between(wanted)}, 'episodes', 2));
  return {within, asks: {model, slices, changes, episodes}};
}

export function between({from, to}) {
  return {from: range.iso(from), to: range.iso(to)};
}

/** The range that a page shows; null while the model is not known, or has closed no window. */
export function rangeOf({query, data}) {
  return data.model?.value ? range.of(query, data.model.value) : null;
}

export function marksOf(context) {
  const wanted = rangeOf(context);
  return wanted === null ? [] : marks.of(wanted, context.data.changes?.value?.changes ?? [], context.data.episodes?.value?.episodes ?? []);
}

/** Why nobody can say whether something was changed or fired; empty if it is known. */
function unknownOf({changes, episodes}) {
  return changes?.problem || episodes?.problem ? 'Changes and episodes could not be asked for.' : changes?.value && episodes?.value ? '' : '…';
}

/** The lane of marks above a column of charts. */
export function lane(context, key, {isEcho = false, gutters} = {}) {
  const wanted = rangeOf(context);
  return wanted === null ? h('div', {class: 'lane', key}) : island(marks.lane, key, {marks: marksOf(context), range: wanted, isEcho, gutters, unknown: unknownOf(context.data)},
      {'class': `lane${isEcho ? ' is-echo' : ''}`, 'aria-label': isEcho ? null : 'Changes and episodes', 'role': isEcho ? null : 'group', 'aria-hidden': isEcho ? 'true' : null});
}

/** The bar of a model: its pages, slice, range. */
export function bar(context, {hasSlice = true, hasRange = true} = {}) {
  const {path, query, data} = context;
  const [, name, page = ''] = path;
  const kept = {slice: query.slice, range: query.range, from: query.from, to: query.to};
  const slices = (data.slices?.value?.slices ?? []).filter((one) => one.stage === (query.stage ?? 'serving') && !one.slice.startsWith('dependency:'))
      .map((one) => one.slice);
  const taken = query.slice ?? '*';
  const options = [...new Set(['*', taken, ...slices])].sort().map((slice) => [slice, words.sliceName(slice)]);
  return [h('div', {class: 'bar-model'}, h('strong', {}, name)),
    h('nav', {class: 'tabs', 'aria-label': `Pages of ${name}`}, PAGES.map(([word, text]) =>
      h('a', {href: link(word ? ['model', name, word] : ['model', name], kept), 'aria-current': word === page ? 'page' : null}, text)),
    h('a', {href: link(['episodes'], {model: name})}, 'Episodes', openOf(data)),
    h('a', {href: link(['changes'], {model: name})}, 'Changes')),
    h('div', {class: 'bar-end'}, hasSlice ? parts.pick('Slice', 'slice', options, taken) : null,
        !hasRange ? null : data.model?.value ? range.selector(rangeOf(context), data.model.value.closedThrough) : h('span', {class: 'range'}))];
}

function openOf(data) {
  const open = (data.episodes?.value?.episodes ?? []).filter((one) => isOpen(one) && !one.policyStep).length;
  return open ? h('span', {class: 'badge', title: 'open'}, String(open)) : null;
}

/** Why there is nothing to show yet, where that is so: no window closed, no reference. */
export function hindrance({data}) {
  const model = data.model?.value;
  if (!model) {
    return null;
  }
  if (model.closedThrough === null) {
    return parts.empty('No window of this model is closed yet: nothing has come, or the first window is still open. ',
        h('a', {href: link(['pipeline'])}, 'The pipeline'), ' says what was read.');
  }
  return null;
}

/** What the reference is, as a sign where there is none yet; and how old the newest data are, where they are not of today. */
export function reference(model) {
  if (!model) {
    return null;
  }
  const age = model.closedThrough === null ? 0 : Date.now() - words.ms(model.closedThrough);
  const told = age > OLD_MS ? h('span', {class: 'note'}, `newest data ${words.age(age)} ago`) : null;
  if (!model.reference) {
    return told;
  }
  const {kind, name, state: standing} = model.reference;
  return [told, standing === 'holds' ? h('span', {class: 'note'}, `against ${name || kind}`) : state('WARMING_UP', STANDINGS[standing] ?? standing)];
}

export {here, read};
