// The way of the data as people go it: faults, the red copy, the mended workbook, what it does, undone; signed, checked, frozen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, login, openPage, shoot, visit } from './browser.mjs';
import { accessibility, latinWords, overflow } from './checks.mjs';
import { Server } from './server.mjs';

let server, browser, admin;

before(async () => {
  server = await Server.start();
  browser = await launch();
  admin = await server.settled(server.first.user, server.first.password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const session = () => server.ask('POST', '/session', admin);
const assessment = async () => server.ask('GET', '/assessment?lang=zh', undefined, await session());

async function accepted(page, name) {
  const found = [...(await accessibility(page)), ...(await overflow(page)), ...(await latinWords(page)), ...page.faults.splice(0)];
  await shoot(page, name);
  assert.deepEqual(found, [], name);
}

/** The shared table as csv, with some of its cells put otherwise. */
function csvOf(table, changed) {
  const quoted = (cell) => `"${(cell ?? '').replaceAll('"', '""')}"`;
  const rows = table.rows.map((row, index) => table.columns.map(({ name }, at) => quoted(changed(index, name, row[at]))).join(','));
  return Buffer.from(`\ufeff${[table.columns.map(({ name }) => quoted(name)).join(','), ...rows].join('\r\n')}\r\n`);
}

test('a workbook with faults, mended, confirmed and undone', async () => {
  const table = await server.ask('GET', '/tables/shared', undefined, await session());
  const before = await assessment();
  const faulty = csvOf(table, (row, name, cell) => (name === 'equipment_yuan' && row < 2 ? ['很多', '-3'][row] : name === 'equipment_yuan' && row > 80 ? '1000' : cell));
  const mended = csvOf(table, (row, name, cell) => (name === 'equipment_yuan' && row > 80 ? '1000' : cell));
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/imports');
  await page.getByRole('link', { name: '开始导入' }).click();
  await page.getByLabel('导入说明').fill('秋季更正');
  await page.setInputFiles('input[type=file]', { name: 'shared.csv', mimeType: 'text/csv', buffer: faulty });
  await page.getByRole('button', { name: '核对', exact: true }).click();
  const toFaults = page.getByRole('link', { name: '去看 2 处错误' });
  await toFaults.waitFor();
  await accepted(page, 'path-import-files');
  // Leaving loses nothing.
  await visit(page, server.address, '/imports');
  await page.getByText('有错误').waitFor();
  await page.getByRole('link', { name: '继续' }).click();
  await page.getByText('有 2 处错误，改正之前不能存入。').waitFor();
  assert.equal(await page.locator('.workbook td.wrong.error').count(), 2);
  await page.locator('.workbook').getByText('很多').waitFor();
  await accepted(page, 'path-import-faults');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载标红的工作簿' }).click()]);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
  await page.setInputFiles('input[type=file]', { name: 'shared.csv', mimeType: 'text/csv', buffer: mended });
  // The page goes back to the files by itself once the mended one is there.
  await page.waitForURL('**/files');
  await page.getByRole('link', { name: '看变化并确认' }).last().click();
  const rows = table.rows.length - 81;
  const confirm = page.getByRole('button', { name: `确认存入：新增 0、修改 ${rows}、删除 0 行` });
  await confirm.waitFor();
  assert.deepEqual(await assessment(), before, 'nothing is stored before the confirmation');
  const promised = await page.locator('.effect-tables table').first().innerText();
  await accepted(page, 'path-import-difference');
  await confirm.click();
  const door = page.getByRole('link', { name: /看第 \d+ 号变更/ });
  await door.waitFor();
  const now = await assessment();
  const cv = (of) => of.resource.find(({ indicator, stage }) => indicator === 'L6' && stage === 'primary').cv;
  assert.notEqual(cv(now), cv(before));
  assert.ok(promised.includes(cv(before).toFixed(3)) && promised.includes(cv(now).toFixed(3)), promised);
  await door.click();
  await page.getByText('秋季更正').waitFor();
  assert.equal(await page.locator('tbody tr').count(), rows);
  await accepted(page, 'path-change-set');
  await page.getByRole('button', { name: '撤销这次变更' }).click();
  await page.getByText(`${rows} 处改动`).waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByText(/撤销.*共 \d+ 处/).waitFor();
  assert.deepEqual(await assessment(), before);
  await page.context().close();
});

test('what each file was taken for, and what changes school by school', async () => {
  const table = await server.ask('GET', '/tables/shared', undefined, await session());
  const { schools } = await server.ask('GET', '/schools', undefined, await session());
  const at = table.columns.findIndex(({ name }) => name === 'equipment_yuan');
  const nameOf = (row) => schools.find(({ code }) => code === row[0]).name;
  const [changed, gone] = table.rows;
  const wider = { columns: [...table.columns, { name: '备用' }], rows: table.rows.filter((row) => row !== gone).map((row) => [...row, '']) };
  const file = { name: '办学条件.csv', mimeType: 'text/csv', buffer: csvOf(wider, (row, name, cell) => (row === 0 && name === 'equipment_yuan' ? '1234' : cell)) };
  const letter = { name: '通知.csv', mimeType: 'text/csv', buffer: Buffer.from('各位校长：\r\n请于周五前报送。\r\n') };
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/imports/new/files');
  await page.setInputFiles('input[type=file]', [file, letter]);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('link', { name: '去看 1 处错误' }).waitFor();
  const unknown = page.getByRole('article', { name: '通知.csv' });
  await unknown.getByText('没有认出').waitFor();
  await unknown.getByText('请从填报表开始').waitFor();
  await page.getByRole('article', { name: '办学条件.csv' }).getByText('备用（').waitFor();
  await accepted(page, 'path-import-recognised');
  await page.getByRole('button', { name: '移出 通知.csv' }).click();
  await unknown.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('link', { name: '看变化并确认' }).last().click();
  const differing = page.locator('.differences > tbody');
  await differing.first().waitFor();
  assert.deepEqual(await differing.locator('tr:first-child > th').allInnerTexts().then((names) => names.map((name) => name.replace(/[▸▾]/, '').trim())), [nameOf(gone), nameOf(changed)].map((name) => name.trim()));
  await page.getByRole('button', { name: `展开${nameOf(changed)}的变化` }).click();
  const cells = await page.locator('.one-table tbody tr').allInnerTexts();
  assert.equal(cells.length, 1, cells.join('\n'));
  const text = cells[0].replaceAll(',', '');
  assert.ok(text.includes('1234') && text.includes(String(Number(changed[at]))) && text.includes('办学条件.csv · 第 2 行'), text);
  await page.getByLabel('显示').selectOption('gone');
  await page.getByRole('button', { name: `展开${nameOf(changed)}的变化` }).waitFor({ state: 'detached' });
  assert.equal(await differing.count(), 1);
  await accepted(page, 'path-import-by-school');
  const phone = await openPage(browser, { size: 'phone' });
  await login(phone, server.address, admin);
  await visit(phone, server.address, new URL(page.url()).pathname);
  for (const row of [changed, gone]) await phone.getByRole('button', { name: `展开${nameOf(row)}的变化` }).click();
  await phone.locator('.differences').scrollIntoViewIfNeeded();
  await accepted(phone, 'path-import-by-school-phone');
  await phone.context().close();
  await page.getByRole('button', { name: '放弃这次导入' }).click();
  await page.locator('.confirm-box').getByRole('button', { name: '放弃这次导入' }).click();
  await page.getByRole('link', { name: '开始导入' }).waitFor();
  await page.context().close();
});

test('forms to fill in, for the county and for a school', async () => {
  const taken = async (page, label) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: label }).click()]);
    assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
    return download.suggestedFilename();
  };
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/imports/new/files');
  assert.equal(await taken(page, '下载全县填报表'), '填报表-全部-2025.xlsx');
  assert.equal(await taken(page, '下载县本级填报表'), '填报表-县本级-2025.xlsx');
  const { schools } = await server.ask('GET', '/schools', undefined, await session());
  await page.locator('.forms select').selectOption(schools[1].code);
  assert.equal(await taken(page, '下载这所学校的填报表'), `填报表-${schools[1].code}-2025.xlsx`);
  await accepted(page, 'path-forms');
  await page.context().close();
  const principal = await server.account('principal', `school:${schools[0].code}`);
  const own = await openPage(browser, { size: 'phone' });
  await login(own, server.address, principal);
  await visit(own, server.address, `/schools/${schools[0].code}`);
  assert.equal(await taken(own, '下载本校填报表'), `填报表-${schools[0].code}-2025.xlsx`);
  await visit(own, server.address, '/imports/new/files');
  assert.equal(await own.getByRole('button', { name: '下载县本级填报表' }).count(), 0);
  assert.equal(await taken(own, '下载本校填报表'), `填报表-${schools[0].code}-2025.xlsx`);
  await own.context().close();
});

