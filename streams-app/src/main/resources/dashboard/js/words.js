// Numbers, times and states as people read them. A number carries its unit, n and bounds, or is not shown.

const THIN = '\u202f';
const NONE = '–';
let zone = 'local';

/** 'local' or 'utc'. */
export function setZone(value) {
  zone = value === 'utc' ? 'utc' : 'local';
}

export function zoneName() {
  if (zone === 'utc') {
    return 'UTC';
  }
  const minutes = -new Date().getTimezoneOffset();
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return minutes === 0 && name === 'UTC' ? 'UTC' : name;
}

export function isUtc() {
  return zone === 'utc';
}

export function ms(time) {
  return time === null || time === undefined ? null : typeof time === 'number' ? time : Date.parse(time);
}

function parts(time) {
  const date = new Date(time);
  const read = zone === 'utc' ? 'getUTC' : 'get';
  const two = (n) => String(n).padStart(2, '0');
  return {
    day: `${date[read + 'FullYear']()}-${two(date[read + 'Month']() + 1)}-${two(date[read + 'Date']())}`,
    minute: `${two(date[read + 'Hours']())}:${two(date[read + 'Minutes']())}`,
    second: two(date[read + 'Seconds']()),
  };
}

/** 2026-01-31 14:05. */
export function when(time) {
  const at = ms(time);
  if (at === null || Number.isNaN(at)) {
    return NONE;
  }
  const p = parts(at);
  return `${p.day} ${p.minute}`;
}

/** 14:05 where it is the day of `beside`; else with its day. */
export function whenBeside(time, beside) {
  const at = ms(time);
  if (at === null) {
    return NONE;
  }
  const p = parts(at);
  const other = beside === null || beside === undefined ? '' : parts(ms(beside)).day;
  return other === p.day ? p.minute : `${other.slice(0, 4) === p.day.slice(0, 4) ? p.day.slice(5) : p.day} ${p.minute}`;
}

/** From … to …, the second without what is the same. */
export function span(from, to) {
  const left = parts(ms(from));
  const right = parts(ms(to));
  const day = right.day.slice(0, 4) === left.day.slice(0, 4) ? right.day.slice(5) : right.day;
  return `${left.day} ${left.minute} to ${right.day === left.day ? right.minute : `${day} ${right.minute}`}`;
}

const YEAR_MS = 31_556_952_000;

/** How long ago: as a duration, of years where a number of days says nothing. */
export function age(lengthMs) {
  return lengthMs >= 2 * YEAR_MS ? `${Math.floor(lengthMs / YEAR_MS)} years` : duration(lengthMs);
}

const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1_000]];

/** 19 h, 3 d 4 h, 12 min: two units at most, the second only where the first is small. */
export function duration(lengthMs) {
  if (lengthMs === null || lengthMs === undefined || !Number.isFinite(lengthMs)) {
    return NONE;
  }
  if (Math.abs(lengthMs) < 1_000) {
    return `${Math.round(lengthMs)}${THIN}ms`;
  }
  const sign = lengthMs < 0 ? '−' : '';
  const length = Math.abs(lengthMs);
  const i = UNITS.findIndex(([, size]) => length >= size);
  const [unit, size] = UNITS[i];
  const whole = Math.floor(length / size);
  const rest = UNITS[i + 1] ? Math.floor((length - whole * size) / UNITS[i + 1][1]) : 0;
  return sign + whole + THIN + unit + (whole < 10 && rest > 0 ? ` ${rest}${THIN}${UNITS[i + 1][0]}` : '');
}

/** 5m, 12h, 7d: as the API's step takes it. */
export function step(lengthMs) {
  for (const [unit, size] of [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000]]) {
    if (lengthMs % size === 0) {
      return lengthMs / size + unit;
    }
  }
  return `${lengthMs}ms`;
}

/** A length of 5m, 12h, 7d in milliseconds; null if it is none. */
export function lengthMs(text) {
  const match = /^(\d+)(m|h|d)$/.exec(text ?? '');
  return match ? Number(match[1]) * {m: 60_000, h: 3_600_000, d: 86_400_000}[match[2]] : null;
}

const GROUPED = new Intl.NumberFormat('en', {maximumFractionDigits: 0});

/** 98,400. */
export function count(value) {
  return value === null || value === undefined || !Number.isFinite(Number(value)) ? NONE : GROUPED.format(value);
}

/** 1.3 k, 12 M: where room is short. */
export function short(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  for (const [unit, limit] of [['G', 1e9], ['M', 1e6], ['k', 1e3]]) {
    if (size >= limit) {
      return trimmed(value / limit, size / limit >= 100 ? 0 : 1) + THIN + unit;
    }
  }
  return size >= 100 || Number.isInteger(value) ? String(Math.round(value)) : number(value);
}

