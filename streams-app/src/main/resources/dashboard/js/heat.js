// A heat map of event time: rows of columns or slices, cells of signed strength. Only what is in sight is drawn, so 1,000 rows scroll.

import {h, show} from './dom.js';
import * as crosshair from './crosshair.js';
import {nearest} from './chart.js';
import * as words from './words.js';

const ROW = 20;
const HEAD = 20;
const END = 64;
const NARROW = 560;

/**
 * An island. props: rows [{name, text, cells, strongest}], times, stepMs, range, marks, taken {row, time}, open(name, time), more(),
 * label, height.
 */
export const heat = {
  mount(element, props) {
    return new Heat(element, props);
  },
};

/** What a map leaves free to the left of its cells, for names, and to the right of them. */
export function gutters(width) {
  return width < NARROW ? [104, 0] : [184, END];
}

/** What a cell says, in one sentence. */
export function said(cell, name, from, stepMs) {
  const where = `${name}, ${words.span(from, from + stepMs)}`;
  if (!cell) {
    return `${where}: no data`;
  }
  const {m, v, lo, hi, t, n, s, verdict} = cell;
  const bounds = lo === null || lo === undefined ? '' : ` (${words.measured(m, lo)} to ${words.measured(m, hi)})`;
  const value = v === null || v === undefined ? '' : `${m} ${words.measured(m, v)}${bounds} against ${words.measured(m, t)} allowed, `;
  const word = {GOOD: 'good', BAD: 'bad', INSUFFICIENT: 'too few rows to say', WARMING_UP: 'warming up'}[verdict] ?? String(verdict).toLowerCase();
  return `${where}: ${value}n ${words.count(Math.round(n))}; ${word}${verdict === 'BAD' && s ? `, ${words.number(Math.abs(s))} × what is allowed` : ''}`;
}

class Heat {
  constructor(element, props) {
    this.element = element;
    this.at = null;
    this.canvas = h('canvas', {'aria-hidden': 'true'});
    this.names = h('div', {class: 'heat-names'});
    this.body = h('div', {class: 'heat-body'}, h('div', {class: 'heat-view'}, this.canvas, this.names));
    this.cell = h('div', {role: 'gridcell', id: 'heat-cell', class: 'hidden'});
    this.scroll = h('div', {class: 'heat-scroll', tabindex: 0, role: 'grid', 'aria-activedescendant': 'heat-cell'},
        h('div', {role: 'row', class: 'hidden'}, this.cell), this.body);
    this.says = h('p', {class: 'heat-says'});
    element.classList.add('heat');
    element.replaceChildren(this.scroll, this.says);
    this.scroll.onscroll = () => this.scrolled();
    this.scroll.onkeydown = (event) => this.pressed(event);
    this.canvas.onmousemove = (event) => this.pointed(event);
    this.canvas.onmouseleave = () => this.left();
    this.canvas.onclick = (event) => this.clicked(event);
    this.follower = (time) => {
      this.time = time;
      this.draw();
    };
    this.stopFollowing = crosshair.follow(this.follower);
    this.stopPainting = crosshair.onTheme(() => this.draw());
    this.observer = new ResizeObserver(() => this.draw());
    this.update(props);
    this.observer.observe(this.scroll);
  }

  update(props) {
    this.props = props;
    this.scroll.setAttribute('aria-label', props.label);
    this.scroll.setAttribute('aria-rowcount', String(props.rows.length));
    this.scroll.setAttribute('aria-colcount', String(props.times.length));
    this.body.style.height = `${HEAD + props.rows.length * ROW + 2}px`;
    const {taken} = props;
    if (taken) {
      const row = props.rows.findIndex((one) => one.name === taken.row);
      if (row >= 0 && taken.time !== null) {
        this.at = {row, column: nearest(props.times, taken.time)};
      }
    }
    this.draw();
    this.tell();
  }

  destroy() {
    this.stopFollowing();
    this.stopPainting();
    this.observer.disconnect();
  }

  get nameWidth() {
    return gutters(this.width)[0];
  }

  get end() {
    return gutters(this.width)[1];
  }

  get columnWidth() {
    return (this.width - this.nameWidth - this.end) / Math.max(1, this.props.times.length);
  }

  draw() {
    if (!this.waits) {
      this.waits = true;
      requestAnimationFrame(() => {
        this.waits = false;
        if (this.element.isConnected) {
          this.paint();
        }
      });
    }
  }

