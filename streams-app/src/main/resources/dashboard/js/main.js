// The frame: which page the address names, its data and their age, live updates, theme and zone.

import * as api from './api.js';
import * as crosshair from './crosshair.js';
import {h, show} from './dom.js';
import {listen} from './live.js';
import {problem} from './parts.js';
import * as route from './route.js';
import {shape} from './signs.js';
import * as words from './words.js';
import * as changes from './pages/changes.js';
import * as compare from './pages/compare.js';
import * as config from './pages/config.js';
import * as dependencies from './pages/dependencies.js';
import * as drift from './pages/drift.js';
import * as episode from './pages/episode.js';
import * as episodes from './pages/episodes.js';
import * as model from './pages/model.js';
import * as overview from './pages/overview.js';
import * as pipeline from './pages/pipeline.js';
import * as postmortem from './pages/postmortem.js';
import * as quality from './pages/quality.js';

const NAV = [[[], 'Overview'], [['episodes'], 'Episodes'], [['changes'], 'Changes'], [['dependencies'], 'Dependencies'],
  [['pipeline'], 'Pipeline'], [['config'], 'Configuration']];
const MODEL_PAGES = {'': model, drift, compare, quality, dependencies};
const CALM_MS = 2_000;
const BACK_MS = 5_000;

const state = {page: null, key: '', data: {}, query: {}, turn: 0, live: 'connecting', liveSince: Date.now()};
let refreshing = null;
let drawing = false;

function pageOf({path}) {
  if (path.length === 0) {
    return overview;
  }
  if (path[0] === 'model' && path.length >= 2) {
    return MODEL_PAGES[path[2] ?? ''] ?? null;
  }
  if (path[0] === 'episode' && path[2] === 'postmortem') {
    return postmortem;
  }
  return {episodes, episode, changes, dependencies, pipeline, config}[path[0]] ?? null;
}

/** Goes where the address says. Data of the same page stay until the new ones are there. */
function navigate() {
  api.takeTokenFromAddress();
  const address = route.read();
  const page = pageOf(address);
  const key = address.path.join('/');
  const isOther = key !== state.key;
  Object.assign(state, {page, key, path: address.path, query: address.query, data: isOther ? {} : state.data});
  if (isOther) {
    crosshair.point(null);
    window.scrollTo(0, 0);
  }
  draw();
  ask(isOther);
}

/** Asks for everything that a page needs; each answer is shown when it comes. */
function ask(isOther = false) {
  const turn = ++state.turn;
  if (!state.page) {
    return;
  }
  const main = document.getElementById('main');
  const asked = Object.entries(state.page.ask({path: state.path, query: state.query}));
  let left = asked.length;
  main.setAttribute('aria-busy', 'true');
  for (const [name, promise] of asked) {
    promise.then((value) => ({value}), (problem) => ({problem})).then((got) => {
      if (turn !== state.turn) {
        return;
      }
      state.data[name] = got.problem && !(got.problem instanceof api.Problem) ? bug(got.problem) : got;
      if (--left === 0) {
        main.removeAttribute('aria-busy');
      }
      draw();
      if (isOther && left === 0) {
        document.title = titleOf();
      }
    });
  }
}

function bug(failure) {
  console.error(failure);
  return {problem: new api.Problem(-1, {detail: `the dashboard stumbled: ${failure.message}`})};
}

function titleOf() {
  return `${state.page?.title?.({path: state.path, query: state.query, data: state.data}) ?? 'Not there'} · Tidemark`;
}

function draw() {
  if (!drawing) {
    drawing = true;
    queueMicrotask(() => {
      drawing = false;
      const context = {path: state.path, query: state.query, data: state.data, refresh};
      show(document.getElementById('nav'), nav());
      show(document.getElementById('tools'), tools());
      show(document.getElementById('notices'), notices());
      const bar = state.page?.bar?.(context);
      show(document.getElementById('bar'), bar ? h('div', {class: 'bar'}, bar) : null);
      show(document.getElementById('main'), forbidden() ?? (state.page ? state.page.view(context) : notThere()));
      document.title = titleOf();
    });
  }
}

/** Without a token nothing can be shown; it is asked for once, whatever the page asked. */
function forbidden() {
  const refused = Object.values(state.data).find((got) => got.problem?.status === 401);
  return refused ? h('div', {class: 'page', key: 'token'}, h('h1', {}, state.page?.title?.({path: state.path, query: state.query, data: {}}) ?? 'Tidemark'), problem(refused.problem)) : null;
}

function notThere() {
  return h('div', {class: 'problem'}, h('strong', {}, 'There is no such page'), h('p', {}, 'The address names none: ', location.hash),
      h('p', {}, h('a', {href: '#/'}, 'All models')));
}

function nav() {
  return NAV.map(([path, text]) => h('a', {href: route.link(path),
    'aria-current': (state.path[0] ?? '') === (path[0] ?? '') || path.length === 0 && state.path[0] === 'model' || path[0] === 'episodes' && state.path[0] === 'episode' ? 'page' : null}, text));
}