async function acting(user, act, school, reason) {
  const page = await openPage(browser);
  await login(page, server.address, user);
  await visit(page, server.address, '/data');
  await page.getByRole('checkbox', { name: `选中${school}`, exact: true }).check();
  const bar = page.locator('.act-bar');
  await bar.getByRole('button', { name: new RegExp(`^${act}（6 张）`) }).click();
  if (reason) await bar.getByRole('textbox', { name: '原因' }).fill(reason);
  await bar.locator('.confirm-box').getByRole('button', { name: act, exact: true }).click();
  await bar.getByText(`${act}：已处理 1 所学校。`).waitFor();
  await accepted(page, `path-${act}`);
  return page;
}

test('handed in, signed, sent back with a reason, signed again, checked, reviewed, frozen', async () => {
  const { schools } = await server.ask('GET', '/schools', undefined, await session());
  const matrix = await server.ask('GET', '/hand-ins', undefined, await session());
  const whole = (code) => matrix.schools.find((one) => one.code === code)?.tables.every(({ filled }) => filled);
  const school = schools.find(({ code, central_school: central }) => central && central !== code && whole(code));
  const principal = await server.account('principal', `school:${school.code}`);
  const central = await server.account('central_school', `central_school:${school.central_school}`);
  const section = await server.account('section');
  const close = (page) => page.context().close();
  await close(await acting(principal, '提交', school.name));
  await close(await acting(principal, '签字', school.name));
  await close(await acting(central, '退回', school.name, '班额与班级数不符'));
  const told = await openPage(browser);
  await login(told, server.address, principal);
  await visit(told, server.address, '/data');
  await told.getByText('班额与班级数不符').first().waitFor();
  await close(told);
  await close(await acting(principal, '提交', school.name));
  await close(await acting(principal, '签字', school.name));
  await close(await acting(central, '初审通过', school.name));
  const page = await acting(section, '审核定版', school.name);
  assert.equal(await page.locator('tbody .hand-in-state.frozen').count(), 6);
  await page.getByRole('button', { name: `${school.name}的报送记录` }).click();
  await page.getByRole('dialog').getByText('班额与班级数不符').first().waitFor();
  await page.keyboard.press('Escape');
  await visit(page, server.address, '/reported');
  await page.getByRole('button', { name: '定版' }).click();
  await page.getByLabel('签发人').fill('王局长');
  await page.locator('form').getByRole('button', { name: '定版' }).click();
  await page.getByText('此后没有改动').waitFor();
  const { rows } = await server.ask('GET', `/tables/shared?school=${school.code}`, undefined, await session());
  const columns = (await server.ask('GET', '/tables/shared', undefined, await session())).columns;
  const reported = rows[0][columns.findIndex(({ name }) => name === 'equipment_yuan')];
  await server.ask('POST', '/edits', { year: 2025, why: '设备盘点', changes: [{ table: 'shared', key: [school.code], field: 'equipment_yuan', before: reported, after: '4321' }] }, await session());
  await visit(page, server.address, '/reported');
  await page.getByText('此后有 1 处改动').waitFor();
  await page.getByText('设备盘点').waitFor();
  await accepted(page, 'path-reported');
  await close(page);
});

