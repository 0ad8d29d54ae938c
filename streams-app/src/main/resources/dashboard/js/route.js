// The address holds the whole state of a page: #/model/NAME/drift?slice=country%3DBR&range=24h&column=amount.

/** The address as {path: [...], query: {...}}. */
export function read(hash = location.hash) {
  const text = hash.replace(/^#\/?/, '');
  const cut = text.indexOf('?');
  const path = (cut < 0 ? text : text.slice(0, cut)).split('/').filter(Boolean).map(decoded);
  const query = {};
  new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1)).forEach((value, name) => {
    query[name] = value;
  });
  return {path, query};
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address of a page; parameters that are empty or null are left out. */
export function link(path, query = {}) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '' && !(name === 'slice' && value === '*')) {
      given.set(name, value);
    }
  }
  const text = given.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** The same page with some parameters changed. */
export function here(changes) {
  const {path, query} = read();
  return link(path, {...query, ...changes});
}

/** Goes there; a step that nobody wants to go back to replaces the present one. */
export function go(address, how = 'push') {
  if (address === location.hash) {
    return;
  }
  if (how === 'replace') {
    history.replaceState(null, '', address);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = address;
  }
}
