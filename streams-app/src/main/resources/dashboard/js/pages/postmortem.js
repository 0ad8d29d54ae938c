// The draft of an episode's postmortem: text to copy, in which only people know the causes.

import * as api from '../api.js';
import {h} from '../dom.js';
import * as parts from '../parts.js';
import {link} from '../route.js';
import * as words from '../words.js';

let said = '';

export const title = () => 'Draft of a postmortem';
export const concerns = ({data}) => ({kinds: ['alert', 'annotation'], model: data.episode?.value?.alert.model});

export function ask({path}) {
  const where = api.path('episodes', path[1] ?? '');
  said = '';
  return {episode: api.get(where), draft: api.get(`${where}/postmortem`)};
}

export function bar({path, data}) {
  const alert = data.episode?.value?.alert;
  return alert ? [h('div', {class: 'bar-model'}, h('a', {class: 'up', href: link(['episodes'])}, 'Episodes'), h('span', {class: 'faint'}, '/'),
      h('a', {class: 'plain', href: link(['episode', path[1]])}, h('strong', {}, `${alert.model}, ${alert.objective.id}`)))] : null;
}

export function view(context) {
  const {path, data} = context;
  return h('div', {class: 'page', key: `postmortem ${path[1]}`}, h('div', {class: 'page-head'}, h('h1', {}, headline(data.episode?.value?.alert))),
      parts.part(data.draft, (value) => draft(value, context), 16));
}

function headline(alert) {
  return alert ? `Draft of a postmortem: ${alert.objective.id} in ${words.sliceName(alert.slice)} of ${alert.model}, ${words.when(alert.since)}` : 'Draft of a postmortem';
}

function draft({markdown}, {path}) {
  return [h('p', {class: 'note'}, 'What was measured is filled in; why it happened is for people to write, without blame. It is of what is kept now, and changes while the episode is open.'),
    h('div', {class: 'row actions', key: 'actions'},
        h('button', {class: 'button is-main', type: 'button', onclick: () => copy(markdown)}, 'Copy as Markdown'),
        h('a', {class: 'button', href: link(['episode', path[1]])}, 'Back to the episode'),
        h('span', {'class': 'note', 'id': 'told', 'aria-live': 'polite'}, said)),
    h('pre', {class: 'draft', id: 'draft', tabindex: 0, role: 'region', 'aria-label': 'The draft as Markdown'}, markdown)];
}

/** Where the clipboard is closed to the page, the text is marked, to be copied by hand. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    said = `Copied, ${words.plural(text.split('\n').length, 'line', 'lines')}.`;
  } catch {
    getSelection().selectAllChildren(document.getElementById('draft'));
    said = 'The browser lets nobody write to the clipboard here: the text is marked, copy it by Ctrl-C.';
  }
  document.getElementById('told').textContent = said;
}
