// The cells of a heat map: the colour is the verdict, its strength the distance, a bar at the top or bottom the direction.

import * as crosshair from '../crosshair.js';
import {ROW} from './layout.js';
import {isJudged, strongest} from './said.js';

/** What cells are painted with, in the theme in force. */
export function brush(ctx, ratio) {
  const colour = crosshair.ink();
  return {ctx, colour, hatch: hatchOf(ctx, colour('hatch'), ratio)};
}

/** How strongly a verdict is coloured, 0 to 1: all that is bad stands out from all that is good, however far either is. */
export function strength({verdict, s}) {
  const size = Math.abs(s ?? (verdict === 'BAD' ? 4 : 0));
  return verdict === 'BAD' ? Math.min(1, 0.6 + Math.max(0, size - 1) * 0.15) : Math.min(0.5, 0.1 + size * 0.3);
}

/** A row: its cells, and what the strongest of them comes to. */
export function paintRow(with_, layout, row, y) {
  const gap = layout.each >= 5 ? 1 : 0;
  row.cells.forEach((cell, i) => {
    if (cell) {
      paintCell(with_, cell, {x: layout.x(i), y: y + 1, width: Math.max(1, layout.each - gap), height: ROW - 2});
    }
  });
  if (layout.end) {
    const {ctx, colour} = with_;
    ctx.fillStyle = colour(row.strongest?.verdict === 'BAD' ? 'ink' : 'ink-2');
    ctx.font = `${row.strongest?.verdict === 'BAD' ? '600 ' : ''}12px system-ui, sans-serif`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    ctx.fillText(strongest(row.strongest), layout.width - 8, y + ROW / 2);
  }
}

function paintCell({ctx, colour, hatch}, cell, {x, y, width, height}) {
  if (cell.verdict === 'INSUFFICIENT') {
    ctx.fillStyle = hatch;
    ctx.fillRect(x, y, width, height);
    return;
  }
  ctx.fillStyle = colour('cell-0');
  ctx.fillRect(x, y, width, height);
  if (!isJudged(cell)) {
    ctx.fillStyle = colour('hatch');
    ctx.fillRect(x + width / 2 - 1, y + height / 2 - 1, 2, 2);
    return;
  }
  ctx.globalAlpha = strength(cell);
  ctx.fillStyle = colour(cell.verdict === 'BAD' ? 'cell-bad' : 'cell-good');
  ctx.fillRect(x, y, width, height);
  ctx.globalAlpha = 1;
  if (cell.verdict === 'BAD') {
    ctx.fillStyle = colour('cell-mark');
    ctx.fillRect(x, cell.s < 0 || cell.v === 0 ? y + height - 3 : y, width, 3);
  }
}

/** What is under the keyboard. */
export function paintTaken({ctx, colour}, layout, at) {
  ctx.strokeStyle = colour('focus');
  ctx.lineWidth = 2;
  ctx.strokeRect(layout.x(at.column) - 0.5, layout.y(at.row), Math.max(4, layout.each) + 0.5, ROW);
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
