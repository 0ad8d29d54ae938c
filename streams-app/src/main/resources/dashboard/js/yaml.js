// Objects as the lines of a YAML file, to be read; and as a flat list of names and values, to be searched.

const SHORT = 96;

function isPlain(value) {
  return value === null || typeof value !== 'object';
}

/** Whether it fits on a line. */
export function isSmall(value) {
  return isPlain(value) || !text(value).trimEnd().includes('\n') && text(value).length <= SHORT;
}

/** Lines of YAML; objects and lists of plain values that are short stand on one line. */
export function text(value, indent = '') {
  if (isPlain(value)) {
    return `${indent}${plain(value)}\n`;
  }
  const flow = inFlow(value);
  if (flow !== null && flow.length + indent.length <= SHORT) {
    return `${indent}${flow}\n`;
  }
  return Array.isArray(value) ? value.map((one) => item(one, indent)).join('') : Object.entries(value).map(([name, one]) => entry(name, one, indent)).join('');
}

function entry(name, value, indent) {
  const inner = text(value, `${indent}  `);
  return isOneLine(value, inner) ? `${indent}${name}: ${inner.trim()}\n` : `${indent}${name}:\n${inner}`;
}

function item(value, indent) {
  return `${indent}- ${text(value, `${indent}  `).trimStart()}`;
}

function isOneLine(value, inner) {
  return isPlain(value) || /^\s*[[{]/.test(inner) && !inner.trimEnd().includes('\n');
}

function inFlow(value) {
  const of = Array.isArray(value) ? value.map(inFlowOrPlain) : Object.entries(value).map(([name, one]) => (inFlowOrPlain(one) === null ? null : `${name}: ${inFlowOrPlain(one)}`));
  return of.includes(null) ? null : Array.isArray(value) ? `[${of.join(', ')}]` : `{${of.join(', ')}}`;
}

function inFlowOrPlain(value) {
  return isPlain(value) ? plain(value) : inFlow(value);
}

function plain(value) {
  return typeof value === 'string' && (value === '' || /^[\s{[*&!|>%@`"'-]|: |[#,\]}]|:$|^[\d.+-]+$|^(true|false|null|yes|no)$/.test(value)) && value !== '***' ? JSON.stringify(value) : String(value);
}

/** [path, value] of all that is no object: monitors[0].windows.size. */
export function leaves(value, path = '') {
  if (isPlain(value)) {
    return [[path, value]];
  }
  if (Object.keys(value).length === 0) {
    return [[path, Array.isArray(value) ? '[]' : '{}']];
  }
  return Object.entries(value).flatMap(([name, one]) => leaves(one, Array.isArray(value) ? `${path}[${name}]` : path ? `${path}.${name}` : name));
}
