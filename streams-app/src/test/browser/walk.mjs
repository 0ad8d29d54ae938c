// Walks through the dashboard as a person would: node walk.mjs URL OUTDIR [TOKEN]. Prints what it finds; exit code 1 if anything is wrong.
// overview → model → heat map → distribution → episode → acknowledge, by keyboard and by mouse; then every page in both themes and both sizes.

import {mkdirSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {faultsOfPage, focusIsSeen} from './checks.mjs';

const [, , base, out, token = ''] = process.argv;
const WIDE = {width: 1440, height: 900};
const PHONE = {width: 390, height: 844};
const faults = [];
const steps = [];

mkdirSync(out, {recursive: true});
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
try {
  const found = await walk();
  await otherAnswers(decodeURIComponent(found.model.split('/')[2].split('?')[0]));
  for (const [size, viewport] of [['wide', WIDE], ['phone', PHONE]]) {
    for (const theme of ['light', 'dark']) {
      await look(size, viewport, theme, found);
    }
  }
} catch (failure) {
  faults.push(`${steps.at(-1) ?? 'start'}: ${failure.message.split('\n')[0]}`);
} finally {
  await browser.close();
}
console.log(`${steps.length} steps, ${faults.length} faults`);
faults.forEach((fault) => console.log(`fault: ${fault}`));
process.exit(faults.length === 0 ? 0 : 1);

async function open(options) {
  const context = await browser.newContext({timezoneId: 'UTC', ...options});
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const isExpected = steps.at(-1)?.startsWith('acknowledge') && /status of (401|403)/.test(message.text());
    if (message.type() === 'error' && !isExpected) {
      faults.push(`${page.url()}: console: ${message.text()} ${message.location().url}`);
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) {
      faults.push(`something is fetched from elsewhere: ${request.url()}`);
    }
  });
  await page.goto(`${base}/${token ? `#token=${token}` : ''}`);
  await settled(page);
  return page;
}

/** The page of the address has its answers; it hears of a new address a turn later. */
async function settled(page) {
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  await page.waitForSelector('main h1');
  await page.waitForFunction(() => !document.querySelector('#main[aria-busy]'), undefined, {timeout: 30_000});
  await page.waitForTimeout(100);
}

function step(text) {
  steps.push(text);
  console.log(`- ${text}`);
}

async function must(text, promise) {
  if (!await promise) {
    faults.push(`${steps.at(-1)}: ${text}`);
  }
}