test('the three counts: the correction does what was promised', async () => {
  const counts = await server.ask('GET', '/three-counts', undefined, await session());
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/three-counts');
  assert.equal(await page.locator('tbody tr').count(), counts.differing.length);
  await page.getByRole('button', { name: `看影响：${counts.differing[0].name}`, exact: true }).first().click();
  const effect = counts.differing[0].effects[0];
  const shift = effect.cvs[0];
  await page.locator('.effect-tables').getByText(shift.after.toFixed(4)).first().waitFor();
  await accepted(page, 'path-three-counts');
  await page.context().close();
});

test('120 principals from a list, their passwords once, one of them logs in', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/users/add');
  await page.getByLabel('名单').first().fill('坏的一行，没有这个角色');
  await page.getByText('没有这个角色', { exact: true }).last().waitFor();
  await page.getByRole('button', { name: /所没有校长账号的学校生成名单/ }).click();
  const add = page.getByRole('button', { name: /^添加 \d+ 个账号$/ });
  const count = Number((await add.innerText()).match(/\d+/)[0]);
  assert.ok(count > 100, String(count));
  await accepted(page, 'path-users-list');
  await add.click();
  // Each password is hashed so that guessing is slow; a hundred of them take their time.
  await page.locator('.slips li').first().waitFor({ timeout: 240_000 });
  assert.equal(await page.locator('.slips li').count(), count);
  await accepted(page, 'path-users-passwords');
  const [name, password] = await page.locator('.slips li').first().locator('dd').allInnerTexts();
  await server.settled(name, password);
  await page.getByRole('button', { name: '已交付，关闭' }).click();
  await page.locator('.confirm-box').getByRole('button', { name: '已交付，关闭' }).click();
  await page.getByRole('link', { name: '添加账号' }).waitFor();
  assert.equal(await page.getByText(password).count(), 0);
  await page.context().close();
});