  paint() {
    this.width = this.scroll.clientWidth;
    const height = this.scroll.clientHeight;
    const ratio = devicePixelRatio;
    const {canvas} = this;
    if (canvas.width !== Math.round(this.width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(this.width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${this.width}px`;
      canvas.style.height = `${height}px`;
    }
    const ctx = canvas.getContext('2d');
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, this.width, height);
    const colour = crosshair.ink();
    this.hatch = hatchOf(ctx, colour('hatch'), ratio);
    const first = Math.floor(this.scroll.scrollTop / ROW);
    const last = Math.min(this.props.rows.length, first + Math.ceil((height - HEAD) / ROW) + 1);
    const offset = HEAD - (this.scroll.scrollTop % ROW);
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, HEAD, this.width, height - HEAD);
    ctx.clip();
    for (let i = first; i < last; i++) {
      this.paintRow(ctx, colour, this.props.rows[i], offset + (i - first) * ROW);
    }
    this.paintTaken(ctx, colour, first, offset);
    ctx.restore();
    this.paintHead(ctx, colour, height, Math.min(height, offset + (last - first) * ROW));
    this.showNames(first, last, offset);
  }

  paintRow(ctx, colour, row, y) {
    const each = this.columnWidth;
    const gap = each >= 5 ? 1 : 0;
    row.cells.forEach((cell, i) => {
      const x = this.nameWidth + i * each;
      if (cell) {
        this.paintCell(ctx, colour, cell, x, y + 1, Math.max(1, each - gap), ROW - 2);
      }
    });
    if (this.end && row.strongest) {
      const {s} = row.strongest;
      ctx.fillStyle = colour(row.strongest.verdict === 'BAD' ? 'ink' : 'ink-2');
      ctx.font = '12px system-ui, sans-serif';
      ctx.textAlign = 'right';
      ctx.textBaseline = 'middle';
      ctx.fillText(s === null || s === undefined ? '–' : `${s > 0 ? '+' : '−'}${Math.abs(s).toFixed(1)} ×`, this.width - 8, y + ROW / 2);
    }
  }

  paintCell(ctx, colour, cell, x, y, width, height) {
    const {verdict, s} = cell;
    if (verdict === 'INSUFFICIENT' || verdict === 'WARMING_UP' || verdict === 'IMMATURE' || verdict === 'EXCLUDED') {
      ctx.fillStyle = verdict === 'INSUFFICIENT' ? this.hatch : colour('cell-0');
      ctx.fillRect(x, y, width, height);
      if (verdict !== 'INSUFFICIENT') {
        ctx.fillStyle = colour('hatch');
        ctx.fillRect(x + width / 2 - 1, y + height / 2 - 1, 2, 2);
      }
      return;
    }
    const size = Math.abs(s ?? 0);
    ctx.fillStyle = colour('cell-0');
    ctx.fillRect(x, y, width, height);
    if (size >= 0.15) {
      ctx.globalAlpha = size < 1 ? 0.03 + size * 0.17 : Math.min(1, 0.5 + (size - 1) * 0.25);
      ctx.fillStyle = colour(s < 0 ? 'fewer' : 'more');
      ctx.fillRect(x, y, width, height);
      ctx.globalAlpha = 1;
    }
    if (verdict === 'BAD') {
      ctx.fillStyle = colour('cell-mark');
      ctx.fillRect(x, s < 0 ? y + height - 3 : y, width, 3);
    }
  }

  paintTaken(ctx, colour, first, offset) {
    if (!this.at) {
      return;
    }
    const y = offset + (this.at.row - first) * ROW;
    ctx.strokeStyle = colour('focus');
    ctx.lineWidth = 2;
    ctx.strokeRect(this.nameWidth + this.at.column * this.columnWidth - 0.5, y, Math.max(4, this.columnWidth) + 0.5, ROW);
  }

  paintHead(ctx, colour, height, bottom) {
    const {times, marks = [], range} = this.props;
    ctx.fillStyle = colour('ink-2');
    ctx.font = '11px system-ui, sans-serif';
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    const every = Math.max(1, Math.ceil(86 / this.columnWidth));
    let before = '';
    for (let i = 0; i < times.length; i += every) {
      const text = words.when(times[i]);
      const x = this.nameWidth + i * this.columnWidth;
      ctx.fillRect(Math.round(x), HEAD - 4, 1, 4);
      if (x + 66 < this.width - this.end) {
        ctx.fillText(text.slice(0, 10) === before ? text.slice(11) : this.props.stepMs >= 86_400_000 ? text.slice(0, 10) : text.slice(5), x + 3, HEAD / 2 - 1);
      }
      before = text.slice(0, 10);
    }
    const across = this.width - this.nameWidth - this.end;
    const x = (time) => this.nameWidth + ((time - range.from) / (range.to - range.from)) * across;
    for (const mark of marks.filter((one) => one.at >= range.from && one.at <= range.to)) {
      ctx.strokeStyle = colour(mark.tone);
      ctx.lineWidth = 1;
      ctx.setLineDash(mark.kind === 'change' ? [2, 3] : []);
      stroke(ctx, Math.round(x(mark.at)) + 0.5, HEAD, bottom);
    }
    ctx.setLineDash([]);
    if (this.time !== null && this.time !== undefined) {
      ctx.strokeStyle = colour('ink-2');
      stroke(ctx, Math.round(x(this.time) + this.columnWidth / 2) + 0.5, HEAD, bottom);
    }
    if (this.end) {
      ctx.textAlign = 'right';
      ctx.fillStyle = colour('ink-2');
      ctx.fillText('strongest', this.width - 8, HEAD / 2 - 1);
    }
  }

  showNames(first, last, offset) {
    const {rows, taken} = this.props;
    const names = rows.slice(first, last).map((row, i) => {
      const strongest = row.strongest?.bucket ? words.ms(row.strongest.bucket) : this.props.times[this.props.times.length - 1];
      return h('button', {type: 'button', tabindex: -1, class: row.name === taken?.row ? 'is-taken' : '', title: row.text ?? row.name,
        style: {'--top': `${offset + i * ROW}px`, '--width': `${this.nameWidth - 8}px`}, onclick: () => this.props.open(row.name, strongest)}, row.text ?? row.name);
    });
    show(this.names, names);
  }

  scrolled() {
    this.draw();
    const left = this.body.clientHeight - this.scroll.scrollTop - this.scroll.clientHeight;
    if (left < 10 * ROW) {
      this.props.more?.();
    }
  }

  placeOf(event) {
    const box = this.canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left - this.nameWidth) / this.columnWidth);
    const row = Math.floor((event.clientY - box.top - HEAD + this.scroll.scrollTop) / ROW);
    const isInside = column >= 0 && column < this.props.times.length && row >= 0 && row < this.props.rows.length && event.clientY - box.top > HEAD;
    return isInside ? {row, column} : null;
  }

  pointed(event) {
    const place = this.placeOf(event);
    this.canvas.classList.toggle('is-over', place !== null);
    if (place) {
      this.time = this.props.times[place.column];
      crosshair.point(this.time, this.follower);
      this.tell(place);
      this.draw();
    }
  }

  left() {
    this.time = null;
    crosshair.point(null, this.follower);
    this.tell();
    this.draw();
  }

  clicked(event) {
    const place = this.placeOf(event);
    if (place) {
      this.at = place;
      this.open();
    }
  }

  open() {
    this.props.open(this.props.rows[this.at.row].name, this.props.times[this.at.column]);
  }

  pressed(event) {
    const {rows, times} = this.props;
    const page = Math.max(1, Math.floor(this.scroll.clientHeight / ROW) - 2);
    const [down, right] = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-page, 0], PageDown: [page, 0],
      Home: [0, -Infinity], End: [0, Infinity]}[event.key] ?? [0, 0];
    if (event.key === 'Enter' && this.at) {
      event.preventDefault();
      this.open();
    } else if ((down || right) && rows.length > 0) {
      event.preventDefault();
      const from = this.at ?? {row: down > 0 ? -1 : 0, column: times.length - 1};
      this.at = {row: clamp(from.row + down, rows.length), column: clamp(from.column + right, times.length)};
      this.intoSight();
      this.tell();
      this.draw();
    }
  }

  intoSight() {
    const top = this.at.row * ROW;
    const room = this.scroll.clientHeight - HEAD - ROW;
    if (top < this.scroll.scrollTop) {
      this.scroll.scrollTop = top;
    } else if (top > this.scroll.scrollTop + room) {
      this.scroll.scrollTop = top - room;
    }
  }

  tell(place = this.at) {
    const {rows, times, stepMs} = this.props;
    const row = place ? rows[place.row] : null;
    const text = row ? said(row.cells[place.column], row.text ?? row.name, times[place.column], stepMs)
      : 'Point at a cell, or go there by the arrow keys; Enter or a click opens what it is made of.';
    this.says.textContent = text;
    this.cell.setAttribute('aria-label', text);
    this.cell.textContent = text;
  }
}

function clamp(value, length) {
  return Math.max(0, Math.min(length - 1, value));
}

function stroke(ctx, x, from, to) {
  ctx.beginPath();
  ctx.moveTo(x, from);
  ctx.lineTo(x, to);
  ctx.stroke();
}

function hatchOf(ctx, colour, ratio) {
  const tile = document.createElement('canvas');
  const size = 6 * ratio;
  tile.width = size;
  tile.height = size;
  const drawing = tile.getContext('2d');
  drawing.strokeStyle = colour;
  drawing.lineWidth = ratio;
  for (const shift of [-size, 0, size]) {
    drawing.beginPath();
    drawing.moveTo(shift, size);
    drawing.lineTo(shift + size, 0);
    drawing.stroke();
  }
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
