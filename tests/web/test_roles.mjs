// One path a role, in Chinese, in the real browser: the one job that the role exists for, and one thing that is refused.
// A picture of each end is kept under build/shots/roles.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, login, openPage, shoot, visit } from './browser.mjs';
import { latinWords } from './checks.mjs';
import { roles } from './routes.mjs';
import { Server } from './server.mjs';

let server, browser, admin, session, schools, assessment, school, known, folder;
const done = new Set();

before(async () => {
  server = await Server.start();
  admin = await server.settled(server.first.user, server.first.password);
  session = await server.ask('POST', '/session', admin);
  ({ schools } = await server.ask('GET', '/schools', undefined, session));
  assessment = await server.ask('GET', '/assessment?lang=zh', undefined, session);
  known = await roles(server, session);
  const matrix = await server.ask('GET', '/hand-ins', undefined, session);
  const whole = (code) => matrix.schools.find((one) => one.code === code)?.tables.every(({ filled }) => filled);
  school = schools.find(({ code, central_school: central }) => central && central !== code && whole(code));
  folder = mkdtempSync(join(tmpdir(), 'junheng-roles-'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function as(role, scope) {
  done.add(role);
  const page = await openPage(browser);
  page.role = role;
  await login(page, server.address, role === 'bureau_admin' ? admin : await server.account(role, scope ?? 'county'));
  return page;
}

const open = (page, path) => visit(page, server.address, path);

/** The picture of what was done; then what is not the role's own is refused in words, and the rail does not offer it. */
async function ends(page, refused) {
  assert.deepEqual([...(await latinWords(page)), ...page.faults.splice(0)], [], page.role);
  await shoot(page, `roles/${page.role}`);
  if (refused) {
    await open(page, refused);
    await page.locator('[data-refused]').getByText('没有权限打开这一页').waitFor();
    assert.equal(await page.getByRole('navigation', { name: '主导航' }).locator(`a[href^="${refused}"]`).count(), 0, `${page.role} ${refused}`);
  }
  await page.context().close();
}

const actBar = (page) => page.locator('.act-bar');

async function handIn(page, act, reason) {
  await open(page, '/data');
  await page.getByRole('checkbox', { name: `选中${school.name}`, exact: true }).check();
  const bar = actBar(page);
  await bar.getByRole('button', { name: new RegExp(`^${act}（6 张）`) }).click();
  if (reason) await bar.getByRole('textbox', { name: '原因' }).fill(reason);
  await bar.locator('.confirm-box').getByRole('button', { name: act, exact: true }).click();
  await bar.getByText(`${act}：已处理 1 所学校。`).waitFor();
}

/** A row of the shared table as csv, with the school's equipment put otherwise. */
function equipmentOf(table, code, yuan) {
  const at = table.columns.findIndex(({ name }) => name === 'equipment_yuan');
  const quoted = (cell) => `"${(cell ?? '').replaceAll('"', '""')}"`;
  const rows = [table.columns.map(({ name }) => name), ...table.rows.map((row) => (row[0] === code ? row.with(at, yuan) : row))];
  return Buffer.from(`\ufeff${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
}

function converted(source, form, ending) {
  const told = spawnSync('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', '--norestore', '--convert-to', form, '--outdir', folder, source], { encoding: 'utf8', timeout: 180_000 });
  assert.equal(told.status, 0, told.stderr);
  return readFileSync(join(folder, `${basename(source).replace(/\.\w+$/, '')}.${ending}`), 'utf8');
}

async function taken(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
  await download.saveAs(join(folder, name));
  return join(folder, name);
}

const stages = { 小学: 'primary', 初中: 'junior' };

test('bureau_admin: a list with a fault, mended, confirmed; the verdict moves, explains itself and stands in the report', async (t) => {
  const alone = ({ code }) => assessment.schools.filter((row) => row.code === code).length === 1;
  const target = assessment.schools.find((row) => row.verdict === 'fail' && alone(row) && row.values.every(({ indicator, compliance }) => (indicator === 'L6' ? compliance === 'short' : compliance === 'met')));
  assert.ok(target);
  const table = await server.ask('GET', '/tables/shared', undefined, session);
  const failing = async () => (await server.ask('GET', '/overview?lang=zh', undefined, session)).schools_distinct.fail;
  const before = await failing();
  const page = await as('bureau_admin');
  const put = (yuan) => page.setInputFiles('input[type=file]', { name: 'shared.csv', mimeType: 'text/csv', buffer: equipmentOf(table, target.code, yuan) });
  await open(page, '/imports/new/files');
  await page.getByLabel('导入说明').fill('设备盘点');
  await put('很多');
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByRole('link', { name: '去看 1 处错误' }).click();
  await page.locator('.workbook td.wrong.error').getByText('很多').waitFor();
  await put(String(target.pupils * 4000));
  await page.waitForURL('**/files');
  await page.getByRole('link', { name: '看变化并确认' }).last().click();
  await page.getByRole('button', { name: /^确认存入：新增 0、修改 1、删除 0 行/ }).click();
  await page.getByRole('link', { name: /看第 \d+ 号变更/ }).waitFor();
  assert.equal(await failing(), before - 1);
  await open(page, '/');
  await page.locator('.page-head .answer').getByText(`${before - 1} 所学校未达标`).waitFor();
  const now = await server.ask('GET', '/assessment?lang=zh', undefined, session);
  const cvOf = (indicator, stage) => now.resource.find((row) => row.indicator === indicator && row.stage === stage);
  const equipment = cvOf('L6', target.stage);
  assert.notEqual(equipment.cv, assessment.resource.find((row) => row.indicator === 'L6' && row.stage === target.stage).cv);
  await page.locator(`.bars.${target.stage} tr`, { hasText: 'L6' }).locator('.figure').first().click();
  await page.getByRole('dialog').getByText(equipment.cv.toFixed(4).slice(0, 5)).first().waitFor();
  await page.keyboard.press('Escape');
  await open(page, '/evaluation?tab=exports');
  await page.fill('input[name=purpose]', '报市教育局督导室');
  await page.getByRole('button', { name: '生成文件' }).click();
  await page.getByRole('link', { name: '自评报告.docx', exact: true }).waitFor({ timeout: 120_000 });
  const [report, monitoring] = [await taken(page, '自评报告.docx'), await taken(page, '差异系数监测表.xlsx')];
  await ends(page, '/children');
  if (spawnSync('soffice', ['--version']).error) return t.skip('LibreOffice is not installed');
  const lines = converted(report, 'txt:Text (encoded):UTF8', 'txt').split(/\r?\n/);
  const start = lines.indexOf('未达标学校数') + 1;
  let indicator;
  const read = new Map();
  for (let at = start; read.size < 14 && at < start + 200; ++at) {
    indicator = lines[at].match(/^(L\d) /)?.[1] ?? indicator;
    const stage = stages[lines[at]];
    if (stage) read.set(`${indicator} ${stage}`, { cv: Number(lines[at + 2]), limit: Number(lines[at + 3]), short: Number(lines[at + 5]) });
  }
  assert.equal(read.size, 14);
  for (const row of now.resource) {
    const told = read.get(`${row.indicator} ${row.stage}`);
    assert.ok(Math.abs(told.cv - row.cv) <= 0.0005 && told.limit === row.cv_limit && told.short === row.short_schools, `${row.indicator} ${row.stage} ${JSON.stringify(told)}`);
  }
  const sheet = converted(monitoring, 'csv:Text - txt - csv (StarCalc):44,34,76,1', 'csv').split(/\r?\n/).map((line) => line.split(','));
  const cvs = sheet.find(([name]) => name.includes('差异系数') && !name.includes('监测表'));
  sheet[1].forEach((id, column) => {
    if (/^L\d$/.test(id)) assert.ok(Math.abs(Number(cvs[column]) - cvOf(id, 'primary').cv) < 1e-9, id);
  });
});

test('clerk: fills a figure with its reason and hands the school in; signing is not his', async () => {
  const page = await as('clerk', `school:${school.code}`);
  await open(page, `/schools/${school.code}`);
  const figure = page.locator('.stored button.edit', { hasText: '运动场地面积' });
  const was = Number((await server.ask('GET', `/tables/shared?school=${school.code}`, undefined, session)).rows[0][3]);
  await figure.click();
  await page.locator('.stored input').fill(String(was + 50));
  await page.keyboard.press('Enter');
  await page.locator('.draft input').fill('重新丈量');
  await page.locator('.draft button[type=submit]').click();
  await page.locator('.saved').waitFor();
  const { rows } = await server.ask('GET', `/tables/shared?school=${school.code}`, undefined, session);
  assert.equal(Number(rows[0][3]), was + 50);
  await handIn(page, '提交');
  assert.equal(await actBar(page).getByRole('button', { name: '签字' }).count(), 0);
  await ends(page, '/what-if');
});

test('principal: signs the figures of his school; another school is not there for him', async () => {
  const page = await as('principal', `school:${school.code}`);
  const other = schools.find(({ code }) => code !== school.code);
  await open(page, `/schools/${other.code}`);
  await page.getByRole('alert').getByText('没有学校').waitFor();
  assert.equal(await page.getByText(other.name).count(), 0);
  await handIn(page, '签字');
  assert.equal(await page.getByText(other.name, { exact: true }).count(), 0);
  await ends(page, '/exports');
});

test('central_school: checks what was signed; the county’s verdict stays with the bureau', async () => {
  const page = await as('central_school', `central_school:${school.central_school}`);
  await handIn(page, '初审通过');
  await ends(page, '/what-if');
});

test('section: returns with a reason, and freezes once it is mended; accounts are not its own', async () => {
  const page = await as('section');
  await handIn(page, '退回', '班额与班级数不符');
  const clerk = await openPage(browser);
  await login(clerk, server.address, await server.account('clerk', `school:${school.code}`));
  await open(clerk, '/data');
  await clerk.getByText('班额与班级数不符').first().waitFor();
  await handIn(clerk, '提交');
  await clerk.context().close();
  for (const [role, scope, act] of [['principal', `school:${school.code}`, 'sign'], ['central_school', `central_school:${school.central_school}`, 'check']]) {
    const user = await server.ask('POST', '/session', await server.account(role, scope));
    await server.ask('POST', '/hand-ins', { year: 2025, school: school.code, act, tables: ['stages', 'shared', 'classes', 'rooms', 'teachers', 'figures'] }, user);
  }
  await handIn(page, '审核定版');
  const state = await server.ask('GET', '/hand-ins', undefined, session);
  assert.ok(state.schools.find(({ code }) => code === school.code).tables.every((table) => table.state === 'frozen'));
  await ends(page, '/users');
});

const scenario = '补齐设备';

test('planner: makes up for the gaps of a school and saves it as a scenario; the log is not his', async () => {
  const now = await server.ask('GET', '/assessment?lang=zh', undefined, session);
  const mends = new Set(['L4', 'L5', 'L6', 'L7']);
  const target = now.schools.find((row) => row.verdict === 'fail' && now.schools.filter(({ code }) => code === row.code).length === 1 && row.values.every(({ indicator, compliance }) => compliance === 'met' || mends.has(indicator)));
  const page = await as('planner');
  await open(page, `/what-if?school=${target.code}`);
  const gaps = page.locator('.gap-buttons button');
  await gaps.first().waitFor();
  for (let index = (await gaps.count()) - 1; index >= 0; --index) await gaps.nth(index).click();
  await page.locator('.turned tbody tr', { hasText: target.name }).getByText('达标', { exact: true }).waitFor();
  await page.fill('input[name=scenario-name]', scenario);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.locator('.save-form .saved').waitFor();
  const { scenarios } = await server.ask('GET', '/scenarios', undefined, session);
  assert.ok(scenarios.some(({ name }) => name === scenario));
  await ends(page, '/audit');
});

test('director: reads the verdict, asks where a figure comes from, looks at the county after the plan; changes nothing', async () => {
  const page = await as('director');
  await open(page, '/');
  await page.locator('.page-head .answer').getByText('以国家认定为准').waitFor();
  await page.locator('.cv-bars td.num .figure').first().click();
  await page.getByRole('dialog').getByText('教督〔2017〕6号').waitFor();
  await page.keyboard.press('Escape');
  const now = (await server.ask('GET', '/overview?lang=zh', undefined, session)).schools_distinct.fail;
  await page.getByLabel('情景').selectOption(scenario);
  await page.getByRole('status').getByText(scenario).waitFor();
  await page.locator('.page-head .answer').getByText(`${now - 1} 所学校未达标`).waitFor();
  await ends(page, '/imports');
});

const paper = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

test('inspector: reads the paper that was brought; to bring or judge one is not his', async () => {
  const { slots } = await server.ask('GET', '/evidence?lang=zh', undefined, session);
  const [{ indicator, slot }] = slots;
  const brought = await fetch(`${server.address}/api/v1/evidence/${indicator}/${slot}/files/${encodeURIComponent('布局规划.pdf')}`, { method: 'PUT', body: paper, headers: { Cookie: session.cookie, 'X-CSRF-Token': session.csrf } });
  assert.ok(brought.ok, await brought.text());
  const page = await as('inspector');
  await open(page, '/evaluation?tab=papers');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '布局规划.pdf' }).click()]);
  assert.deepEqual(readFileSync(await download.path()), paper);
  for (const name of ['上传文件', '退回', '通过，达到要求']) assert.equal(await page.getByRole('button', { name }).count(), 0, name);
  await ends(page, '/imports');
});

async function findsChildren(page) {
  await open(page, '/children');
  await page.getByRole('button', { name: '查询' }).click();
  assert.equal(await page.locator('tbody tr').count(), 0, 'not without a purpose');
  await page.getByLabel('用途').fill('家访前核对');
  await page.getByRole('button', { name: '查询' }).click();
  await page.locator('tbody tr').first().waitFor();
}

test('teacher: finds the children of the school for a purpose; the county’s verdict is not hers', async () => {
  const page = await as('teacher', `school:${school.code}`);
  await open(page, `/schools/${school.code}`);
  await page.getByText(school.name).first().waitFor();
  await findsChildren(page);
  await ends(page, '/evaluation');
});

test('carer: finds the children of the class and no other, and sees no school', async () => {
  const { scope } = known.find(({ id }) => id === 'carer');
  const [, code, grade, name] = scope.match(/^class:(.+)\/(.+)\/(.+)$/);
  const { columns, rows } = await server.ask('GET', `/tables/classes?school=${code}`, undefined, session);
  const at = (wanted) => columns.findIndex((column) => column.name === wanted);
  const own = rows.find((row) => row[at('grade')] === grade && row[at('class')] === name);
  const page = await as('carer', scope);
  await findsChildren(page);
  const found = await page.locator('tbody tr').allInnerTexts();
  assert.equal(found.length, Number(own[at('pupils')]));
  for (const text of found) assert.ok(text.includes(`${grade} 年级 ${name}`), text);
  await ends(page, '/schools');
});

test('viewer: reads the self-assessment and how it hangs on readings; the history is not the city’s', async () => {
  const page = await as('viewer');
  await open(page, '/evaluation');
  assert.equal(await page.locator('.self-table .id').count(), 32 + assessment.vetoes.length);
  await page.getByRole('tab', { name: '口径对照' }).click();
  await page.locator('.readings .answer-line').waitFor();
  await ends(page, '/history');
});

test('reader: which schools lack what, for the money and the posts; the tables behind it are not shown', async () => {
  const page = await as('reader');
  await open(page, '/schools?verdict=fail');
  await page.locator('.heat tbody tr').first().waitFor();
  assert.match(await page.locator('.heat tbody tr').first().innerText(), /缺 /);
  await ends(page, '/data');
});

test('public: nothing without an account', async () => {
  const page = await openPage(browser);
  for (const path of ['/', '/schools', '/children']) {
    await page.goto(server.address + path);
    await page.locator('input[name=password]').waitFor();
  }
  assert.equal((await fetch(`${server.address}/api/v1/overview`)).status, 401);
  await shoot(page, 'roles/public');
  await page.context().close();
});

test('every role that can have an account was met', () => {
  assert.deepEqual([...done].sort(), known.map(({ id }) => id).sort());
});
