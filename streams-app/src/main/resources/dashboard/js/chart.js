// A chart of event time: lines, a band, levels; marks of changes and episodes; the page's crosshair; and all of it as text and table.

import uPlot from '../uplot/uPlot.esm.js';
import {h, show} from './dom.js';
import * as crosshair from './crosshair.js';
import * as range from './range.js';
import * as words from './words.js';

const AXIS = 56;
const RIGHT = 24;
const EMPTY_PX = 56;

/**
 * An island. props: title, times (ms), series [{label, values, colour, dash, fill}], format(value), range {from, to, windowMs},
 * marks [{at, until, tone, kind}], levels [{value, label}], band {low, high, label}, least, most, height, note, stepMs, sentence.
 */
export const chart = {
  mount(element, props) {
    return new Chart(element, props);
  },
};

class Chart {
  constructor(element, props) {
    this.element = element;
    element.classList.add('chart');
    this.plot = h('div', {class: 'plot'});
    this.head = h('div', {class: 'chart-head'});
    this.foot = h('div', {class: 'chart-foot'});
    element.replaceChildren(this.head, this.plot, this.foot);
    this.follower = (time) => this.pointAt(time);
    this.stopFollowing = crosshair.follow(this.follower);
    this.stopPainting = crosshair.onTheme(() => this.draw());
    this.observer = new ResizeObserver(() => this.resize());
    this.update(props);
    this.observer.observe(this.plot);
  }

  update(props) {
    this.props = props;
    this.index = null;
    this.plot.style.height = `${this.isEmpty ? EMPTY_PX : props.height ?? 120}px`;
    const key = JSON.stringify([props.times, props.series.map((one) => [one.label, one.values, one.colour]), props.marks, props.levels,
      props.band, props.range, words.isUtc(), props.height]);
    if (key !== this.key) {
      this.key = key;
      this.draw();
    }
    this.texts();
  }

  destroy() {
    this.stopFollowing();
    this.stopPainting();
    this.observer.disconnect();
    this.uplot?.destroy();
  }

  get isEmpty() {
    return !this.props.series.some((one) => one.values.some((value) => value !== null && value !== undefined));
  }

  draw() {
    this.uplot?.destroy();
    this.uplot = null;
    if (this.isEmpty) {
      this.plot.replaceChildren(h('p', {class: 'empty'}, this.props.sentence ?? 'No events in this range.'));
      this.plot.removeAttribute('tabindex');
      this.plot.removeAttribute('role');
      return;
    }
    const {times, series} = this.props;
    this.plot.replaceChildren();
    this.uplot = new uPlot(this.options(), [times.map((time) => time / 1000), ...series.map((one) => one.values)], this.plot);
    this.reachable();
    this.pointAt(crosshair.pointed());
  }

