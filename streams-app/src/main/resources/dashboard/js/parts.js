// What pages are made of: sections, tables, and sentences for where there is nothing to see.

import {h} from './dom.js';
import {go, here, link} from './route.js';
import {keepToken, token} from './api.js';
import * as words from './words.js';

/** Where something is still to come: nothing for 300 ms, then its outline, of the height that it will have. */
export function skeleton(lines = 3, label = 'loading') {
  return h('div', {class: 'skeleton', role: 'img', 'aria-label': label},
      Array.from({length: lines}, (_, i) => h('span', {style: {'--width': `${90 - (i * 17) % 40}%`}})));
}

/** One sentence where there is nothing, and what can be done about it. */
export function empty(sentence, ...more) {
  return h('p', {class: 'empty'}, sentence, ...more);
}

/** A section with a heading. */
export function section(title, {aside = null, id = null, note = null} = {}, ...kids) {
  return h('section', {class: 'section', key: id ?? title, 'aria-label': title},
      h('div', {class: 'section-head'}, h('h2', {}, title), note ? h('span', {class: 'note'}, note) : null, aside),
      kids);
}

/** A part of a page: what came, why it did not come, or that it is coming. */
export function part(asked, view, lines = 3) {
  if (!asked || (asked.value === undefined && !asked.problem)) {
    return skeleton(lines);
  }
  if (asked.value === undefined) {
    return problem(asked.problem);
  }
  return view(asked.value);
}

/** What is wrong, in the API's own words, and the way on. */
export function problem(failure) {
  if (failure.status === 401) {
    return askToken(failure);
  }
  const title = failure.title === 'range not kept' ? 'Not kept that far back'
    : {0: 'Nobody answers', 403: 'Not allowed', 404: 'Not there', 413: 'Too much at once', 503: 'Not now'}[failure.status] ?? 'This could not be answered';
  return h('div', {class: 'problem', role: 'alert'}, h('strong', {}, title), h('p', {}, failure.status === 0 ? 'This was not known before the network went. It is asked for again every five seconds.' : failure.message),
      failure.status === 403 ? h('p', {class: 'note'}, 'Whoever runs it gives tokens by lines act.NAME=TOKEN in the file of --http-tokens.') : null,
      failure.status === 503 ? h('p', {class: 'note'}, 'State is being restored or moves to another instance; this page asks again by itself.') : null,
      failure.nearest ? h('p', {}, 'Perhaps ', h('a', {href: nearestLink(failure)}, failure.nearest), '?') : null);
}

function nearestLink(failure) {
  const kind = failure.title.replace('unknown ', '');
  if (kind === 'model') {
    const [, , ...rest] = location.hash.replace(/^#\//, '').split('?')[0].split('/');
    return link(['model', failure.nearest, ...rest]);
  }
  if (kind === 'episode') {
    return link(['episode', failure.nearest]);
  }
  return here({[kind]: failure.nearest});
}

function askToken(failure) {
  const field = h('input', {id: 'token', type: 'password', name: 'token', autocomplete: 'off', required: true, spellcheck: 'false'});
  return h('form', {class: 'problem', onsubmit: (event) => {
    event.preventDefault();
    keepToken(field.value.trim());
    location.reload();
  }}, h('strong', {}, token() ? 'This token is not known here' : 'A token is needed to look'), h('p', {}, failure.message),
  h('label', {for: 'token'}, 'Token'), h('div', {class: 'row'}, field, h('button', {class: 'button is-main', type: 'submit'}, 'Look')),
  h('p', {class: 'note'}, 'It stays in this tab until it is closed. A link may carry it once, as #token=…'));
}

/**
 * A table. columns: {title, cell(row), class, hide}; rows that lead somewhere have a link in their first cell. What is wider than
 * the page scrolls inside its own box.
 */
export function table(caption, columns, rows, {rowClass = () => '', key = (row, i) => i, sentence = 'Nothing.', form = ''} = {}) {
  if (rows.length === 0) {
    return empty(sentence);
  }
  return h('div', {class: 'table-box', tabindex: 0, role: 'group', 'aria-label': caption},
      h('table', {class: form}, h('caption', {class: 'hidden'}, caption),
          h('thead', {}, h('tr', {}, columns.map((column) => h('th', {scope: 'col', class: column.class, title: column.hint}, column.title)))),
          h('tbody', {}, rows.map((row, i) => h('tr', {key: `row ${key(row, i)}`, class: rowClass(row)}, columns.map((column, n) =>
            h(n === 0 ? 'th' : 'td', {scope: n === 0 ? 'row' : null, class: column.class}, column.cell(row))))))));
}

/** Name and value, one below the other. */
export function facts(...pairs) {
  return h('dl', {class: 'facts'}, pairs.filter((pair) => pair && pair[1] !== null && pair[1] !== undefined && pair[1] !== '')
      .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** Event time, with the clock's beside it where they differ by more than a minute. */
export function times(event, clock) {
  const apart = clock ? Math.abs(words.ms(clock) - words.ms(event)) : 0;
  return h('span', {class: 'times'}, h('time', {datetime: event}, words.when(event)),
      apart > 60_000 ? h('span', {class: 'note', title: 'by the clock'}, ` clock ${words.whenBeside(clock, event)}`) : null);
}

/** A choice of a few, one of them taken; each is a link, so that it can be copied. */
export function choice(label, parameter, options, taken) {
  return h('div', {class: 'choice', role: 'group', 'aria-label': label}, options.map(([value, text]) =>
    h('a', {href: here({[parameter]: value}), 'aria-current': value === taken ? 'true' : null}, text)));
}

/** A list to take one of by keyboard or mouse. */
export function pick(label, parameter, options, taken, changes = {}) {
  const id = `pick-${parameter}`;
  return h('label', {class: 'pick', for: id}, h('span', {class: parameter === 'slice' ? 'hidden' : ''}, label),
      h('select', {id, onchange: (event) => go(here({...changes, [parameter]: event.target.value}))},
          options.map(([value, text]) => h('option', {value, selected: value === taken}, text))));
}

/** A search field that filters by a parameter of the address. */
export function search(label, parameter, text) {
  let wait = null;
  return h('label', {class: 'pick'}, h('span', {class: 'hidden'}, label),
      h('input', {type: 'search', placeholder: label, value: text ?? '', 'aria-label': label, spellcheck: 'false', oninput: (event) => {
        clearTimeout(wait);
        const wanted = event.target.value;
        wait = setTimeout(() => go(here({[parameter]: wanted}), 'replace'), 200);
      }}));
}

/** A link that leads out of here; text where the address is none to follow. */
export function outside(address, text) {
  return /^https?:\/\//i.test(address ?? '')
    ? h('a', {href: address, rel: 'noopener noreferrer', target: '_blank'}, text, h('span', {class: 'hidden'}, ' (opens a new tab)'))
    : h('span', {}, text);
}
