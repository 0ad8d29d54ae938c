// The two sides of a comparison in the address: a range, a slice and a stage each. A says what is in order, B is judged.

import {h} from './dom.js';
import * as range from './range.js';
import {go, here} from './route.js';
import * as words from './words.js';

const WEEK_MS = 7 * 86_400_000;

/** {a, b} of an address, each {from, to, slice, stage}; where none is given, the halves of the usual range. Null before the first window is closed. */
export function of(query, model) {
  const usual = range.of({}, model);
  if (usual === null) {
    return null;
  }
  const windows = Math.max(2, (usual.to - usual.from) / usual.windowMs);
  const middle = usual.to - Math.ceil(windows / 2) * usual.windowMs;
  return {a: side(query, 'a', {from: usual.from, to: middle}), b: side(query, 'b', {from: middle, to: usual.to})};
}

function side(query, name, otherwise) {
  const [from, to] = (query[name] ?? '').split('..').map((text) => words.ms(text));
  const span = Number.isFinite(from) && Number.isFinite(to) && from < to ? {from, to} : otherwise;
  return {...span, slice: query[`${name}s`] || '*', stage: query[`${name}t`] || 'serving'};
}

/** Parameters for the API. */
export function asked({a, b}) {
  return {reference: text(a), current: text(b), referenceSlice: a.slice, slice: b.slice, referenceStage: a.stage, stage: b.stage};
}

export function text({from, to}) {
  return `${range.iso(from)}..${range.iso(to)}`;
}

/** A side in words. */
export function said({from, to, slice, stage}) {
  return `${words.sliceName(slice)}${stage === 'training' ? ' in training' : ''}, ${words.span(from, to)}`;
}

function address({a, b}) {
  return {a: text(a), b: text(b), as: a.slice === '*' ? null : a.slice, bs: b.slice === '*' ? null : b.slice,
    at: a.stage === 'serving' ? null : a.stage, bt: b.stage === 'serving' ? null : b.stage, column: null, view: null};
}

/** Comparisons that people ask for: before and after, a week apart, the two newest versions. */
export function ready(model, sides) {
  const {b} = sides;
  const shifted = (by) => ({...b, from: b.from - by, to: b.to - by});
  const [newest, before] = [...(model.versions ?? [])].filter((one) => one.stage === 'serving').sort((x, y) => words.ms(y.firstPane) - words.ms(x.firstPane));
  const length = b.to - b.from;
  return h('div', {class: 'several note'}, 'ready-made: ', h('a', {href: here(address({a: shifted(length), b}))}, 'B against the time before it'),
      length <= WEEK_MS ? h('a', {href: here(address({a: shifted(WEEK_MS), b}))}, 'B against a week before') : null,
      newest && before ? h('a', {href: here(address(versions(model, before, newest)))}, `${before.version} against ${newest.version}`) : null,
      h('a', {href: here(address({a: b, b: sides.a}))}, 'A and B swapped'));
}

/** The newer version while it served, beside the older one in as far as it served by then. */
function versions({windowMs, closedThrough}, before, newest) {
  const floor = (time) => Math.floor(words.ms(time) / windowMs) * windowMs;
  const end = (version) => Math.min(words.ms(closedThrough), floor(version.lastPane) + windowMs);
  return {a: {from: floor(before.firstPane), to: end(before), slice: before.slice, stage: 'serving'},
    b: {from: floor(newest.firstPane), to: end(newest), slice: newest.slice, stage: 'serving'}};
}

/** The form of both sides. */
export function form(sides, slices, windowMs) {
  return h('form', {class: 'sides', key: 'sides', onsubmit: (event) => {
    event.preventDefault();
    const a = read('a', windowMs);
    const b = read('b', windowMs);
    if (a && b) {
      go(here(address({a, b})));
    } else {
      event.target.reportValidity();
    }
  }, oninput: () => ['a', 'b'].forEach((name) => field(name, 'to').setCustomValidity(''))},
  fields('a', 'A, which says what is in order', sides.a, slices), fields('b', 'B, which is judged', sides.b, slices),
  h('div', {class: 'sides-end'}, h('button', {class: 'button is-main', type: 'submit'}, 'Compare')));
}

function field(name, part) {
  return document.getElementById(`side-${name}-${part}`);
}

/** What is filled in, at whole windows; null if it ends before it begins. */
function read(name, windowMs) {
  const [from, to] = ['from', 'to'].map((part) => Date.parse(`${field(name, part).value}Z`));
  if (!(from < to)) {
    field(name, 'to').setCustomValidity('must be after the beginning');
    return null;
  }
  return {from: Math.floor(from / windowMs) * windowMs, to: Math.ceil(to / windowMs) * windowMs, slice: field(name, 'slice').value, stage: field(name, 'stage').value};
}

function fields(name, legend, side, slices) {
  const id = (part) => `side-${name}-${part}`;
  const time = (part, label) => h('label', {for: id(part)}, h('span', {}, label), h('input', {id: id(part), type: 'datetime-local', required: true, value: range.iso(side[part]).slice(0, 16)}));
  const choose = (part, label, options) => h('label', {for: id(part)}, h('span', {}, label),
      h('select', {id: id(part)}, options.map(([value, said_]) => h('option', {value, selected: value === side[part]}, said_))));
  const names = [...new Set(['*', side.slice, ...slices])].sort();
  return h('fieldset', {}, h('legend', {}, legend), time('from', 'From (UTC)'), time('to', 'To (UTC)'),
      choose('slice', 'Slice or version', names.map((slice) => [slice, words.sliceName(slice)])), choose('stage', 'Stage', [['serving', 'serving'], ['training', 'training']]));
}