test('children are found for a purpose only, and the log says so', async () => {
  const section = await server.account('section');
  const page = await openPage(browser);
  await login(page, server.address, section);
  await visit(page, server.address, '/children');
  await page.getByRole('button', { name: '查询' }).click();
  assert.equal(await page.locator('tbody tr').count(), 0);
  await page.getByLabel('用途').fill('核对七年级学籍');
  await page.getByLabel('年级').selectOption('7');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('alert').getByText('请给出学校或号码').waitFor();
  assert.equal(await page.getByLabel('用途').inputValue(), '核对七年级学籍', 'a refusal keeps the form');
  const school = await page.getByLabel('学校').locator('option', { hasText: '初级中学' }).first().getAttribute('value');
  await page.getByLabel('学校').selectOption(school);
  await page.getByRole('button', { name: '查询' }).click();
  await page.locator('tbody tr').first().waitFor();
  await accepted(page, 'path-children');
  await page.context().close();
  const log = await openPage(browser);
  await login(log, server.address, admin);
  await visit(log, server.address, '/audit');
  await log.getByText('核对七年级学籍').first().waitFor();
  await log.getByRole('button', { name: '校验日志' }).click();
  await log.getByText(/已校验 \d+ 条，完整/).waitFor();
  await accepted(log, 'path-audit');
  await log.context().close();
});

test('an export is made for a purpose and can be taken away', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/exports');
  await page.getByLabel('用途').fill('报送督导办');
  await page.getByRole('button', { name: '开始导出' }).click();
  const file = page.getByRole('link', { name: 'junheng.xlsx' });
  await file.waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
  await accepted(page, 'path-exports');
  await page.context().close();
});
