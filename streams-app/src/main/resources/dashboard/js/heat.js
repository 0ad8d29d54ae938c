// A heat map of event time: rows of columns or slices, cells of verdicts. Only what is in sight is drawn, so that 1,000 rows scroll.

import {nearest} from './chart.js';
import * as crosshair from './crosshair.js';
import {h, show} from './dom.js';
import {paintFold, paintMarks, paintTimes} from './heat/axis.js';
import {HEAD, Layout, ROW} from './heat/layout.js';
import {brush, paintRow, paintTaken} from './heat/paint.js';
import {said} from './heat/said.js';
import * as words from './words.js';

export {bucketsIn, gutters} from './heat/layout.js';

const HOW = 'Point at a cell, or go there by the arrow keys; Enter or a click opens what it is made of.';

/**
 * An island. props: rows [{name, text, cells, strongest}] of which the first `fixed` stay in sight, times, stepMs, range, marks,
 * taken {row, time}, open(name, time), more(), label.
 */
export const heat = {
  mount(element, props) {
    return new Heat(element, props);
  },
};

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
    this.listen();
    this.update(props);
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.scroll);
  }

  listen() {
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

  get layout() {
    const {rows, times, fixed = 0} = this.props;
    return new Layout({width: this.scroll.clientWidth, height: this.scroll.clientHeight, scrollTop: this.scroll.scrollTop, rows: rows.length, columns: times.length, fixed});
  }

  draw() {
    if (!this.waits) {
      this.waits = true;
      requestAnimationFrame(() => {
        this.waits = false;
        if (this.element.isConnected) {
          this.paint(this.layout);
        }
      });
    }
  }

  paint(layout) {
    const ctx = this.cleared(layout);
    const with_ = brush(ctx, devicePixelRatio);
    const inside = (top, rows) => {
      ctx.save();
      ctx.beginPath();
      ctx.rect(0, top, layout.width, layout.height - top);
      ctx.clip();
      rows.forEach((i) => paintRow(with_, layout, this.props.rows[i], layout.y(i)));
      if (rows.includes(this.at?.row)) {
        paintTaken(with_, layout, this.at);
      }
      ctx.restore();
    };
    const seen = layout.seen();
    inside(layout.top, seen.filter((i) => i >= layout.fixed));
    inside(HEAD, seen.filter((i) => i < layout.fixed));
    paintTimes(with_, layout, this.props);
    paintMarks(with_, layout, {...this.props, time: this.time});
    paintFold(with_, layout);
    this.showNames(layout, seen);
  }

  /** The drawing, empty, at the size that it has now. */
  cleared({width, height}) {
    const {canvas} = this;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const ctx = canvas.getContext('2d');
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    return ctx;
  }

  showNames(layout, seen) {
    const {rows, taken, times} = this.props;
    show(this.names, h('div', {class: 'heat-clip', style: {'--top': `${layout.top}px`, '--height': `${Math.max(0, layout.height - layout.top)}px`, '--width': `${layout.left - 8}px`}},
        seen.filter((i) => i >= layout.fixed).map((i) => this.nameOf(rows[i], layout.y(i) - layout.top, taken, times))),
    seen.filter((i) => i < layout.fixed).map((i) => this.nameOf(rows[i], layout.y(i), taken, times, layout.left - 8)));
  }

  nameOf(row, top, taken, times, width = null) {
    const strongest = row.strongest?.bucket ? words.ms(row.strongest.bucket) : times[times.length - 1];
    return h('button', {type: 'button', tabindex: -1, class: row.name === taken?.row ? 'is-taken' : '', title: row.text ?? row.name,
      style: {'--top': `${top}px`, ...(width === null ? {} : {'--width': `${width}px`})}, onclick: () => this.props.open(row.name, strongest)}, row.text ?? row.name);
  }

  scrolled() {
    this.draw();
    if (this.body.clientHeight - this.scroll.scrollTop - this.scroll.clientHeight < 10 * ROW) {
      this.props.more?.();
    }
  }

  placeOf(event) {
    const box = this.canvas.getBoundingClientRect();
    return this.layout.at(event.clientX - box.left, event.clientY - box.top);
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
      this.scroll.scrollTop = this.layout.scrollTo(this.at.row);
      this.tell();
      this.draw();
    }
  }

  tell(place = this.at) {
    const {rows, times, stepMs} = this.props;
    const row = place ? rows[place.row] : null;
    const text = row ? said(row.cells[place.column], row.text ?? row.name, times[place.column], stepMs) : HOW;
    this.says.textContent = text;
    this.cell.setAttribute('aria-label', text);
    this.cell.textContent = text;
  }
}

function clamp(value, length) {
  return Math.max(0, Math.min(length - 1, value));
}
