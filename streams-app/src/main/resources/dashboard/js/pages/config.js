// The configuration in force: what the application runs with, and the monitor file with every default filled in. Secrets are ***.

import * as api from '../api.js';
import {h} from '../dom.js';
import * as parts from '../parts.js';
import {here, link} from '../route.js';
import * as words from '../words.js';
import {isSmall, leaves, text} from '../yaml.js';

const MOST = 300;

export const title = () => 'Configuration';
export const concerns = () => ({kinds: []});

export function ask() {
  return {config: api.get('/config')};
}

export function view({query, data}) {
  return h('div', {class: 'page', key: 'config'}, h('div', {class: 'page-head'}, h('h1', {}, headline(data.config?.value)), parts.search('Find a setting', 'q', query.q)),
      h('p', {class: 'note'}, 'As it is in force, with every default; what is *** is a secret, or of a redacted column.'),
      parts.part(data.config, (value) => (query.q ? found(value, query.q) : all(value)), 16));
}

function headline(value) {
  if (!value) {
    return 'Configuration in force';
  }
  const models = value.monitors.monitors ?? [];
  const name = value.application.application?.['application-id'];
  return `Configuration in force${name ? ` of ${name}` : ''}: ${words.plural(models.length, 'model', 'models')}`;
}

/** What has that in its path or value, a line each. */
function found(value, wanted) {
  const {monitors: models = [], ...rest} = value.monitors;
  const named_ = {...Object.fromEntries(models.map(({model: name, ...settings_}) => [name, settings_])), ...rest, ...value.application};
  const lines = leaves(named_).filter(([path, it]) => `${path}: ${it}`.toLowerCase().includes(wanted.toLowerCase()));
  return [settings('Settings that were found', lines.slice(0, MOST), h('span', {}, `No setting has “${wanted}” in its name or value. `, h('a', {href: here({q: null})}, 'All of them'))),
    lines.length > MOST ? h('p', {class: 'note'}, `${words.count(lines.length - MOST)} more; give more of the name.`) : null];
}

function settings(caption, lines, sentence) {
  return parts.table(caption, [
    {title: 'Setting', class: 'setting', cell: ([path]) => h('code', {}, path)},
    {title: 'Value', class: 'text', cell: ([, value]) => shown(value)},
  ], lines, {key: ([path]) => path, sentence});
}

function shown(value) {
  return value === '***' ? h('span', {class: 'tag'}, '*** hidden') : isEmpty(value) ? h('span', {class: 'faint'}, 'none') : String(value);
}

function all({application, monitors}) {
  const {monitors: models = [], ...rest} = monitors;
  return [...models.map(model), ...Object.entries(rest).filter(([, value]) => !isEmpty(value)).map(([name, value]) => tree(name, 'of the monitor file', value)),
    ...Object.entries(application).map(([name, values]) => parts.section(`${name[0].toUpperCase()}${name.slice(1)}`, {note: 'of this instance'},
        entries(values)))];
}

function isEmpty(value) {
  return value === null || value === '' || typeof value === 'object' && Object.keys(value).length === 0;
}

function model({model: name, ...settings_}) {
  return parts.section(name, {id: `model ${name}`, note: h('a', {href: link(['model', name])}, 'the model')}, entries(settings_));
}

function tree(name, note, value) {
  return parts.section(name, {note}, isSmall(value) || Array.isArray(value) ? block(name, value) : entries(value));
}

/** The parts of a model: short ones at once, long ones behind their name. */
function entries(value) {
  return h('dl', {class: 'tree'}, Object.entries(value).map(([name, it]) => h('div', {key: name}, h('dt', {}, name), h('dd', {}, isEmpty(it) || it === '***' ? shown(it) : isSmall(it) ? text(it).trim() : block(name, it)))));
}

/** What is in it, where it is closed. */
function named(value) {
  return Array.isArray(value) ? words.plural(value.length, 'entry', 'entries') : Object.keys(value).join(', ');
}

function block(name, value) {
  const yaml = text(value);
  return h('details', {class: 'as-table', key: `block ${name}`}, h('summary', {}, words.plural(yaml.trimEnd().split('\n').length, 'line', 'lines')), h('span', {class: 'note'}, named(value)), h('pre', {class: 'yaml', tabindex: 0, role: 'region', 'aria-label': name}, yaml));
}