function tools() {
  const theme = document.documentElement.dataset.theme ?? 'system';
  const next = {system: 'light', light: 'dark', dark: 'system'}[theme];
  const age = Date.now() - state.liveSince;
  const [tone, form, text] = api.unreachable() !== null ? ['bad', 'cross', Date.now() - api.unreachable() < 1_000 ? 'no network' : `no network for ${words.duration(Date.now() - api.unreachable())}`]
    : state.live === 'live' ? ['good', 'dot', 'live'] : state.live === 'polling' ? ['info', 'half', 'every 15 s'] : ['none', 'ring', 'connecting'];
  return [h('span', {class: `state is-${tone} live`, title: `for ${words.duration(age)}`}, shape(form, tone), h('span', {}, text)),
    h('button', {class: 'quiet', type: 'button', title: 'Times in the zone of this browser, or in UTC', onclick: () => {
      words.setZone(words.isUtc() ? 'local' : 'utc');
      keep('zone', words.isUtc() ? 'utc' : 'local');
      draw();
      crosshair.themeChanged();
    }}, words.isUtc() ? 'UTC' : 'local time'),
    h('button', {class: 'quiet', type: 'button', 'aria-label': `Theme: ${theme}; change to ${next}`, title: `Theme: ${theme}`, onclick: () => {
      if (next === 'system') {
        delete document.documentElement.dataset.theme;
      } else {
        document.documentElement.dataset.theme = next;
      }
      keep('theme', next);
      draw();
      crosshair.themeChanged();
    }}, {system: 'auto', light: 'light', dark: 'dark'}[theme])];
}

function keep(name, value) {
  try {
    localStorage.setItem(`tidemark.${name}`, value);
  } catch {
    // Storage is off; it holds until the page is closed.
  }
}

/** How far what is shown is to be believed: its age, what is missing, what has not been read yet. */
function notices() {
  const all = Object.values(state.data).map((got) => got.value).filter(Boolean);
  const stale = all.map((value) => value.staleSince).filter(Boolean);
  const missing = [...new Set(all.flatMap((value) => value.answer?.missing ?? []))];
  const lost = all.map((value) => value.board?.behindSince).filter(Boolean).sort();
  const behind = all.filter((value) => value.board && !value.board.isWhole && !value.board.behindSince);
  const standby = all.flatMap((value) => value.answer?.parts ?? []).filter((one) => one.role === 'standby' && one.behindRecords !== 0);
  const note = (tone, form, text) => h('p', {class: `notice is-${tone}`}, shape(form, tone), h('span', {}, text));
  return [
    stale.length ? note('bad', 'cross', `Nobody answers. What is shown was known ${words.duration(Date.now() - Math.min(...stale))} ago, and stays.`) : null,
    missing.length ? note('warn', 'hatch', `Not whole: nobody could answer for ${missing.join(', ')}. What is missing counts as nothing below.`) : null,
    lost.length ? note('bad', 'cross', `Alerts and changes told since ${words.when(lost[0])} may be missing: their topics are out of reach.`) : null,
    behind.length ? note('info', 'half', `Alerts and changes are still being read: ${words.count(Math.max(...behind.map((value) => value.board.behindRecords)))} records to go.`) : null,
    standby.length ? note('info', 'half', `A stand-by answers for ${[...new Set(standby.map((one) => one.part))].join(', ')}, ${
      standby.some((one) => one.behindRecords === null) ? 'nobody knows how far' : words.count(Math.max(...standby.map((one) => one.behindRecords))) + ' changes'} behind.`) : null,
  ];
}

/** Looks again, at most every two seconds whatever is told. */
function refresh(waitMs = 0) {
  if (refreshing === null) {
    refreshing = setTimeout(() => {
      refreshing = null;
      if (!document.hidden) {
        ask();
      } else {
        document.addEventListener('visibilitychange', () => ask(), {once: true});
      }
    }, waitMs);
  }
}

function told(event) {
  const concerns = state.page?.concerns?.({path: state.path, data: state.data});
  if (event === null || event.kind === 'reset' || !concerns
      || concerns.kinds.includes(event.kind) && (!concerns.model || !event.data.model || concerns.model === event.data.model)) {
    refresh(CALM_MS);
  }
}

function start() {
  try {
    words.setZone(localStorage.getItem('tidemark.zone') ?? 'local');
  } catch {
    // Storage is off: the browser's zone.
  }
  document.getElementById('skip').onclick = () => document.getElementById('main').focus();
  window.addEventListener('hashchange', navigate);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', crosshair.themeChanged);
  api.onReach((since) => {
    draw();
    if (since === null) {
      refresh(BACK_MS);
    }
  });
  setInterval(() => {
    if (api.unreachable() !== null) {
      draw();
      refresh();
    }
  }, BACK_MS);
  document.addEventListener('keydown', (event) => {
    const field = document.querySelector('#main input[type=search], #bar input[type=search]');
    if (event.key === '/' && field && !['INPUT', 'SELECT', 'TEXTAREA'].includes(document.activeElement.nodeName)) {
      event.preventDefault();
      field.focus();
    }
    if (event.key === 'Escape') {
      document.querySelectorAll('details[open].range-ends, details[open].lane-group, details[open].meaning').forEach((one) => {
        one.open = false;
        one.querySelector('summary').focus();
      });
    }
  });
  navigate();
  listen(told, (word) => {
    if (word !== state.live) {
      if (word === 'live' && state.live === 'polling') {
        refresh();
      }
      state.live = word;
      state.liveSince = Date.now();
      draw();
    }
  });
}

start();
