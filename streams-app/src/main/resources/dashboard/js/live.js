// What changes is told as it happens: an event stream read by fetch, since EventSource can carry no token; polling where there is none.
// A page that nobody sees lets go of it: browsers have six connections to a server, for all its tabs.

import {headers} from './api.js';

const POLL_MS = 15_000;
const SLOWEST_RETRY_MS = 30_000;
const SILENCE_MS = 40_000;

/** Calls back with {kind, data} on each event, with null where only the clock says to look again, and tells its state. */
export function listen(onEvent, onState) {
  let lastId = null;
  let failures = 0;
  let isStopped = false;
  let controller = null;
  let poll = null;

  function state(word) {
    onState(word);
    if (word === 'live') {
      clearInterval(poll);
      poll = null;
    } else if (poll === null) {
      poll = setInterval(() => onEvent(null), POLL_MS);
    }
  }

  async function run() {
    while (!isStopped) {
      await visible();
      try {
        await read();
        failures = 0;
      } catch {
        failures++;
      }
      if (isStopped) {
        return;
      }
      if (document.hidden) {
        continue;
      }
      state('polling');
      await new Promise((done) => setTimeout(done, Math.min(SLOWEST_RETRY_MS, 1000 * 2 ** failures)));
    }
  }

  async function read() {
    controller = new AbortController();
    const response = await fetch('api/v1/events', {
      headers: {...headers(), Accept: 'text/event-stream', ...(lastId ? {'Last-Event-ID': lastId} : {})},
      signal: controller.signal, cache: 'no-store',
    });
    if (!response.ok || !response.body) {
      throw new Error(`status ${response.status}`);
    }
    failures = 0;
    state('live');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const watchdog = setTimeout(() => controller.abort(), SILENCE_MS);
      const {value, done} = await reader.read().finally(() => clearTimeout(watchdog));
      if (done) {
        return;
      }
      text += value.replaceAll('\r\n', '\n');
      const blocks = text.split('\n\n');
      text = blocks.pop();
      blocks.forEach(tell);
    }
  }

  function tell(block) {
    const event = {kind: 'message', data: ''};
    for (const line of block.split('\n')) {
      const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
      if (field === 'event') {
        event.kind = value;
      } else if (field === 'data') {
        event.data += value;
      } else if (field === 'id') {
        lastId = value;
      }
    }
    if (event.data || event.kind === 'reset') {
      onEvent({kind: event.kind, data: parsed(event.data)});
    }
  }

  function visible() {
    return new Promise((done) => {
      if (document.hidden) {
        document.addEventListener('visibilitychange', () => done(), {once: true});
      } else {
        done();
      }
    });
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return {};
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      controller?.abort();
    }
  });
  run();
  return {
    stop() {
      isStopped = true;
      clearInterval(poll);
      controller?.abort();
    },
  };
}
