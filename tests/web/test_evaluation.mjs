// 督导评估 and the wall against what the server computed.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, login, openPage, visit } from './browser.mjs';
import { Server } from './server.mjs';

let server, browser, page, admin, session, assessment;

before(async () => {
  server = await Server.start();
  admin = await server.settled(server.first.user, server.first.password);
  session = await server.ask('POST', '/session', admin);
  assessment = await server.ask('GET', '/assessment?lang=zh&readings=true', undefined, session);
  browser = await launch();
  page = await openPage(browser);
  await login(page, server.address, admin);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const cells = async (id) => {
  const row = page.locator('.self-table tr', { has: page.locator('.id', { hasText: new RegExp(`^${id}$`) }) });
  return Object.fromEntries(await Promise.all(['县级自评情况', '国家标准', '是否达标', '佐证材料'].map(async (name) => [name, await row.locator(`td[data-label="${name}"]`).innerText()])));
};

test('the table has the 32 indicators and the vetoes, each as it was judged', async () => {
  await visit(page, server.address, '/evaluation');
  const ids = await page.locator('.self-table .id').allInnerTexts();
  const judged = [...assessment.guarantee, ...assessment.quality, assessment.recognition];
  assert.deepEqual(ids, ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', ...judged.map(({ id }) => id), ...assessment.vetoes.map(({ id }) => id)]);
  assert.equal(7 + judged.length, 32);
  const word = { met: '达标', short: '未达标', unknown: '尚不能判断' };
  for (const { id, compliance } of judged) {
    const [first] = (await cells(id))['是否达标'].replace(/[●◐■?≈–\s]+/, '').split('\n');
    assert.ok(first.endsWith(word[compliance]) && (compliance !== 'met' || !first.includes('未')), `${id}: ${first}`);
  }
  assert.doesNotMatch(await page.innerText('body'), /通过认定/);
});

test('figures of the table are those of the assessment', async () => {
  for (const row of assessment.resource) assert.ok((await cells(row.indicator))['县级自评情况'].includes(row.cv.toFixed(3)), row.indicator);
  const catchment = assessment.guarantee.find(({ id }) => id === 'G13').parts.find(({ id }) => id === 'primary');
  assert.ok(catchment.value < 1 && catchment.compliance === 'short');
  assert.doesNotMatch((await cells('G13'))['县级自评情况'], /100\.0%/);
  const pay = assessment.guarantee.find(({ id }) => id === 'G8');
  assert.match((await cells('G8'))['县级自评情况'], new RegExp(pay.value.toLocaleString('zh-CN')));
});

test('an item of the address is shown, and its grounds open', async () => {
  await visit(page, server.address, '/evaluation?item=G5');
  const row = page.locator('.self-table tr.asked');
  assert.match(await row.innerText(), /^.*G5/);
  await row.getByText('看依据').click();
  await page.locator('.explain .rule-card').waitFor();
  await page.keyboard.press('Escape');
});

test('readings say whether the verdict hangs on them', async () => {
  await visit(page, server.address, '/evaluation?tab=readings');
  const hangs = assessment.readings.filter(({ changes }) => changes.some(({ what }) => what === 'verdict'));
  assert.match(await page.locator('.answer-line').innerText(), hangs.length > 0 ? /影响结论/ : /口径无关/);
  const rules = await server.ask('GET', '/indicators?lang=zh', undefined, session);
  assert.equal(await page.locator('.readings tbody tr').count(), rules.readings.reduce((sum, { choices }) => sum + choices.length - 1, 0));
  const backbone = assessment.readings.find(({ reading }) => reading === 'expired_backbone');
  const schools = backbone.changes.filter(({ what, to }) => what.startsWith('school:') && to === 'pass').length;
  assert.match(await page.locator('.readings tr', { hasText: '骨干教师证书过期' }).innerText(), new RegExp(`${schools} 所学校变为达标`));
});

test('the words carry the figures', async () => {
  await visit(page, server.address, '/evaluation?tab=statement');
  const text = await page.locator('.statement').innerText();
  const counted = assessment.schools.filter((school) => school.counted);
  assert.ok(text.includes(`共 ${counted.length} 所`) && text.includes(`其中 ${counted.filter(({ verdict }) => verdict === 'fail').length} 所未达标`));
  for (const { id, name } of assessment.guarantee) assert.ok(text.includes(`${id} ${name}：`), id);
});

test('papers show their state; where files are taken, one is brought, sent back and accepted', async () => {
  await visit(page, server.address, '/evaluation?tab=papers');
  const slots = page.locator('.slot');
  await slots.first().waitFor();
  const needed = [...assessment.guarantee, ...assessment.quality].reduce((sum, { evidence }) => sum + evidence.needed, 0);
  assert.equal(await slots.count(), needed);
  const slot = slots.filter({ hasText: '未提交' }).first();
  const name = await slot.locator('h2').innerText();
  const same = slots.filter({ has: page.getByRole('heading', { name, exact: true }) });
  await slot.locator('input[type=file]').setInputFiles({ name: '平台说明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') });
  await same.getByText('待审核').waitFor();
  await same.getByLabel('退回原因').fill('缺盖章');
  await same.getByRole('button', { name: '退回' }).click();
  await same.getByText('已退回').waitFor();
  assert.ok(await same.getByRole('button', { name: '通过，达到要求' }).isDisabled(), 'nobody accepts his own paper');
  const other = await openPage(browser);
  await login(other, server.address, await server.account('section'));
  await visit(other, server.address, '/evaluation?tab=papers');
  const theirs = other.locator('.slot').filter({ has: other.getByRole('heading', { name, exact: true }) });
  await theirs.getByRole('button', { name: '通过，达到要求' }).click();
  await theirs.getByText('已通过').waitFor();
  await other.context().close();
});

test('an export is made for a purpose and can be taken away', async () => {
  await visit(page, server.address, '/evaluation?tab=exports');
  await page.getByText('测算结果工作簿').click();
  const make = page.getByRole('button', { name: '生成文件' });
  assert.ok(await make.isDisabled());
  await page.fill('input[name=purpose]', '报市教育局督导室');
  await make.click();
  const file = page.locator('.files a').first();
  await file.waitFor();
  const [taken] = await Promise.all([page.waitForEvent('download'), file.click()]);
  assert.match(taken.suggestedFilename(), /\.xlsx$/);
  assert.ok(statSync(await taken.path()).size > 1000);
  assert.deepEqual(page.faults, []);
});

test('the wall fits one sheet, comes round the townships, and stands still where motion is not wanted', async () => {
  const now = (wall) => wall.locator('.wall-map .township-name').textContent();
  for (const [size, motion] of [['wide', 'no-preference'], ['office', 'reduce']]) {
    const wall = await openPage(browser, { size });
    await wall.emulateMedia({ reducedMotion: motion });
    await login(wall, server.address, admin);
    await visit(wall, server.address, '/wall');
    const [height, inner] = await wall.evaluate(() => [document.documentElement.scrollHeight, window.innerHeight]);
    assert.ok(height <= inner, `${size}: ${height} > ${inner}`);
    assert.equal(await wall.locator('.wall-table tbody tr').count(), 14);
    // Nothing runs into what stands below it.
    const [bars, facts] = await Promise.all(['.wall-bars', '.wall-facts'].map((part) => wall.locator(part).boundingBox()));
    const last = await wall.locator('.wall-table tbody tr').last().boundingBox();
    assert.ok(bars.y + bars.height <= facts.y + 1 && last.y + last.height <= facts.y + 1, `${size}: the bars run into the facts`);
    const first = await now(wall);
    await wall.waitForTimeout(9000);
    if (motion === 'reduce') assert.equal(await now(wall), first);
    else assert.notEqual(await now(wall), first);
    assert.deepEqual(wall.faults, []);
    await wall.context().close();
  }
});
