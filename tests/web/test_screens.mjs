// Every registered screen, for every role, in both languages: accepted as the four checks say. In a quick run the checks are
// whole for the administrator, who sees every screen; of a principal and a viewer it is asked what they may open and that it
// opens without fault. JUNHENG_SLOW=1 runs it all and takes the pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { languages, launch, login, openPage, shoot, sizes, visit } from './browser.mjs';
import { accessibility, keyboardWalk, latinWords, overflow } from './checks.mjs';
import { mayOpen, roles, screens } from './routes.mjs';
import { Server } from './server.mjs';

const whole = process.env.JUNHENG_SLOW === '1';
const quickRoles = ['bureau_admin', 'principal', 'viewer'];
const wholeRole = ({ id }) => whole || id === 'bureau_admin';
let server, browser, admin, all, known;

before(async () => {
  server = await Server.start();
  admin = await server.settled(server.first.user, server.first.password);
  browser = await launch();
  all = await screens();
  known = await roles(server, await server.ask('POST', '/session', admin));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The findings of all sizes, each with the size's name. */
async function atSizes(page, check, names) {
  const found = [];
  for (const size of names) {
    const [width, height] = sizes[size];
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    found.push(...(await check(page)).map((finding) => `${size}: ${finding}`));
  }
  return found;
}

/** Goes to a screen that must exist. */
async function visitScreen(page, screen) {
  await visit(page, server.address, screen.address);
  assert.equal(await page.locator('[data-missing]').count(), 0, `${screen.id} has no page at ${screen.address}`);
}

async function accept(page, language) {
  const findings = [...(await accessibility(page)), ...(await atSizes(page, overflow, Object.keys(sizes)))];
  if (language === 'zh') findings.push(...(await latinWords(page)));
  const [width, height] = sizes.office;
  await page.setViewportSize({ width, height });
  return [...findings, ...page.faults.splice(0)];
}

test('pages without an account', async () => {
  for (const language of languages) {
    const page = await openPage(browser, { language });
    for (const screen of [{ id: 'login', address: '/' }, ...all.filter(({ open }) => open)]) {
      await visitScreen(page, screen);
      assert.deepEqual([...(await accept(page, language)), ...(await keyboardWalk(page))], [], `${screen.id} ${language}`);
    }
    await page.context().close();
  }
});

test('every screen × role × language', async (t) => {
  for (const role of known.filter(({ id }) => whole || quickRoles.includes(id)))
    await t.test(role.id, async () => {
      const user = await server.account(role.id, role.scope);
      for (const language of wholeRole(role) ? languages : ['zh']) {
        const page = await openPage(browser, { language });
        await login(page, server.address, user);
        for (const screen of all.filter(({ open }) => !open)) {
          await visitScreen(page, screen);
          const where = `${screen.id} ${role.id} ${language}`;
          const refused = (await page.locator('[data-refused]').count()) > 0;
          assert.equal(refused, !mayOpen(screen, role.rights), where);
          assert.deepEqual(wholeRole(role) ? await accept(page, language) : page.faults.splice(0), [], where);
        }
        await page.context().close();
      }
    });
});

test('the keyboard reaches everything', async () => {
  for (const language of whole ? languages : ['zh']) {
    const page = await openPage(browser, { language });
    await login(page, server.address, admin);
    for (const screen of all.filter(({ open }) => !open)) {
      await visitScreen(page, screen);
      assert.deepEqual(await keyboardWalk(page), [], `${screen.id} ${language}`);
    }
    await page.context().close();
  }
});

test('pictures to look at', { skip: !whole }, async () => {
  for (const language of languages)
    for (const size of Object.keys(sizes)) {
      const page = await openPage(browser, { language, size });
      await login(page, server.address, admin);
      for (const screen of all) {
        await visitScreen(page, screen);
        await shoot(page, `${screen.id}-${language}-${size}`);
      }
      await page.context().close();
    }
});
