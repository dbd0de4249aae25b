// Debian's chromium, driven by playwright-core out of web/node_modules.
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './server.mjs';

const require = createRequire(join(root, 'web/package.json'));
export const { chromium } = require('playwright-core');
export const axeSource = require.resolve('axe-core/axe.min.js');
const chromiumPath = process.env.JUNHENG_CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

export const sizes = { office: [1366, 768], wide: [1920, 1080], phone: [390, 844] };
export const languages = ['zh', 'en'];
export const readyFlag = '[data-ready="true"]';
export const shots = join(root, 'build/shots');

export function launch() {
  // As root there is no sandbox; a page of our own server is all that it opens.
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] });
}

/** A page in one language and size that gathers what must never happen: console errors, refused styles and scripts. */
export async function openPage(browser, { language = 'zh', size = 'office' } = {}) {
  const [width, height] = sizes[size];
  const context = await browser.newContext({ viewport: { width, height }, locale: language === 'zh' ? 'zh-CN' : 'en-GB', hasTouch: size === 'phone' });
  await context.addInitScript((chosen) => window.localStorage.setItem('junheng.language', chosen), language);
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (fault) => page.faults.push(`page: ${fault.message}`));
  page.on('console', (said) => {
    // The browser itself notes every answer that is not 2xx; the pages deal with those.
    if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) page.faults.push(`console: ${said.text()}`);
  });
  return page;
}

export async function login(page, address, { user, password }) {
  await page.goto(address);
  await page.fill('input[name=user]', user);
  await page.fill('input[name=password]', password);
  await page.press('input[name=password]', 'Enter');
  await page.waitForSelector('main#page, [data-ready]:not(.login)');
}

/** Goes to a view and waits until it says that it is there, not for a time. */
export async function visit(page, address, path) {
  await page.goto(address + path);
  await page.waitForSelector(readyFlag);
  // Pages may ask for more after their first view; what is checked is the whole of it.
  await page.waitForLoadState('load');
  await page.waitForFunction(() => !document.querySelector('.skeleton'));
}

export async function shoot(page, name) {
  const path = join(shots, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
