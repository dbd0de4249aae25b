// The frame, met as people meet it: first password, locked out, session over, search, explanation, another person's change.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, login, openPage, visit } from './browser.mjs';
import { accessibility, keyboardWalk, latinWords } from './checks.mjs';
import { Server } from './server.mjs';

let server, browser, admin, overview;

before(async () => {
  server = await Server.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a one-time password must be changed first', async () => {
  const page = await openPage(browser);
  await page.goto(server.address);
  await page.fill('input[name=user]', server.first.user);
  await page.fill('input[name=password]', 'not-this-one');
  await page.press('input[name=password]', 'Enter');
  await page.getByRole('alert').getByText('用户名或密码不对').waitFor();
  await page.fill('input[name=password]', server.first.password);
  await page.press('input[name=password]', 'Enter');
  await page.fill('input[name=old]', server.first.password);
  admin = { user: server.first.user, password: 'a-password-of-my-own' };
  await page.fill('input[name=new]', admin.password);
  await page.fill('input[name=again]', 'another-one-by-mistake');
  await page.getByText('两次输入的新密码不一样').waitFor();
  assert.deepEqual([...(await accessibility(page)), ...(await latinWords(page))], []);
  await page.fill('input[name=again]', admin.password);
  await page.press('input[name=again]', 'Enter');
  await page.getByText('测算结论').waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
  const session = await server.ask('POST', '/session', admin);
  overview = await server.ask('GET', '/overview?lang=zh', undefined, session);
});

test('too many wrong passwords lock the account, and the page says until when', async () => {
  const user = await server.account('viewer');
  const page = await openPage(browser);
  await page.goto(server.address);
  await page.fill('input[name=user]', user.user);
  for (let attempt = 0; attempt < 6; ++attempt) {
    await page.fill('input[name=password]', `wrong-${attempt}`);
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/session') && answer.request().method() === 'POST'), page.press('input[name=password]', 'Enter')]);
    await page.getByRole('alert').waitFor();
  }
  await page.getByText('密码错误次数过多').waitFor();
  await page.context().close();
});

test('the overview says what the server computed', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  const answer = await page.locator('.page-head .answer').innerText();
  assert.match(answer, new RegExp(`${overview.schools_distinct.fail} 所学校未达标`));
  assert.match(answer, /以国家认定为准/);
  assert.doesNotMatch(await page.innerText('body'), /通过认定/);
  const shown = await page.locator('.cv-bars td.num .figure').allInnerTexts();
  const told = overview.resource.map(({ cv }) => cv);
  assert.equal(shown.length, told.length);
  for (const text of shown) assert.ok(told.some((cv) => Math.abs(cv - Number(text)) <= 0.0005), text);
  const over = await page.locator('.cv-bars .state.below').count();
  assert.equal(over, overview.resource.filter(({ cv_compliance }) => cv_compliance === 'short').length);
  assert.equal(await page.locator('.blocking li').count(), overview.blocking.length);
  // An office screen shows the whole of it without scrolling.
  const [height, window] = await page.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.clientHeight]);
  assert.ok(height <= window, `${height} > ${window}`);
  await page.context().close();
});

test('a figure explains itself, and the drawer can be left by keyboard', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  const figure = page.locator('.cv-bars td.num .figure').first();
  await figure.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog');
  await drawer.getByText('教督〔2017〕6号').waitFor();
  await drawer.getByText('各校对差异系数的贡献').first().waitFor();
  assert.deepEqual([...(await accessibility(page)), ...(await latinWords(page))], []);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  assert.equal(await figure.evaluate((element) => element === document.activeElement), true);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('Ctrl+K searches by keyboard alone', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('总览');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  assert.deepEqual(await accessibility(page), []);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).pathname, '/');
  await page.context().close();
});

test('year and scenario stand in the address, and a scenario has its band', async () => {
  const session = await server.ask('POST', '/session', admin);
  const { schools } = await server.ask('GET', '/assessment', undefined, session);
  const short = schools.find(({ values }) => values.some(({ indicator, compliance }) => indicator === 'L3' && compliance === 'short'));
  const change = { act: 'add_teachers', school: short.code, stage: short.stage, subject: '22', count: 30 };
  await server.ask('PUT', `/scenarios/${encodeURIComponent('增配体育教师')}`, { changes: [change], why: '试算' }, session);
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  await page.getByLabel('学年', { exact: true }).selectOption('2024');
  await page.getByText('按 2024—2025学年数据').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('year'), '2024');
  await page.goBack();
  await page.getByText('按 2025—2026学年数据').waitFor();
  await page.getByLabel('情景').selectOption('增配体育教师');
  await page.getByRole('status').getByText('增配体育教师').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('scenario'), '增配体育教师');
  await page.getByRole('button', { name: '回到现状' }).click();
  await page.getByRole('status').getByText('增配体育教师').waitFor({ state: 'detached' });
  await page.context().close();
});

test('a session that ends leaves the page where it is', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  await page.context().clearCookies();
  await page.getByLabel('学年', { exact: true }).selectOption('2023');
  const again = page.getByRole('dialog', { name: '登录已过期' });
  await again.waitFor();
  await again.locator('input[name=password]').fill(admin.password);
  await again.locator('input[name=password]').press('Enter');
  await again.waitFor({ state: 'detached' });
  await page.getByText('按 2023—2024学年数据').waitFor();
  await page.context().close();
});

test('a change by somebody else is announced and taken up', async () => {
  const page = await openPage(browser);
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  const session = await server.ask('POST', '/session', admin);
  const { columns, rows } = await server.ask('GET', '/tables/schools', undefined, session);
  const at = columns.findIndex(({ name }) => name === 'name');
  const change = { table: 'schools', key: [rows[0][0]], field: 'name', before: rows[0][at], after: `${rows[0][at]}改` };
  await server.ask('POST', '/edits', { year: 2025, why: '更名', changes: [change] }, session);
  await page.getByText('数据已更新').waitFor();
  await page.getByRole('button', { name: '刷新' }).click();
  await page.locator('.data-state').getByText('修改').waitFor();
  await page.context().close();
});

test('the frame on a phone', async () => {
  const page = await openPage(browser, { size: 'phone' });
  await login(page, server.address, admin);
  await visit(page, server.address, '/');
  await page.getByRole('button', { name: '菜单' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '总览' }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor({ state: 'hidden' });
  assert.deepEqual([...(await accessibility(page)), ...(await keyboardWalk(page))], []);
  await page.context().close();
});