function trimmed(value, digits) {
  const text = value.toFixed(digits);
  return (text.includes('.') ? text.replace(/\.?0+$/, '') : text).replace('-', '−');
}

/** Three digits that mean something. */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(Number(value))) {
    return NONE;
  }
  const size = Math.abs(value);
  if (size === 0) {
    return '0';
  }
  if (size >= 1e7 || size < 1e-4) {
    return Number(value).toExponential(2).replace('-', '−');
  }
  if (size >= 1000) {
    return GROUPED.format(value).replace('-', '−');
  }
  return (size >= 0.1 ? Number(value).toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2) : Number(value).toPrecision(2)).replace('-', '−');
}

/** 41 %, 4.1 %, 0.21 %: a share as people read it. */
export function percent(share) {
  if (share === null || share === undefined || !Number.isFinite(Number(share))) {
    return NONE;
  }
  const value = share * 100;
  const size = Math.abs(value);
  const digits = size === 0 || size >= 99.95 && size <= 100 && value === Math.round(value) ? 0
    : size >= 99 && size < 100 ? 2 : size >= 20 ? 0 : size >= 0.95 ? 1 : 2;
  return value.toFixed(digits).replace('-', '−') + THIN + '%';
}

/** 41 %, −18 %: of budgets, where a tenth of a percent says nothing. */
export function whole(share) {
  return share === null || share === undefined ? NONE : `${GROUPED.format(Math.round(share * 100) || 0)}${THIN}%`.replace('-', '−');
}

/** A target: 99.9 %, with all the digits it has. */
export function target(share) {
  return `${Number((share * 100).toPrecision(8))}${THIN}%`;
}

/** A share on an axis: 0.5 %, 50 %. */
export function trimmedPercent(share) {
  return `${Number((share * 100).toPrecision(3))}${THIN}%`.replace('-', '−');
}

export function bytes(value) {
  if (value === null || value === undefined) {
    return NONE;
  }
  for (const [unit, size] of [['GiB', 2 ** 30], ['MiB', 2 ** 20], ['KiB', 2 ** 10]]) {
    if (value >= size) {
      return trimmed(value / size, value / size >= 100 ? 0 : 1) + THIN + unit;
    }
  }
  return `${value}${THIN}B`;
}

const SHARES = new Set(['unseen', 'share', 'missing', 'invalid', 'wrong_type', 'not_a_number', 'infinite', 'out_of_range',
  'constant', 'near_empty', 'column_added', 'column_removed', 'not_allowed', 'pattern_mismatch', 'completeness', 'duplicate',
  'late', 'rejected', 'failed', 'slow', 'unhealthy', 'vanished', 'drift_share']);

/** Whether a measure is a share of rows. */
export function isShare(measure) {
  return SHARES.has(measure);
}

/** A measure's value in its own unit. */
export function measured(measure, value, unit) {
  if (value === null || value === undefined) {
    return NONE;
  }
  if (SHARES.has(measure)) {
    return percent(value);
  }
  if (measure === 'freshness') {
    return duration(value * 1000);
  }
  return number(value) + (unit && unit !== 'share' ? ` ${unit}` : '');
}

/** ks of 12 × 5 min. */
export function scaled(scale, windowMs) {
  return scale && windowMs ? `${scale}${THIN}×${THIN}${duration(windowMs)}` : '';
}

/** A slice as people say it. */
export function sliceName(slice) {
  return !slice || slice === '*' ? 'all events' : slice.startsWith('dependency:') ? slice.slice(11) : slice;
}

const KINDS = {deployed: 'deployed', loaded: 'loaded', load_failed: 'failed to load', promoted: 'promoted', rolled_back: 'rolled back to',
  config_changed: 'configuration of', schema_changed: 'schema of', feature_flag: 'flag', dependency: 'dependency',
  data_source_changed: 'source of data', retrained: 'retrained', demoted: 'demoted', other: 'changed'};

/** What was changed, in a few words. */
export function changed(change) {
  const kind = String(change.kind).toLowerCase();
  const thing = [change.subject, change.version].filter(Boolean).join(' ');
  const from = change.previousVersion ? `, was ${change.previousVersion}` : '';
  return `${KINDS[kind] ?? kind.replaceAll('_', ' ')} ${thing}${from}`.trim();
}

export function plural(n, one, many) {
  return `${count(n)} ${n === 1 ? one : many}`;
}
