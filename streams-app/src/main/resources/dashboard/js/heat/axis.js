// The time axis of a heat map, and what stands through all of its rows: changes, episodes, the crosshair.

import * as words from '../words.js';
import {HEAD} from './layout.js';

const DAY_MS = 86_400_000;
const TICK_PX = 86;
const TEXT_PX = 66;

/** Times above the cells; the day is named where it begins. */
export function paintTimes({ctx, colour}, layout, {times, stepMs}) {
  ctx.fillStyle = colour('ink-2');
  ctx.font = '11px system-ui, sans-serif';
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const every = Math.max(1, Math.ceil(TICK_PX / layout.each));
  let before = '';
  for (let i = 0; i < times.length; i += every) {
    const text = words.when(times[i]);
    const x = layout.x(i);
    ctx.fillRect(Math.round(x), HEAD - 4, 1, 4);
    if (x + TEXT_PX < layout.width - layout.end) {
      ctx.fillText(stepMs >= DAY_MS ? text.slice(0, 10) : text.slice(0, 10) === before ? text.slice(11) : text.slice(5), x + 3, HEAD / 2 - 1);
    }
    before = text.slice(0, 10);
  }
  if (layout.end) {
    ctx.textAlign = 'right';
    ctx.fillText('strongest', layout.width - 8, HEAD / 2 - 1);
  }
}

/** Changes and episodes as lines, and the time that all charts point at. */
export function paintMarks({ctx, colour}, layout, {marks = [], range, time}) {
  const x = (at) => layout.left + ((at - range.from) / (range.to - range.from)) * layout.across;
  ctx.lineWidth = 1;
  for (const mark of marks.filter((one) => one.at >= range.from && one.at <= range.to)) {
    ctx.strokeStyle = colour(mark.tone);
    ctx.setLineDash(mark.kind === 'change' ? [2, 3] : []);
    stroke(ctx, Math.round(x(mark.at)) + 0.5, layout);
  }
  ctx.setLineDash([]);
  if (time !== null && time !== undefined) {
    ctx.strokeStyle = colour('ink-2');
    stroke(ctx, Math.round(x(time) + layout.each / 2) + 0.5, layout);
  }
}

function stroke(ctx, x, layout) {
  ctx.beginPath();
  ctx.moveTo(x, HEAD);
  ctx.lineTo(x, layout.bottom());
  ctx.stroke();
}

/** A line below the rows that stay in sight. */
export function paintFold({ctx, colour}, layout) {
  if (layout.fixed && layout.rows > layout.fixed) {
    ctx.fillStyle = colour('edge');
    ctx.fillRect(0, layout.top - 1, layout.width, 1);
  }
}