  options() {
    const colour = crosshair.ink();
    const {props} = this;
    const axis = {stroke: colour('ink-2'), grid: {stroke: colour('grid'), width: 1}, ticks: {show: false}, font: '11px system-ui, sans-serif'};
    return {
      width: Math.max(160, this.plot.clientWidth), height: props.height ?? 120, padding: [6, RIGHT, 0, 0], legend: {show: false},
      tzDate: (seconds) => (words.isUtc() ? uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC') : new Date(seconds * 1000)),
      cursor: {y: false, points: {size: 5}, drag: {x: true, y: false, setScale: false}},
      scales: {
        x: {time: true, range: () => [props.range.from / 1000, props.range.to / 1000]},
        y: {range: (u, low, high) => this.reach(low, high)},
      },
      axes: [
        {...axis, size: 24, gap: 6, space: 76, values: (u, ticks, a, b, step) => ticks.map((tick, i) => fitting(tickText(tick, i, ticks, step), u.valToPos(tick, 'x') > u.bbox.width / devicePixelRatio - RIGHT))},
        {...axis, size: AXIS, gap: 4, space: 28, values: (u, ticks) => ticks.map((tick) => (props.format === words.percent ? words.trimmedPercent(tick) : words.short(tick)))},
      ],
      series: [{}, ...props.series.map((one) => ({
        label: one.label, stroke: colour(one.colour), width: one.width ?? 1.5, dash: one.dash, points: {show: this.isAlone(one)},
        fill: one.fill ? colour(one.fill) : undefined, spanGaps: false,
      }))],
      hooks: {
        drawClear: [(u) => this.below(u, colour)],
        drawAxes: [(u) => this.levels(u, colour)],
        draw: [(u) => this.above(u, colour), (u) => this.levelWords(u, colour)],
        setCursor: [(u) => this.moved(u)],
        setSelect: [(u) => this.selected(u)],
      },
    };
  }

  /** A value with nothing on either side is no line; it is shown as a point. */
  isAlone(one) {
    return one.values.filter((value) => value !== null).length < 3;
  }

  reach(low, high) {
    const {least, most, levels = [], band} = this.props;
    const all = [low, high, ...levels.map((level) => level.value), ...(band ? [band.low, band.high] : [])].filter(Number.isFinite);
    const bottom = least ?? Math.min(...all);
    const top = Math.max(most ?? -Infinity, ...all);
    const room = (top - bottom || Math.abs(top) || 1) * 0.06;
    return [least === undefined || Math.min(...all) < least ? Math.min(bottom, ...all) - room : least, top + room];
  }

  below(u, colour) {
    const {ctx, bbox} = u;
    const {band, marks = []} = this.props;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    for (const mark of marks.filter((one) => one.until)) {
      ctx.fillStyle = colour(`wash-${mark.tone}`);
      const left = u.valToPos(mark.at / 1000, 'x', true);
      ctx.fillRect(left, bbox.top, Math.max(2, u.valToPos(mark.until / 1000, 'x', true) - left), 5 * devicePixelRatio);
    }
    if (band) {
      ctx.fillStyle = colour('band');
      const top = u.valToPos(band.high, 'y', true);
      ctx.fillRect(bbox.left, top, bbox.width, u.valToPos(band.low, 'y', true) - top);
    }
    ctx.restore();
  }

  /** Levels stand behind the data. */
  levels(u, colour) {
    const {ctx, bbox} = u;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.lineWidth = ratio;
    ctx.strokeStyle = colour('level');
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    for (const {value} of this.props.levels ?? []) {
      const y = Math.round(u.valToPos(value, 'y', true)) + 0.5;
      line(ctx, bbox.left, y, bbox.left + bbox.width, y);
    }
    ctx.restore();
  }

  /** Their words stand above everything, at the side where there are fewer data, and not upon one another. */
  levelWords(u, colour) {
    const {ctx, bbox} = u;
    const {levels = [], series} = this.props;
    const ratio = devicePixelRatio;
    const isLateStart = series.every((one) => one.values.slice(0, Math.ceil(one.values.length / 3)).every((value) => value === null || value === undefined));
    const taken = [];
    ctx.save();
    ctx.font = `${10 * ratio}px system-ui, sans-serif`;
    ctx.lineJoin = 'round';
    for (const level of levels.filter((one) => one.label)) {
      const isLeft = level.side === 'left' || isLateStart;
      const at = Math.round(u.valToPos(level.value, 'y', true));
      const y = at - bbox.top < 14 * ratio ? at + 11 * ratio : at - 3 * ratio;
      if (taken.some((other) => Math.abs(other - y) < 11 * ratio)) {
        continue;
      }
      taken.push(y);
      ctx.textAlign = isLeft ? 'left' : 'right';
      const x = isLeft ? bbox.left + 4 * ratio : bbox.left + bbox.width - 4 * ratio;
      ctx.lineWidth = 3 * ratio;
      ctx.strokeStyle = colour('paper');
      ctx.strokeText(level.label, x, y);
      ctx.fillStyle = colour('ink-2');
      ctx.fillText(level.label, x, y);
    }
    ctx.restore();
  }

  above(u, colour) {
    const {ctx, bbox} = u;
    const {marks = []} = this.props;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.lineWidth = ratio;
    for (const mark of marks) {
      const x = Math.round(u.valToPos(mark.at / 1000, 'x', true)) + 0.5;
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.strokeStyle = colour(mark.tone);
        ctx.setLineDash(mark.kind === 'change' ? [2 * ratio, 3 * ratio] : []);
        line(ctx, x, bbox.top, x, bbox.top + bbox.height);
      }
    }
    ctx.restore();
  }

  moved(u) {
    if (this.isTold || u.cursor.event?.type === undefined) {
      return;
    }
    this.index = u.cursor.idx ?? null;
    this.values();
    crosshair.point(this.index === null || u.cursor.left < 0 ? null : this.props.times[this.index], this.follower);
  }

  pointAt(time) {
    if (!this.uplot) {
      return;
    }
    this.isTold = true;
    if (time === null) {
      this.index = null;
      this.uplot.setCursor({left: -10, top: -10});
    } else {
      this.index = nearest(this.props.times, time);
      this.uplot.setCursor({left: this.uplot.valToPos(this.props.times[this.index] / 1000, 'x'), top: 10});
    }
    this.isTold = false;
    this.values();
  }

  selected(u) {
    if (u.select.width > 8) {
      const from = u.posToVal(u.select.left, 'x') * 1000;
      const to = u.posToVal(u.select.left + u.select.width, 'x') * 1000;
      u.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
      range.take(from, to, this.props.range.windowMs);
    }
  }