/** The main path, once. Gives the addresses that it came by. */
async function walk() {
  const page = await open({viewport: WIDE, colorScheme: 'light'});
  step('overview: the token is out of the address, models are there');
  await must('the token must not stay in the address', !page.url().includes('token'));
  await must('there must be models', page.locator('main tbody tr').count());
  const model = await page.locator('main tbody tr th a').filter({hasNotText: 'fraud'}).first().textContent(); // the story's model has no features

  step('overview: by keyboard to the search and to a model');
  await page.keyboard.press('/');
  await page.keyboard.type(model.slice(0, 3));
  await page.waitForFunction(() => location.hash.includes('q='));
  await page.keyboard.press('Tab');
  for (let i = 0; i < 20 && await page.evaluate(() => !document.activeElement.matches('main tbody th a')); i++) {
    await must('what has the focus must show it', page.evaluate(focusIsSeen));
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#/model/'));
  await settled(page);

  step('model: a chart is read by keyboard, and all others follow');
  const plots = page.locator('.plot[role=slider]');
  await plots.first().waitFor();
  await plots.first().focus();
  const before = await plots.first().getAttribute('aria-valuetext');
  await page.keyboard.press('Home');
  await must('the crosshair must move', await plots.first().getAttribute('aria-valuetext') !== before);
  await must('the other charts must follow', (await plots.nth(1).getAttribute('aria-valuetext'))?.slice(0, 10) === (await plots.first().getAttribute('aria-valuetext')).slice(0, 10));
  const modelAddress = new URL(page.url()).hash;

  step('drift: by keyboard into the heat map, Enter opens the distribution, Escape closes it');
  await page.getByRole('link', {name: 'Drift', exact: true}).click();
  await settled(page);
  const map = page.getByRole('grid');
  await map.waitFor();
  await map.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  const said = await page.locator('.heat-says').textContent();
  await must(`the first row must count the rows: ${said}`, /^all rows, .*: [\d,]+ rows?/.test(said));
  await page.keyboard.press('Enter');
  await page.locator('.panel-side h2', {hasText: 'All rows'}).waitFor();
  await must('how many rows came must be said', (await page.locator('.distribution .moved').textContent()).includes('came'));
  await map.focus();
  await page.keyboard.press('ArrowDown');
  const column = await page.locator('.heat-says').textContent();
  await must(`the cell must say what it is: ${column}`, column.includes(':') && !column.startsWith('all rows'));
  await page.keyboard.press('Enter');
  await page.locator('.panel-side h2', {hasText: column.split(',')[0]}).waitFor();
  await must('the address must say where the cell ends', page.url().includes('until='));
  await page.keyboard.press('Tab');
  await page.locator('.panel-side a[aria-label=Close]').focus();
  await page.keyboard.press('Escape');
  await page.locator('.panel-side').waitFor({state: 'detached'});

  step('drift: by mouse to a cell, and the distribution has words and numbers');
  const box = await page.locator('.heat canvas').boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 50);
  await page.mouse.click(box.x + box.width * 0.7, box.y + 50);
  await page.locator('.distribution').waitFor();
  await settled(page);
  await must('it must say how many rows stand against how many', (await page.locator('.distribution').textContent()).includes('against'));
  await must('it must tell a measure with what is allowed', page.locator('.distribution table').count());
  const distribution = new URL(page.url()).hash;
  await must('the address must say what is shown', /column=.+at=/.test(distribution));

  step('drift: slices by time');
  await page.getByRole('link', {name: 'slices', exact: true}).click();
  await settled(page);
  await page.getByRole('grid').waitFor();

  await verdictsHaveColours(page);
  const compared = await compare(page);

  step('configuration: a setting is found by its name');
  await page.goto(`${base}/#/config`);
  await settled(page);
  await must('every model must be there', await page.locator('.tree').count() >= 2);
  await page.keyboard.press('/');
  await page.keyboard.type('bootstrap');
  await page.locator('main td', {hasText: '127.0.0.1'}).first().waitFor();

  step('episodes: by keyboard to one');
  await page.goto(`${base}/#/episodes`);
  await settled(page);
  const free = page.locator('main tbody tr', {hasText: 'nobody'}).locator('a');
  const first = await free.count() ? free.first() : page.locator('main tbody a').first();
  await first.waitFor();
  await first.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#/episode/'));
  await settled(page);
  await page.locator('.timeline li').first().waitFor();
  const episode = new URL(page.url()).hash;

  await acknowledge(page);

  step('episode: the draft of its postmortem is copied');
  await page.getByRole('link', {name: 'Postmortem draft'}).click();
  await settled(page);
  await must('the draft must begin with its title', (await page.locator('#draft').textContent()).startsWith('# Postmortem: '));
  await page.getByRole('button', {name: 'Copy as Markdown'}).click();
  await page.waitForFunction(() => document.getElementById('told').textContent !== '');
  await must('what became of the copy must be said', /^Copied|marked/.test(await page.locator('#told').textContent()));
  const draft = new URL(page.url()).hash;
  await page.context().close();
  return {compare: compared, config: '#/config', setting: '#/config?q=window', rows: `${modelAddress.split('?')[0]}/drift?rows=1`, nothing: `${modelAddress.split('?')[0]}/drift?q=no-such-column`, draft, overview: '#/', model: modelAddress, drift: `${modelAddress.split('?')[0]}/drift`, distribution, slices: `${modelAddress.split('?')[0]}/drift?by=slice`,
    quality: `${modelAddress.split('?')[0]}/quality`, 'model-dependencies': `${modelAddress.split('?')[0]}/dependencies`, episodes: '#/episodes', episode,
    changes: '#/changes?show=all', dependencies: '#/dependencies', pipeline: '#/pipeline', story: '#/model/fraud?range=4h'};
}

/** Of a judged cell the colour is its verdict's: what is bad is never painted as what is good is, and the other way round. */
async function verdictsHaveColours(page) {
  step('heat map: the colour of a cell is its verdict, however far it went');
  const colours = await page.evaluate(async () => {
    const {strength} = await import(new URL('./heat/paint.js', document.querySelector('script[type=module]').src));
    return {goodFar: strength({verdict: 'GOOD', s: 50}), badNear: strength({verdict: 'BAD', s: 1}), badFar: strength({verdict: 'BAD', s: 50}), goodNear: strength({verdict: 'GOOD', s: 0})};
  });
  await must(`bad must stand out from good: ${JSON.stringify(colours)}`, colours.goodFar < colours.badNear && colours.badNear < colours.badFar && colours.goodNear < colours.goodFar);
}

