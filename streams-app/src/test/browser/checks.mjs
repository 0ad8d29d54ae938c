// What can be checked of any page: names of controls, contrast, headings, overflow. Each check gives sentences; none is good.

/** Runs in the page. */
export function faultsOfPage() {
  const faults = [];
  const isSeen = (element) => element.checkVisibility?.({opacityProperty: true, visibilityProperty: true}) && element.getClientRects().length > 0;
  const where = (element) => `${element.tagName.toLowerCase()}${element.className && typeof element.className === 'string' ? `.${element.className.trim().replaceAll(/\s+/g, '.')}` : ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;

  const headings = [...document.querySelectorAll('main h1')].filter(isSeen);
  if (headings.length !== 1 || headings[0].textContent.trim() === '') {
    faults.push(`there must be one heading: ${headings.length}`);
  }
  if (document.documentElement.scrollWidth > window.innerWidth) {
    const wide = [...document.querySelectorAll('body *')].filter((one) => isSeen(one) && one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('.table-box, nav, .heat, .choice'));
    faults.push(`the page is wider than the window by ${document.documentElement.scrollWidth - window.innerWidth} px: ${wide.slice(0, 3).map(where).join(', ')}`);
  }
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push(`an id is there twice: ${id}`));

  for (const control of document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')) {
    const name = control.getAttribute('aria-label') || control.textContent.trim() || control.labels?.[0]?.textContent.trim() || control.title;
    if (isSeen(control) && !name) {
      faults.push(`a control has no name: ${where(control)}`);
    }
  }
  for (const image of document.querySelectorAll('[role=img], svg')) {
    if (isSeen(image) && image.getAttribute('aria-hidden') !== 'true' && !image.closest('[aria-hidden=true]') && !image.getAttribute('aria-label')) {
      faults.push(`a picture has no text: ${where(image)}`);
    }
  }
  for (const table of document.querySelectorAll('table')) {
    if (isSeen(table) && !table.querySelector('th[scope=col]')) {
      faults.push(`a table has no heads: ${where(table)}`);
    }
  }
  for (const plot of document.querySelectorAll('.plot')) {
    if (isSeen(plot) && !plot.getAttribute('aria-label')) {
      faults.push('a chart has no text');
    }
  }
  return [...faults, ...contrasts()];

  function contrasts() {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.nodeValue.trim() || !isSeen(element) || element.closest('.hidden, [aria-disabled], [disabled], .skip, option, title, noscript')) {
        continue;
      }
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      const needed = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
      const behind = background(element);
      const ratio = contrast(over(parse(element instanceof SVGElement ? style.fill : style.color), behind), behind);
      if (ratio < needed - 0.01) {
        found.add(`contrast ${ratio.toFixed(2)} < ${needed}: ${where(element)}`);
      }
    }
    return [...found];
  }

  function background(element) {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) {
        break;
      }
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  }

  function parse(text) {
    const parts = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return [parts[0], parts[1], parts[2], parts[3] ?? 1];
  }

  function over([r, g, b, a], below) {
    return [r, g, b].map((value, i) => value * a + below[i] * (1 - a)).concat(1);
  }

  function luminance(colour) {
    const [r, g, b] = colour.slice(0, 3).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(left, right) {
    const [high, low] = [luminance(left), luminance(right)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }
}

/** Runs in the page: whether what has the focus shows it. */
export function focusIsSeen() {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  return one === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
}