  /** By keyboard the crosshair goes bucket by bucket, and says what it is at. */
  reachable() {
    const {plot} = this;
    plot.tabIndex = 0;
    plot.setAttribute('role', 'slider');
    plot.setAttribute('aria-valuemin', '0');
    plot.setAttribute('aria-valuemax', String(this.props.times.length - 1));
    plot.onkeydown = (event) => {
      const steps = {ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity}[event.key];
      if (event.key === 'Escape') {
        crosshair.point(null);
      } else if (steps !== undefined) {
        event.preventDefault();
        const last = this.props.times.length - 1;
        const at = Math.max(0, Math.min(last, (this.index ?? last) + steps));
        crosshair.point(this.props.times[at]);
      }
    };
  }

  resize() {
    const width = this.plot.clientWidth;
    if (this.uplot && width > 0 && width !== this.uplot.width) {
      this.uplot.setSize({width, height: this.props.height ?? 120});
    }
  }

  texts() {
    const {title, note} = this.props;
    show(this.head, h('h3', {}, title), note ? h('span', {class: 'note'}, note) : null);
    this.plot.setAttribute('aria-label', `${title}. ${this.summary()}`);
    this.values();
  }

  summary() {
    if (this.isEmpty) {
      return this.props.sentence ?? 'No events in this range.';
    }
    const format = this.props.format ?? words.short;
    const marks = (this.props.marks ?? []).length;
    return `${words.span(this.props.range.from, this.props.range.to)}. ${this.props.series.map((one) => {
      const known = one.values.filter((value) => value !== null && value !== undefined);
      return known.length === 0 ? `${one.label}: nothing` : `${one.label}: least ${format(Math.min(...known))}, most ${format(Math.max(...known))}, last ${
        format(known[known.length - 1])}`;
    }).join('; ')}.${marks ? ` ${words.plural(marks, 'change or episode', 'changes and episodes')} marked.` : ''}`;
  }

  /** Values at the crosshair, or the newest. */
  values() {
    if (this.isEmpty) {
      show(this.foot);
      return;
    }
    const {series, times, format = words.short} = this.props;
    const at = this.index ?? lastKnown(series);
    this.plot.setAttribute('aria-valuenow', String(at));
    const said = series.map((one) => `${one.label} ${format(one.values[at] ?? null)}`).join(', ');
    this.plot.setAttribute('aria-valuetext', `${words.when(times[at])}: ${said}`);
    show(this.foot, h('time', {class: this.index === null ? 'is-last' : ''}, words.when(times[at])),
        series.map((one) => h('span', {class: 'legend'}, swatch(one), h('span', {}, one.label), h('b', {}, format(one.values[at] ?? null)))),
        this.props.band ? h('span', {class: 'legend'}, h('i', {class: 'swatch is-band'}), h('span', {}, this.props.band.label)) : null,
        this.asTable());
  }

  asTable() {
    const {times, series, format = words.short, title} = this.props;
    return h('details', {class: 'as-table', key: 'table', ontoggle: (event) => {
      const box = event.target.querySelector('div');
      box.replaceChildren(...(event.target.open ? [h('table', {}, h('caption', {class: 'hidden'}, title),
          h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, words.zoneName()), series.map((one) => h('th', {scope: 'col'}, one.label)))),
          h('tbody', {}, times.map((time, i) => h('tr', {}, h('th', {scope: 'row'}, words.when(time)),
              series.map((one) => h('td', {class: 'number'}, format(one.values[i] ?? null)))))))] : []));
    }}, h('summary', {'aria-label': `${title} as a table`}, 'table'), h('div', {key: 'rows', class: 'table-box', island: {type: still, props: {}}}));
  }
}

/** What a details box was filled with is left alone when the values around it change. */
const still = {mount: () => ({update() {}, destroy() {}})};

function swatch(one) {
  return h('i', {class: `swatch${one.dash ? ' is-dashed' : ''}`, style: {'--colour': `var(--${one.colour})`}});
}

function lastKnown(series) {
  for (let i = series[0].values.length - 1; i > 0; i--) {
    if (series.some((one) => one.values[i] !== null && one.values[i] !== undefined)) {
      return i;
    }
  }
  return 0;
}

function line(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** The bucket that a time lies in, or is nearest to; times ascend. */
export function nearest(times, time) {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle] <= time) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** At the right end there is room for a day or a time, not for both. */
function fitting(text, isLast) {
  return isLast ? text.slice(0, text.length > 5 && text.includes(':') ? 5 : undefined) : text;
}

function tickText(tick, i, ticks, step) {
  const text = words.when(tick * 1000);
  const isNewDay = i === 0 || text.slice(0, 10) !== words.when(ticks[i - 1] * 1000).slice(0, 10);
  const isNewYear = i === 0 || text.slice(0, 4) !== words.when(ticks[i - 1] * 1000).slice(0, 4);
  if (step >= 86_400) {
    return isNewYear ? text.slice(0, 10) : text.slice(5, 10);
  }
  return isNewDay ? text.slice(5, 16) : text.slice(11, 16);
}
