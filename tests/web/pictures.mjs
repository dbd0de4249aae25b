// Renews the pictures of docs/img that screens.json there lists: the real server over the demo county, in the real browser.
// scripts/pictures.sh runs it. What to make ready for an address: {import} an import with faults, {mendable} a school that
// building and buying alone would mend.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, login, openPage, visit } from './browser.mjs';
import { root, Server } from './server.mjs';

const folder = join(root, 'docs/img');
const listed = JSON.parse(readFileSync(join(folder, 'screens.json'), 'utf8'));
const quality = 0.8;
const bought = new Set(['L4', 'L5', 'L6', 'L7']);

async function faultyImport(server, session) {
  const { columns, rows } = await server.ask('GET', '/tables/shared', undefined, session);
  const at = columns.findIndex(({ name }) => name === 'equipment_yuan');
  const faults = ['很多', '-3'];
  const lines = [columns.map(({ name }) => name), ...rows.map((row, index) => (index in faults ? row.with(at, faults[index]) : row))];
  const body = `\ufeff${lines.map((line) => line.map((cell) => `"${cell ?? ''}"`).join(',')).join('\r\n')}\r\n`;
  const { id } = await server.ask('POST', '/imports', { why: '秋季更正' }, session);
  const put = await fetch(`${server.address}/api/v1/imports/${id}/files/shared.csv`, { method: 'PUT', body, headers: { Cookie: session.cookie, 'X-CSRF-Token': session.csrf } });
  if (!put.ok) throw new Error(await put.text());
  const { job } = await server.ask('POST', `/imports/${id}/check?lang=zh`, undefined, session);
  // The stream of a job ends with the job.
  await (await fetch(`${server.address}/api/v1/jobs/${job}/events`, { headers: { Cookie: session.cookie } })).text();
  return id;
}

async function mendable(server, session) {
  const { schools } = await server.ask('GET', '/assessment', undefined, session);
  const alone = ({ code }) => schools.filter((other) => other.code === code).length === 1;
  return schools.find((row) => row.verdict === 'fail' && alone(row) && row.values.every(({ indicator, compliance }) => compliance === 'met' || bought.has(indicator))).code;
}

/** Chromium itself packs the picture. */
async function packed(page, picture) {
  const text = await page.evaluate(
    async ({ source, quality: wanted }) => {
      const image = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', wanted);
    },
    { source: `data:image/png;base64,${picture.toString('base64')}`, quality },
  );
  return Buffer.from(text.split(',')[1], 'base64');
}

async function shown(browser, address, user, picture) {
  const page = await openPage(browser, picture);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await login(page, address, user);
  await visit(page, address, picture.address);
  if (picture.press) {
    const buttons = page.locator(picture.press);
    await buttons.first().waitFor();
    for (let index = (await buttons.count()) - 1; index >= 0; --index) await buttons.nth(index).click();
    await page.locator(picture.until).first().waitFor();
  }
  const taken = await page.screenshot();
  await page.context().close();
  return taken;
}

const server = await Server.start();
const browser = await launch();
try {
  const admin = await server.settled(server.first.user, server.first.password);
  const session = await server.ask('POST', '/session', admin);
  const ready = { import: await faultyImport(server, session), mendable: await mendable(server, session) };
  const packer = await browser.newPage();
  for (const picture of listed) {
    const address = picture.address.replace(/\{(\w+)\}/g, (_, name) => ready[name]);
    const bytes = await packed(packer, await shown(browser, server.address, admin, { ...picture, address }));
    writeFileSync(join(folder, picture.file), bytes);
    console.log(`${picture.file} ${Math.round(bytes.length / 1024)} KB`);
  }
} finally {
  await browser.close();
  await server.stop();
}
