// Elements from data. All text goes through text nodes and attributes: nothing that came from a topic is ever parsed as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const HANDLERS = ['onclick', 'onkeydown', 'oninput', 'onchange', 'onsubmit', 'ontoggle'];
const mounted = new Set();

/** An element. props: class, key, on… handlers, style (custom properties), island; all others are attributes. */
export function h(tag, props, ...kids) {
  return fill(document.createElement(tag), props, kids);
}

/** The same in SVG. */
export function svg(tag, props, ...kids) {
  return fill(document.createElementNS(SVG, tag), props, kids);
}

function fill(element, props, kids) {
  for (const [name, value] of Object.entries(props ?? {})) {
    set(element, name, value);
  }
  append(element, kids);
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (name === 'key') {
    element.tidemarkKey = String(value);
  } else if (name === 'island') {
    element.tidemarkIsland = value;
  } else if (name.startsWith('on')) {
    element[name] = value;
  } else if (name === 'style') {
    Object.entries(value).forEach(([property, text]) => element.style.setProperty(property, text));
  } else if (name === 'value') {
    element.value = value;
    element.setAttribute('value', value);
  } else if (name === 'href') {
    element.setAttribute('href', safe(value));
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** Addresses come from data too: only pages of ours, http and https are followed. */
export function safe(address) {
  return /^(#|https?:\/\/)/i.test(address) ? address : '#/';
}

function append(element, kids) {
  for (const kid of kids.flat(Infinity)) {
    if (kid !== null && kid !== undefined && kid !== false && kid !== '') {
      element.append(kid instanceof Node ? kid : document.createTextNode(String(kid)));
    }
  }
}

/** An element that looks after itself: mount(element, props) gives {update(props), destroy()}. */
export function island(type, key, props, attributes) {
  return h('div', {...attributes, key, island: {type, props}});
}

/** Makes the children of an element these, touching only what differs, so that focus, scroll and what is open stay. */
export function show(element, ...kids) {
  const wanted = document.createElement('div');
  append(wanted, kids);
  morph(element, wanted);
  mountAll(element);
  for (const one of mounted) {
    if (!one.isConnected) {
      one.tidemarkMounted.destroy();
      mounted.delete(one);
    }
  }
}

function mountAll(root) {
  for (const element of root.querySelectorAll('*')) {
    if (element.tidemarkIsland && !element.tidemarkMounted) {
      element.tidemarkMounted = element.tidemarkIsland.type.mount(element, element.tidemarkIsland.props);
      mounted.add(element);
    }
  }
}

function isSame(left, right) {
  return left.nodeType === right.nodeType
      && left.nodeName === right.nodeName
      && left.tidemarkKey === right.tidemarkKey
      && left.tidemarkIsland?.type === right.tidemarkIsland?.type;
}

function morph(old, wanted) {
  const keyed = new Map();
  for (const child of old.childNodes) {
    if (child.tidemarkKey) {
      keyed.set(child.tidemarkKey, child);
    }
  }
  let at = old.firstChild;
  for (const next of [...wanted.childNodes]) {
    while (at && at.tidemarkKey && !next.tidemarkKey) {
      at = at.nextSibling;
    }
    const match = next.tidemarkKey ? keyed.get(next.tidemarkKey) : at;
    if (match && isSame(match, next)) {
      keyed.delete(next.tidemarkKey);
      if (match === at) {
        at = at.nextSibling;
      } else {
        old.insertBefore(match, at);
      }
      patch(match, next);
      match.tidemarkUsed = true;
    } else {
      old.insertBefore(next, at);
      next.tidemarkUsed = true;
    }
  }
  for (const child of [...old.childNodes]) {
    if (child.tidemarkUsed) {
      delete child.tidemarkUsed;
    } else {
      child.remove();
    }
  }
}

function patch(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) {
      old.nodeValue = next.nodeValue;
    }
    return;
  }
  if (old.tidemarkMounted) {
    old.tidemarkIsland = next.tidemarkIsland;
    old.tidemarkMounted.update(next.tidemarkIsland.props);
    return;
  }
  for (const {name} of [...old.attributes]) {
    if (!next.hasAttribute(name) && name !== 'style' && !(name === 'open' && old.nodeName === 'DETAILS')) {
      old.removeAttribute(name);
    }
  }
  for (const {name, value} of [...next.attributes]) {
    if (name !== 'style' && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  if (old.style.cssText !== next.style.cssText) {
    old.style.cssText = next.style.cssText;
  }
  HANDLERS.forEach((name) => {
    old[name] = next[name];
  });
  if ('value' in old && old !== document.activeElement && old.nodeName !== 'LI' && old.value !== next.value) {
    old.value = next.value;
  }
  morph(old, next);
}
