// How a screen is accepted: each check returns its findings, none if all is well.
import { readFileSync } from 'node:fs';
import { axeSource } from './browser.mjs';

const axe = readFileSync(axeSource, 'utf8');

/** What fades in has its colours only once it stands. */
async function settled(page) {
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Findings of axe that are serious or worse. */
export async function accessibility(page) {
  await page.evaluate(axe);
  await settled(page);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')} (${nodes.length})`);
}

/** Text that is wider than its box, or a page that is wider than its window. */
export function overflow(page) {
  return page.evaluate(() => {
    const findings = [];
    const whole = document.scrollingElement;
    if (whole.scrollWidth > whole.clientWidth) findings.push(`the page is ${whole.scrollWidth} wide in ${whole.clientWidth}`);
    const scrolls = (look) => ['auto', 'scroll'].includes(look.overflowX);
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('svg, .sr, .skip, select') || !element.clientWidth) continue;
      if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
      const look = getComputedStyle(element);
      // Words for readers of the screen alone are clipped away.
      if (look.clipPath !== 'none') continue;
      // What is cut with three dots must be there in full on hover.
      const told = look.textOverflow === 'ellipsis' && element.closest('[title], [aria-label]');
      if (element.scrollWidth > element.clientWidth + 1 && !scrolls(look) && !told)
        findings.push(`${element.tagName.toLowerCase()}.${element.className}: "${element.textContent.trim().slice(0, 60)}" ${element.scrollWidth} in ${element.clientWidth}`);
    }
    return findings;
  });
}

// What Chinese offices write in Latin letters too.
const allowed = ['CV', 'xlsx', 'xls', 'docx', 'csv', 'KB', 'MB', 'pdf', 'PDF', 'PNG', 'SVG', 'Excel', 'Word', 'WPS', 'Ctrl', 'Esc', 'Enter', 'CGCS', 'WGS', 'GCJ', 'BD'];

/** Latin words that are left in a Chinese page. Names out of the data stand under translate="no". */
export function latinWords(page) {
  return page.evaluate((words) => {
    const findings = new Set();
    const look = (text, where) => {
      for (const word of (text ?? '').match(/[A-Za-z]{2,}/g) ?? []) if (!words.includes(word)) findings.add(`${word} in ${where}: "${text.trim().slice(0, 80)}"`);
    };
    const skipped = (element) => element.closest('[lang="en"], [translate="no"], script, style, noscript');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (!skipped(node.parentElement)) look(node.data, node.parentElement.tagName.toLowerCase());
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      if (!skipped(element)) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) look(element.getAttribute(name), name);
    look(document.title, 'title');
    return [...findings];
  }, allowed);
}

/** Tab must come to everything that can be used, show where it is, and get out again. */
export async function keyboardWalk(page) {
  const wanted = await page.evaluate(() => {
    // What a closed fold holds is reached once the fold is open.
    document.querySelectorAll('details:not([open])').forEach((fold) => {
      fold.open = true;
      fold.setAttribute('data-unfolded', '');
    });
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
    const seen = all.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && !element.disabled && element.tabIndex >= 0 && element.type !== 'radio' && getComputedStyle(element).visibility === 'visible';
    });
    seen.forEach((element, index) => element.setAttribute('data-walk', index));
    document.activeElement?.blur();
    window.getSelection()?.removeAllRanges();
    return seen.length;
  });
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
  });
  const reached = new Set();
  const findings = [];
  for (let step = 0; step < wanted + 20; ++step) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      const look = getComputedStyle(element);
      return {
        walk: element.getAttribute('data-walk'),
        marked: look.outlineStyle !== 'none' || look.boxShadow !== 'none',
        html: element.outerHTML.slice(0, 120),
      };
    });
    if (!at) break;
    if (!at.marked) findings.push(`no visible focus: ${at.html}`);
    if (reached.has(at.walk)) break;
    if (at.walk !== null) reached.add(at.walk);
  }
  const missed = await page.evaluate((known) => [...document.querySelectorAll('[data-walk]')].filter((element) => !known.includes(element.getAttribute('data-walk'))).map((element) => element.outerHTML.slice(0, 120)), [...reached]);
  for (const html of missed) findings.push(`Tab does not reach: ${html}`);
  await page.evaluate(() => {
    document.body.removeAttribute('tabindex');
    document.querySelectorAll('[data-walk]').forEach((element) => element.removeAttribute('data-walk'));
    document.querySelectorAll('[data-unfolded]').forEach((fold) => {
      fold.open = false;
      fold.removeAttribute('data-unfolded');
    });
  });
  return findings;
}
