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

async function settled(page) {
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
  const model = await page.locator('main tbody tr a').first().textContent();

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
  await must(`the cell must say what it is: ${said}`, said.includes(':'));
  await page.keyboard.press('Enter');
  await page.locator('.panel-side h2').waitFor();
  await page.keyboard.press('Tab');
  await page.locator('.panel-side a[aria-label=Close]').focus();
  await page.keyboard.press('Escape');
  await page.locator('.panel-side').waitFor({state: 'detached'});

  step('drift: by mouse to a cell, and the distribution has words and numbers');
  const box = await page.locator('.heat canvas').boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 30);
  await page.mouse.click(box.x + box.width * 0.7, box.y + 30);
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
  await page.context().close();
  return {overview: '#/', model: modelAddress, drift: `${modelAddress.split('?')[0]}/drift`, distribution, slices: `${modelAddress.split('?')[0]}/drift?by=slice`,
    quality: `${modelAddress.split('?')[0]}/quality`, 'model-dependencies': `${modelAddress.split('?')[0]}/dependencies`, episodes: '#/episodes', episode,
    changes: '#/changes?show=all', dependencies: '#/dependencies', pipeline: '#/pipeline'};
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