/** What the application says is changed on its way, to see what becomes of it: what is not known is never called in order, and 1,000 columns come in pages. */
async function otherAnswers(model) {
  const page = await open({viewport: WIDE, colorScheme: 'light'});
  const calm = (answer) => answer.models.forEach((one) => Object.assign(one, {burning: {page: 0, ticket: 0, info: 0}, worst: null, closedThrough: new Date().toISOString()}));
  const cases = [['nobody is needed', calm], ['is not known: alerts are still being read', (answer) => {
    calm(answer);
    answer.board.isWhole = false;
  }], ['is not known: nobody could answer for assess-7', (answer) => {
    calm(answer);
    answer.answer.missing = ['assess-7'];
  }], ['has had no data for 3', (answer) => {
    calm(answer);
    answer.models[0].closedThrough = new Date(Date.now() - 3.5 * 86_400_000).toISOString();
  }], ['nothing is judged', (answer) => {
    calm(answer);
    answer.models.forEach((one) => Object.assign(one, {closedThrough: null}));
  }]];
  for (const [said, change] of cases) {
    step(`overview: ${said}`);
    await page.route('**/api/v1/overview', (route) => changed(route, change));
    await page.goto(`${base}/#/pipeline`);
    await settled(page);
    await page.goto(`${base}/#/`);
    await settled(page);
    const told = await page.locator('main h1').textContent();
    await must(told, told.includes(said));
    await page.unrouteAll({behavior: 'ignoreErrors'});
  }
  step('heat map: of 1,000 columns the strongest come first, the others when they are scrolled to');
  await page.route(/\/drift\?/, (route) => changed(route, widen));
  await page.goto(`${base}/#/model/${model}/drift`);
  await settled(page);
  await must('it must say how many there are', (await page.locator('.drift-map').textContent()).includes('100 of 1,000 columns'));
  for (let i = 0; i < 3 && await page.getByRole('grid').getAttribute('aria-rowcount') !== '1001'; i++) {
    await page.locator('.heat-scroll').evaluate((one) => one.scrollTo(0, one.scrollHeight));
    await page.waitForTimeout(300);
    await settled(page);
  }
  await must('all must be there at the end', await page.getByRole('grid').getAttribute('aria-rowcount') === '1001');
  await page.locator('.heat-scroll').evaluate((one) => one.scrollTo(0, one.scrollHeight));
  await page.waitForTimeout(300);
  await must('the last must be in sight', await page.getByRole('button', {name: 'column 999', exact: true}).isVisible());
  await page.unrouteAll({behavior: 'ignoreErrors'});
  await page.context().close();
}

async function changed(route, change) {
  const url = new URL(route.request().url());
  const query = new URLSearchParams(url.search);
  url.searchParams.delete('after');
  const response = await route.fetch({url: url.href, headers: {...route.request().headers(), 'if-none-match': ''}});
  const answer = await response.json();
  change(answer, query);
  await route.fulfill({json: answer});
}

/** The same map with 1,000 columns, and the page of it that was asked for. */
function widen(answer, query) {
  const all = Array.from({length: 1_000}, (_, i) => ({...answer.columns[i % Math.max(1, answer.columns.length)], column: `column ${i}`}));
  const from = query.get('after') ? all.findIndex((one) => one.column === query.get('after')) + 1 : 0;
  const to = Math.min(all.length, from + Number(query.get('limit')));
  Object.assign(answer, {columns: all.slice(from, to), found: all.length, next: to < all.length ? all[to - 1].column : null});
}

/** A and B by the form, then a column; gives the address. */
async function compare(page) {
  step('compare: both sides are chosen by keyboard, a column is opened and closed');
  await page.getByRole('link', {name: 'Compare', exact: true}).click();
  await settled(page);
  await page.locator('main tbody tr').first().waitFor();
  await page.getByLabel('From (UTC)').first().focus();
  await must('what has the focus must show it', page.evaluate(focusIsSeen));
  await page.getByRole('button', {name: 'Compare', exact: true}).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('a=') && location.hash.includes('b='));
  await settled(page);
  await page.locator('main tbody th a').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.panel-side table').first().waitFor();
  await settled(page);
  await must('it must say how many rows stand against how many', (await page.locator('.panel-side').textContent()).includes('against'));
  return new URL(page.url()).hash;
}

/** With a token of the role act it is recorded, and comes back as a line of the episode; without one it is said how to get one. */
async function acknowledge(page) {
  step('acknowledge: the dialog, by keyboard');
  const button = page.getByRole('button', {name: 'Acknowledge'});
  if (await button.count() === 0) {
    await must('an open episode must be there to be acknowledged', !token);
    return;
  }
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByLabel(/^Your name/).fill('grace');
  await page.keyboard.press('Enter');
  if (token) {
    await page.getByRole('dialog').waitFor({state: 'detached'});
    await page.getByText(/ has it/).first().waitFor({timeout: 30_000});
  } else {
    await page.getByText('You may look, not act').waitFor();
    await page.keyboard.press('Escape');
  }
}

/** Every page in one theme and size: a picture, and what can be checked of any page. */
async function look(size, viewport, theme, pages) {
  const page = await open({viewport, colorScheme: theme});
  for (const [name, address] of Object.entries(pages)) {
    step(`${name}, ${size}, ${theme}`);
    await page.goto(`${base}/${address}`);
    await settled(page);
    await page.waitForTimeout(250);
    (await page.evaluate(faultsOfPage)).forEach((fault) => faults.push(`${name}, ${size}, ${theme}: ${fault}`));
    await page.screenshot({path: `${out}/${name}-${size}-${theme}.png`});
  }
  await page.context().close();
}
