// Changes and episodes of a model as marks: lines through every chart, and a lane above them where each can be read and followed.

import {h, show} from './dom.js';
import {link} from './route.js';
import {shape, toneOf} from './signs.js';
import * as words from './words.js';

const NEAR_PX = 15;
/** What a chart leaves free to the left of its plot and to the right of it. */
const CHART = [56, 24];
const LANE = {page: 'square', ticket: 'triangle', info: 'dot'};

/** Marks of what lies in a range. */
export function of(range, changes = [], episodes = []) {
  const marks = changes.map((change) => ({at: words.ms(change.eventTime), until: null, kind: 'change', tone: 'change', form: 'diamond',
    text: words.changed(change), href: change.link || link(['changes'], {model: change.model}), model: change.model}));
  for (const episode of episodes.filter((one) => !one.policyStep)) {
    const severity = String(episode.severity).toLowerCase();
    marks.push({at: words.ms(episode.since), until: Math.min(words.ms(episode.resolvedAt) ?? range.to, range.to), kind: 'episode',
      tone: toneOf(episode.severity), form: LANE[severity] ?? 'dot',
      text: `${severity}: ${episode.objective} in ${words.sliceName(episode.slice)}`, href: link(['episode', episode.episodeId])});
  }
  return marks.filter((mark) => mark.at <= range.to && (mark.until ?? mark.at) >= range.from).sort((a, b) => a.at - b.at);
}

/** An island: the lane. props: marks, range, gutters(width) where they are not a chart's. Marks that would overlap stand behind one sign with their number. */
export const lane = {
  mount(element, props) {
    let now = props;
    const draw = () => {
      show(element, laneOf(now, element.clientWidth));
    };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    draw();
    return {
      update(next) {
        now = next;
        draw();
      },
      destroy() {
        observer.disconnect();
      },
    };
  },
};

function laneOf({marks, range, isEcho, gutters = () => CHART, unknown = ''}, width) {
  if (width < 40) {
    return [];
  }
  const [left, right] = gutters(width);
  const inner = width - left - right;
  const x = (time) => left + Math.max(0, Math.min(1, (time - range.from) / (range.to - range.from))) * inner;
  const groups = [];
  for (const mark of marks) {
    const last = groups[groups.length - 1];
    if (last && x(mark.at) - last.x < (last.marks.length > 1 ? 2 * NEAR_PX : NEAR_PX)) {
      last.marks.push(mark);
    } else {
      groups.push({x: x(mark.at), marks: [mark]});
    }
  }
  const said = unknown || marks.length > 0 ? unknown : 'Nothing was changed and nothing fired in this range.';
  return [said && !isEcho ? h('span', {class: 'note lane-none', style: {'--left': `${left}px`}}, said) : null,
    marks.filter((mark) => mark.until).map((mark) => h('span', {class: `lane-span is-${mark.tone}`, 'aria-hidden': 'true',
      style: {'--left': `${x(mark.at)}px`, '--width': `${Math.max(2, x(mark.until) - x(mark.at))}px`}})),
    h('ol', {}, groups.map((group) => h('li', {style: {'--left': `${group.x}px`}}, signOf(group, isEcho ? -1 : null))))];
}

function signOf(group, tabindex) {
  const worst = group.marks.find((mark) => mark.kind === 'episode') ?? group.marks[0];
  if (group.marks.length === 1) {
    return h('a', {href: worst.href, tabindex, title: `${words.when(worst.at)} ${worst.text}`,
      'aria-label': `${words.when(worst.at)} ${worst.text}`}, shape(worst.form, worst.tone));
  }
  return h('details', {class: 'lane-group', key: `group ${worst.at}`},
      h('summary', {tabindex, title: group.marks.map((mark) => `${words.when(mark.at)} ${mark.text}`).join('\n'),
        'aria-label': words.plural(group.marks.length, 'mark', 'marks')}, shape(worst.form, worst.tone), String(group.marks.length)),
      h('ul', {class: 'panel'}, group.marks.map((mark) => h('li', {}, h('a', {href: mark.href}, shape(mark.form, mark.tone),
          h('time', {}, words.when(mark.at)), ` ${mark.text}`)))));
}
