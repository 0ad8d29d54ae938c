// What a person does about an episode: acknowledge, silence, note. Each becomes a record on a topic, which everybody then sees.

import * as api from './api.js';
import {h, show} from './dom.js';
import * as words from './words.js';

const FIELDS = {
  acknowledge: [['reason', 'What are you going to do?', 'text', false]],
  silence: [['length', 'For how long', 'choice', true, [['1h', '1 hour'], ['4h', '4 hours'], ['24h', 'a day'], ['7d', 'a week']]], ['reason', 'Why', 'text', true]],
  note: [['text', 'What should others know?', 'text', true]],
  resolve: [['reason', 'Why is it over?', 'text', true]],
};
const TITLES = {acknowledge: 'Acknowledge', silence: 'Silence', note: 'Note', resolve: 'Close by hand'};
const EXPLAINED = {
  acknowledge: 'You have it: nobody else is told again while it is open.',
  silence: 'Nobody is told of this objective in this slice and severity until then. It goes on being judged.',
  note: 'It is kept with the episode, at its newest event time, and goes into the postmortem.',
  resolve: 'The episode ends now. It opens again if the condition still holds in the next window.',
};

/** Opens the dialog of an action on an episode; done is called once the API has taken it. */
export function act(kind, alert, done) {
  const host = document.getElementById('dialogs');
  const fields = [['by', 'Your name, if it is not the token’s', 'name', false], ...FIELDS[kind]];
  const said = h('div', {'aria-live': 'polite'});
  const dialog = h('dialog', {'aria-labelledby': 'dialog-title'}, h('form', {method: 'dialog', onsubmit: async (event) => {
    event.preventDefault();
    const button = dialog.querySelector('.is-main');
    button.disabled = true;
    try {
      const given = Object.fromEntries(fields.map(([name]) => [name, dialog.querySelector(`[name=${name}]`).value.trim()]));
      remember(given.by);
      const told = await send(kind, alert, given);
      dialog.close();
      done(`${TITLES[kind]}: recorded; it shows here once it is judged. ${(told.doubts ?? []).join('; ')}`);
    } catch (problem) {
      button.disabled = false;
      show(said, refusal(problem));
    }
  }}, h('h2', {id: 'dialog-title'}, TITLES[kind]), h('p', {class: 'note'}, EXPLAINED[kind]), fields.map(field), said,
  h('div', {class: 'row'}, h('button', {class: 'button is-main', type: 'submit'}, TITLES[kind]),
      h('button', {class: 'button', type: 'button', onclick: () => dialog.close()}, 'Cancel'))));
  dialog.onclose = () => dialog.remove();
  host.replaceChildren(dialog);
  dialog.showModal();
}

function field([name, label, type, isRequired, options]) {
  const id = `field-${name}`;
  const shared = {id, name, required: isRequired};
  return h('p', {class: 'field'}, h('label', {for: id}, label, isRequired || type === 'name' ? null : h('span', {class: 'note'}, ' (may be empty)')),
      type === 'choice' ? h('select', shared, options.map(([value, text]) => h('option', {value}, text)))
        : h('input', {...shared, type: 'text', maxlength: type === 'name' ? 64 : 500, autocomplete: type === 'name' ? 'username' : 'off', value: type === 'name' ? remembered() : ''}));
}

function refusal(problem) {
  return h('div', {class: 'problem', role: 'alert'}, h('strong', {}, problem.status === 401 || problem.status === 403 ? 'You may look, not act' : 'Not recorded'), h('p', {}, problem.message),
      problem.status === 401 || problem.status === 403 ? h('p', {class: 'note'}, 'A token of the role act is needed: open this page with #token=… at the end of the address, or use ',
          h('code', {}, 'tidemark ack'), ', which takes the rights of Kafka instead.') : null);
}

function send(kind, alert, {by, reason, text, length}) {
  const where = {model: alert.model, objective: alert.objective.id, slice: alert.slice};
  if (kind === 'acknowledge' || kind === 'resolve') {
    return api.post(api.path('episodes', alert.episodeId, kind), {by, reason});
  }
  if (kind === 'note') {
    return api.post('/notes', {...where, at: alert.metricTime, by, text});
  }
  const from = words.ms(alert.clockTime) > Date.now() - 86_400_000 ? Date.now() : words.ms(alert.metricTime);
  return api.post('/silences', {...where, severity: alert.severity.toLowerCase(), from: new Date(from).toISOString(), to: new Date(from + words.lengthMs(length)).toISOString(), by, reason});
}

function remember(name) {
  try {
    localStorage.setItem('tidemark.name', name);
  } catch {
    // It is asked for again.
  }
}

function remembered() {
  try {
    return localStorage.getItem('tidemark.name') ?? '';
  } catch {
    return '';
  }
}
