// From the click that adds a change until its answer is drawn. For a quiet machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, login, openPage, visit } from './browser.mjs';
import { Server } from './server.mjs';

const answerLimitMs = 100;
const rounds = 15;

let server, browser;

before(async () => {
  server = await Server.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Adds the change that is filled in, and waits until the result is that of the list. */
function addAndDraw(page, value) {
  return page.evaluate(
    (wanted) =>
      new Promise((drawn) => {
        const from = performance.now();
        const listed = () => [...document.querySelectorAll('.change-detail')].some(({ textContent }) => textContent.includes(`→ ${wanted}`));
        const seen = new MutationObserver(() => {
          if (document.querySelector('.what-if-right').getAttribute('aria-busy') !== 'false' || !listed()) return;
          seen.disconnect();
          requestAnimationFrame(() => drawn(performance.now() - from));
        });
        seen.observe(document.querySelector('.what-if'), { subtree: true, childList: true, attributes: true, characterData: true });
        document.querySelector('.act-form button[type=submit]').click();
      }),
    value,
  );
}

test('the answer to a change is on the screen within its limit', async (t) => {
  const planner = await server.account('planner');
  const session = await server.ask('POST', '/session', planner);
  const { schools } = await server.ask('GET', '/schools', undefined, session);
  const page = await openPage(browser);
  await login(page, server.address, planner);
  await visit(page, server.address, `/what-if?school=${schools.find(({ stages }) => stages.some(({ counted }) => counted)).code}`);
  const times = [];
  for (let round = 0; round < rounds; ++round) {
    await page.fill('.act-form input', String(700 + round));
    times.push(await addAndDraw(page, 700 + round));
  }
  times.sort((a, b) => a - b);
  const median = times[Math.floor(rounds / 2)];
  t.diagnostic(`what-if, click to drawn answer: median ${median.toFixed(0)} ms of ${rounds} (${times[0].toFixed(0)}–${times.at(-1).toFixed(0)})`);
  assert.ok(median < answerLimitMs, `${median.toFixed(0)} ms`);
});
