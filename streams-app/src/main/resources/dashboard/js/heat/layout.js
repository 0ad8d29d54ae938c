// Where the cells of a heat map are: the first rows stay in sight, the others scroll below them.

export const ROW = 20;
export const HEAD = 20;
const END = 72;
const NARROW = 560;

/** What a map leaves free to the left of its cells, for names, and to the right of them. */
export function gutters(width) {
  return width < NARROW ? [104, 0] : [184, END];
}

/** How many buckets can be told apart in so many pixels. */
export function bucketsIn(width) {
  const [left, right] = gutters(width);
  return Math.max(24, Math.min(300, Math.floor((width - left - right) / 8)));
}

/** A map of so many rows and columns as it is scrolled now. */
export class Layout {
  constructor({width, height, scrollTop, rows, columns, fixed}) {
    Object.assign(this, {width, height, scrollTop, rows, columns, fixed});
    [this.left, this.end] = gutters(width);
    this.across = width - this.left - this.end;
    this.each = this.across / Math.max(1, columns);
    this.top = HEAD + fixed * ROW;
    this.first = Math.min(rows, fixed + Math.floor(scrollTop / ROW));
    this.last = Math.min(rows, this.first + Math.ceil((height - this.top) / ROW) + 1);
  }

  x(column) {
    return this.left + column * this.each;
  }

  y(row) {
    return HEAD + row * ROW - (row < this.fixed ? 0 : this.scrollTop);
  }

  /** Rows in sight, those that stay first. */
  seen() {
    return [...Array.from({length: Math.min(this.fixed, this.rows)}, (_, i) => i), ...Array.from({length: this.last - this.first}, (_, i) => this.first + i)];
  }

  bottom() {
    return Math.min(this.height, this.y(this.last));
  }

  /** The cell at a place; null outside of all. */
  at(x, y) {
    const column = Math.floor((x - this.left) / this.each);
    const row = Math.floor((y - HEAD + (y < this.top ? 0 : this.scrollTop)) / ROW);
    const isInside = column >= 0 && column < this.columns && row >= 0 && row < this.rows && y > HEAD;
    return isInside ? {row, column} : null;
  }

  /** What scrollTop brings a row into sight; the present one where it is. */
  scrollTo(row) {
    if (row < this.fixed) {
      return this.scrollTop;
    }
    const above = (row - this.fixed) * ROW;
    const room = this.height - this.top - ROW;
    return above < this.scrollTop ? above : above > this.scrollTop + room ? above - room : this.scrollTop;
  }
}
