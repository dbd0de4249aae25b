// A what-if from its first change to its removal: the school turns, every screen follows the scenario, nothing stays behind.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, login, openPage, shoot, visit } from './browser.mjs';
import { accessibility, latinWords, overflow } from './checks.mjs';
import { screens } from './routes.mjs';
import { Server } from './server.mjs';

const name = '补齐设备';
const query = `scenario=${encodeURIComponent(name)}`;
const byShared = new Set(['L4', 'L5', 'L6', 'L7']);

let server, browser, page, session, planner, assessment, target;

/** A school of one stage that building and buying alone would mend. */
function mendable({ schools }) {
  const alone = (row) => schools.filter(({ code }) => code === row.code).length === 1;
  return schools.find((row) => row.verdict === 'fail' && alone(row) && row.values.every(({ indicator, compliance }) => compliance === 'met' || byShared.has(indicator)));
}

before(async () => {
  server = await Server.start();
  browser = await launch();
  planner = await server.account('planner');
  session = await server.ask('POST', '/session', planner);
  assessment = await server.ask('GET', '/assessment?lang=zh', undefined, session);
  target = mendable(assessment);
  assert.ok(target);
  page = await openPage(browser);
  await login(page, server.address, planner);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const changes = () => page.locator('.change-list ol li');
const sentence = () => page.locator('.page-head .answer').innerText();

test('the school of the address is chosen, and its gaps are made up for', async () => {
  await visit(page, server.address, `/what-if?school=${target.code}`);
  assert.match(await page.locator('.add-change input[type=search]').first().inputValue(), new RegExp(target.code));
  const gaps = page.locator('.gap-buttons button');
  await gaps.first().waitFor();
  const wanted = target.values.filter(({ compliance }) => compliance === 'short').length;
  assert.equal(await gaps.count(), wanted);
  for (let index = 0; index < wanted; ++index) await gaps.nth(index).click();
  await page.locator('.turned tbody tr', { hasText: target.name }).getByText('达标', { exact: true }).waitFor();
  assert.equal(await changes().count(), wanted);
  assert.match(await sentence(), /1 所学校变为达标/);
  assert.match(await sentence(), /以国家认定为准/);
});

test('the result is what the server computes for the same changes', async () => {
  const row = page.locator('.verdicts tbody tr').first();
  const failing = assessment.schools.filter(({ counted, verdict }) => counted && verdict === 'fail').length;
  assert.deepEqual((await row.locator('td').allInnerTexts()).slice(1), [String(failing), String(failing - 1), '−1']);
  const cvs = page.locator('.what-if-right .card').nth(1).locator('tbody tr');
  assert.equal(await cvs.count(), 14);
  for (const [index, { cv }] of assessment.resource.entries()) assert.equal(Number((await cvs.nth(index).locator('td').nth(1).innerText()).match(/[\d.]+/)[0]).toFixed(3), cv.toFixed(3));
});

test('undo, redo, and a draft that outlives the page', async () => {
  const before = await changes().count();
  await page.locator('.change-list').getByRole('button', { name: '撤销' }).click();
  await page.locator('body').press('Control+z');
  await page.locator('body').press('Control+y');
  while (await page.locator('.change-list').getByRole('button', { name: '重做' }).isEnabled()) await page.locator('.change-list').getByRole('button', { name: '重做' }).click();
  assert.equal(await changes().count(), before);
  await page.fill('.act-form input', '700');
  await page.press('.act-form input', 'Enter');
  await page.locator('.change-list li', { hasText: '在校生数' }).locator('.remove').click();
  // Only what mends the school is kept.
  await page.reload();
  await page.waitForSelector('[data-ready="true"]');
  assert.equal(await changes().count(), before);
  assert.deepEqual([...(await accessibility(page)), ...(await overflow(page)), ...(await latinWords(page))], []);
  await shoot(page, 'what-if-changed-zh-office');
});

test('what cannot be computed says why, and the last result stays', async () => {
  const bad = { act: 'merge_school', school: target.code, to: target.code };
  await page.evaluate((wish) => {
    const key = Object.keys(localStorage).find((one) => one.startsWith('junheng.what-if/'));
    const kept = JSON.parse(localStorage.getItem(key));
    kept.past.push(kept.now);
    kept.now = [...kept.now, { wish }];
    localStorage.setItem(key, JSON.stringify(kept));
  }, bad);
  await page.reload();
  await page.locator('.what-if-left [role=alert]').waitFor();
  assert.ok(await page.locator('.save-form button[type=submit]').isDisabled());
  await page.locator('.change-list').getByRole('button', { name: '撤销' }).click();
  await page.locator('.turned').waitFor();
});

test('saved, it can be switched to: band, overview and explanations follow', async () => {
  await page.fill('input[name=scenario-name]', name);
  await page.fill('input[name=scenario-why]', '试算');
  await page.locator('.save-form button[type=submit]').click();
  await page.locator('.saved').waitFor();
  assert.equal(await changes().count(), 0);
  await visit(page, server.address, '/');
  const now = await sentence();
  await page.getByRole('combobox', { name: '情景' }).selectOption(name);
  await page.locator('.band', { hasText: name }).waitFor();
  const told = await server.ask('GET', `/overview?lang=zh&${query}`, undefined, session);
  await page.waitForFunction((text) => document.querySelector('.page-head .answer')?.textContent !== text, now);
  assert.match(await sentence(), new RegExp(`${told.schools_distinct.fail} 所学校未达标`));
  assert.doesNotMatch(now, new RegExp(`${told.schools_distinct.fail} 所学校未达标`));
  const before = target.values.find(({ compliance }) => compliance === 'short').indicator;
  const stage = target.stage;
  const [explained, plain] = await Promise.all([`&${query}`, ''].map((more) => server.ask('GET', `/explain?cv=${before}&stage=${stage}&lang=zh${more}`, undefined, session)));
  assert.notEqual(explained.value, plain.value);
  await page.locator(`.bars.${stage} tr`, { hasText: before }).locator('.figure').first().click();
  const value = page.locator('.explain-value strong');
  await value.waitFor();
  assert.ok(Math.abs(Number(await value.innerText()) - explained.value) <= 0.0005);
  await page.keyboard.press('Escape');
});

test('on every screen the scenario is said', async () => {
  for (const screen of (await screens()).filter(({ open }) => !open)) {
    const join = screen.address.includes('?') ? '&' : '?';
    await visit(page, server.address, `${screen.address}${join}${query}`);
    if ((await page.locator('[data-refused]').count()) > 0) continue;
    await page.locator(screen.bare ? '.wall-scenario' : '.band', { hasText: name }).waitFor();
    assert.deepEqual(page.faults.splice(0), [], screen.id);
  }
});

test('scenarios stand beside each other', async () => {
  await server.ask('PUT', `/scenarios/${encodeURIComponent('并校')}`, { why: '', changes: [{ act: 'merge_school', school: target.code, to: assessment.schools.find(({ code }) => code !== target.code).code }] }, session);
  await visit(page, server.address, '/what-if');
  for (const one of [name, '并校']) {
    await page.getByRole('checkbox', { name: `比较情景 ${one}` }).click();
    await page.locator('.compare th', { hasText: one }).waitFor();
  }
  const heads = page.locator('.compare th[scope=col]');
  assert.deepEqual((await heads.allInnerTexts()).slice(1), ['现状', name, '并校']);
  assert.equal(await page.locator('.compare tbody tr').count(), 16);
  const told = await server.ask('GET', `/compare?a=2025&b=${encodeURIComponent('并校')}&lang=zh`, undefined, session);
  const cells = await page.locator('.compare tbody tr td:nth-child(4)').allInnerTexts();
  told.resource.forEach((row, index) => assert.equal(Number(cells[index + 2].match(/[\d.]+/)[0]).toFixed(3), row.after.cv.toFixed(3)));
  await page.locator('.compare').scrollIntoViewIfNeeded();
  await shoot(page, 'what-if-compare-zh-office');
  assert.deepEqual([...(await accessibility(page)), ...(await overflow(page)), ...(await latinWords(page))], []);
});

test('removed, it is gone from the list, the bar and the band', async () => {
  await visit(page, server.address, `/what-if?${query}`);
  await page.getByRole('button', { name: `删除情景 ${name}` }).click();
  await page.getByRole('button', { name: '不删' }).click();
  await page.getByRole('button', { name: `删除情景 ${name}` }).click();
  await page.getByRole('button', { name: '确认删除' }).click();
  await page.locator('.band:not(.stale)').waitFor({ state: 'detached' });
  await page.locator('.saved-scenarios td', { hasText: name }).first().waitFor({ state: 'detached' });
  assert.ok(!(await page.getByRole('combobox', { name: '情景' }).locator('option').allInnerTexts()).includes(name));
  assert.ok(!(await server.ask('GET', '/scenarios', undefined, session)).scenarios.some((one) => one.name === name));
  assert.deepEqual(page.faults, []);
});
