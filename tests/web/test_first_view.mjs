// How soon the overview is there, with an empty cache and a running browser, and how much script that takes. For a quiet machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, visit } from './browser.mjs';
import { Server } from './server.mjs';

const firstViewLimitMs = 1000;
const firstLoadLimitBytes = 400 * 1024;

let server, browser, admin;

before(async () => {
  server = await Server.start();
  admin = await server.settled(server.first.user, server.first.password);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('the first view is quick and small', async (t) => {
  const session = await server.ask('POST', '/session', admin);
  const [name, value] = session.cookie.split('=');
  const times = [];
  let bytes = 0;
  for (let round = 0; round < 5; ++round) {
    const page = await openPage(browser);
    await page.context().addCookies([{ name, value, url: server.address }]);
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('[data-ready="true"]')) return;
        window.readyAt = performance.now();
        watch.disconnect();
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    });
    await visit(page, server.address, '/');
    times.push(await page.evaluate(() => window.readyAt));
    bytes = await page.evaluate(() => performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.js')).reduce((sum, entry) => sum + entry.encodedBodySize, 0));
    await page.context().close();
  }
  const median = times.sort((a, b) => a - b)[2];
  t.diagnostic(`first view: ${median.toFixed(0)} ms (median of ${times.map((time) => time.toFixed(0)).join(', ')}); script: ${(bytes / 1024).toFixed(0)} KB packed`);
  assert.ok(median < firstViewLimitMs, `${median} ms`);
  assert.ok(bytes > 0 && bytes < firstLoadLimitBytes, `${bytes} bytes`);
});
