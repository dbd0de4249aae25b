// A figure of a school is changed in the real browser: with a reason, kept as a draft, and with somebody else being first.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, login, openPage, visit } from './browser.mjs';
import { Server } from './server.mjs';

const school = '3141000056';
const path = `/schools/${school}?table=shared`;
const field = 'sports_ground_m2';
let server, browser, admin, session;

before(async () => {
  server = await Server.start();
  admin = await server.settled(server.first.user, server.first.password);
  session = await server.ask('POST', '/session', admin);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function stored() {
  const table = await server.ask('GET', `/tables/shared?school=${school}`, undefined, session);
  return table.rows[0][table.columns.findIndex(({ name }) => name === field)];
}

/** Until the page's browser has been told of the county as it is now. */
async function heard(page) {
  const { revision } = await server.ask('GET', '/county', undefined, session);
  await page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const stream = new EventSource('/api/v1/events');
        stream.addEventListener('revision', ({ data }) => {
          if (JSON.parse(data).revision < wanted) return;
          stream.close();
          window.setTimeout(resolve, 500);
        });
      }),
    revision,
  );
}

const cell = (page) => page.locator('.stored button.edit', { hasText: '运动场地面积' });

async function type(page, text) {
  await cell(page).click();
  await page.locator('.stored input').fill(text);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.draft');
}

test('no save without a reason; the draft is there again after the page was left; saving stores it and moves the figures', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, path);
  const was = Number(await stored());
  await type(page, String(was + 100));
  assert.equal(await page.locator('.draft button[type=submit]').isDisabled(), true);
  assert.equal(Number(await stored()), was);
  await visit(page, server.address, path);
  await page.waitForSelector('.draft');
  await page.locator('.draft input').fill('与台账核对');
  await page.locator('.draft button[type=submit]').click();
  await page.waitForSelector('.saved');
  assert.equal(Number(await stored()), was + 100);
  const { changes } = await server.ask('GET', '/history', undefined, session);
  assert.equal(changes.at(-1).why, '与台账核对');
  await heard(page);
  assert.equal(await page.locator('.band.stale').count(), 0, 'one’s own act is no news');
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('junheng.draft')).length), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('somebody else was first: both values side by side, nothing lost, and the choice holds', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, path);
  const was = await stored();
  const [mine, theirs] = [String(Number(was) + 7), String(Number(was) + 3)];
  await type(page, mine);
  await page.locator('.draft input').fill('重新丈量');
  const { school_year: year } = await server.ask('GET', `/schools/${school}`, undefined, session);
  await server.ask('POST', '/edits', { year, why: '他人改动', changes: [{ table: 'shared', key: [school], field, before: was, after: theirs }] }, session);
  const save = page.locator('.draft button[type=submit]');
  if (await save.isEnabled()) await save.click();
  await page.waitForSelector('.conflicts');
  const row = (await page.locator('.conflicts tbody tr').innerText()).replaceAll(',', '');
  for (const value of [was, mine, theirs]) assert.ok(row.includes(value), `${value} in ${row}`);
  assert.equal(await stored(), theirs);
  assert.equal(await page.locator('.draft input').inputValue(), '重新丈量');
  await page.locator('.conflicts button').first().click();
  await save.click();
  await page.waitForSelector('.saved');
  assert.equal(await stored(), mine);
  await page.context().close();
});

test('the filters of the list are in the address, and the legend counts what is shown', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/schools?verdict=fail&stage=junior');
  const { schools } = await server.ask('GET', '/schools', undefined, session);
  const wanted = schools.flatMap(({ stages }) => stages).filter(({ stage, verdict }) => stage === 'junior' && verdict === 'fail');
  assert.equal(await page.locator('.heat tbody tr').count(), wanted.length);
  const below = wanted.flatMap(({ states }) => states).filter(({ compliance, above_floor: above }) => compliance === 'short' && !above).length;
  assert.equal(await page.locator('.legend li:nth-child(3) strong').innerText(), String(below));
  await page.locator('.legend li:nth-child(3) button').click();
  assert.match(page.url(), /state=below/);
  await page.context().close();
});

test('with every school at the threshold nobody is short, for every indicator and stage', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  const { resource } = await server.ask('GET', '/assessment', undefined, session);
  for (const row of resource.filter(({ short_schools: short }) => short > 0)) {
    await visit(page, server.address, `/indicators?indicator=${row.indicator}&stage=${row.stage}`);
    const told = await page.locator('.levelled p').first().innerText();
    assert.match(told, new RegExp(`由 ${row.short_schools} 所变为 0 所`), `${row.indicator} ${row.stage}: ${told}`);
  }
  await page.context().close();
});
