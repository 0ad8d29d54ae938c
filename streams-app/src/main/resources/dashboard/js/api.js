// Asks /api/v1. What was once known is kept with its age, so that a network that is gone takes nothing away.

const TOKEN = 'tidemark.token';
const known = new Map();
const MOST_KNOWN = 300;
const listeners = new Set();
let unreachableSince = null;

/** A request that was answered with a problem, or not at all. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `status ${status}`);
    this.status = status;
    this.title = body.title ?? '';
    this.nearest = body.nearest ?? null;
  }
}

export function token() {
  try {
    return sessionStorage.getItem(TOKEN) ?? '';
  } catch {
    return '';
  }
}

export function keepToken(text) {
  try {
    if (text) {
      sessionStorage.setItem(TOKEN, text);
    } else {
      sessionStorage.removeItem(TOKEN);
    }
  } catch {
    // Storage is off: it is asked for again after a reload.
  }
}

/** Takes a token out of the address, where a link carried it, before anybody can copy it from there. */
export function takeTokenFromAddress() {
  const match = /^#token=([^&]*)(?:&(.*))?$/.exec(location.hash);
  if (match) {
    keepToken(decodeURIComponent(match[1]));
    history.replaceState(null, '', match[2] ? `#${match[2].replace(/^#/, '')}` : '#/');
  }
}

export function headers() {
  return token() ? {Authorization: `Bearer ${token()}`} : {};
}

/** Told each time the network goes or comes back: since when, or null. */
export function onReach(listener) {
  listeners.add(listener);
}

export function unreachable() {
  return unreachableSince;
}

function reached(isReached) {
  const before = unreachableSince;
  unreachableSince = isReached ? null : unreachableSince ?? Date.now();
  if ((before === null) !== (unreachableSince === null)) {
    listeners.forEach((listener) => listener(unreachableSince));
  }
}

export function path(...segments) {
  return `/${segments.map(encodeURIComponent).join('/')}`;
}

function address(where, query) {
  const given = new URLSearchParams();
  Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
      .forEach(([name, value]) => given.set(name, value));
  const text = given.toString();
  return `api/v1${where}${text ? `?${text}` : ''}`;
}

/**
 * What the API answers; where nobody answers, what it answered last, with staleSince. Throws a Problem where it says no.
 * A server that is there but cannot say now (503) leaves what is known as well.
 */
export async function get(where, query = {}, signal = undefined) {
  const url = address(where, query);
  const kept = known.get(url);
  let response;
  try {
    response = await fetch(url, {headers: {...headers(), ...(kept?.etag ? {'If-None-Match': kept.etag} : {})}, signal, cache: 'no-store'});
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    reached(false);
    return stale(kept, new Problem(0, {title: 'no answer', detail: 'nobody answers at this address'}));
  }
  reached(true);
  if (response.status === 304 && kept) {
    kept.at = Date.now();
    return kept.body;
  }
  if (response.ok) {
    const body = await response.json();
    remember(url, {body, at: Date.now(), etag: response.headers.get('ETag')});
    return body;
  }
  const problem = new Problem(response.status, await bodyOf(response));
  return response.status === 503 ? stale(kept, problem) : fail(problem);
}

function remember(url, entry) {
  known.delete(url);
  known.set(url, entry);
  if (known.size > MOST_KNOWN) {
    known.delete(known.keys().next().value);
  }
}

function stale(kept, problem) {
  return kept ? {...kept.body, staleSince: kept.at} : fail(problem);
}

function fail(problem) {
  throw problem;
}

async function bodyOf(response) {
  try {
    return await response.json();
  } catch {
    return {title: `status ${response.status}`};
  }
}

/** Tells the API what a person does; the answer is an operation's id. */
export async function post(where, body) {
  let response;
  try {
    response = await fetch(`api/v1${where}`, {
      method: 'POST', headers: {...headers(), 'Content-Type': 'application/json'}, body: JSON.stringify(body), cache: 'no-store',
    });
  } catch {
    reached(false);
    throw new Problem(0, {title: 'no answer', detail: 'no answer came: whether it was recorded is not known; look at the timeline before you say it again'});
  }
  if (!response.ok) {
    throw new Problem(response.status, await bodyOf(response));
  }
  return response.json();
}

/** All pages of a list, to a stated number of them. */
export async function all(where, query, member, mostPages = 10) {
  const first = await get(where, {limit: 1000, ...query});
  const items = [...first[member]];
  let next = first.next;
  for (let i = 1; next && i < mostPages; i++) {
    const page = await get(where, {limit: 1000, ...query, after: next});
    items.push(...page[member]);
    next = page.next;
  }
  return {...first, [member]: items, isCut: Boolean(next)};
}
