import { expect, test } from 'vitest';

type Texts = { [key: string]: string | Texts };
const files = import.meta.glob<{ default: Texts }>('../locales/*/*.json', { eager: true });

/** The keys, with the endings of plurals taken off, and the values that each fills in. */
function keys(texts: Texts, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const name = before + key.replace(/_(one|other)$/, '');
    if (typeof value === 'object') keys(value, `${name}.`).forEach((filled, inner) => found.set(inner, filled));
    else found.set(name, [...value.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort().join(' '));
  }
  return found;
}

const names = [...new Set(Object.keys(files).map((path) => path.split('/').at(-1)!))];
// A language has its own words for large sums.
const own = /^money\./;

test.each(names)('%s says the same in both languages', (name) => {
  const [zh, en] = ['zh', 'en'].map((language) => keys(files[`../locales/${language}/${name}`]?.default ?? {}));
  const shared = (map: Map<string, string>) => [...map.keys()].filter((key) => !own.test(key)).sort();
  expect(shared(en!)).toEqual(shared(zh!));
});

test.each(names)('%s: every text is there and is not the other language', (name) => {
  const chinese = /\p{Script=Han}/u;
  const walk = (texts: Texts, language: string): string[] =>
    Object.values(texts).flatMap((value) => {
      if (typeof value === 'object') return walk(value, language);
      const wrong = value.trim() === '' || (language === 'en' && chinese.test(value));
      return wrong ? [value] : [];
    });
  for (const language of ['zh', 'en']) expect(walk(files[`../locales/${language}/${name}`]!.default, language)).toEqual([]);
});
