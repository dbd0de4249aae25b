import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh' | 'en';
type Texts = Record<string, unknown>;
type Module = { default: Texts };

// What every page needs is in the first load; the texts of a screen come with it.
const base = import.meta.glob<Module>('../locales/*/{common,frame,login,indicators,explain}.json', { eager: true });
const rest = import.meta.glob<Module>(['../locales/*/*.json', '!../locales/*/{common,frame,login,indicators,explain}.json']);

const kept = 'junheng.language';
export const htmlLang: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

function firstLanguage(): Language {
  const told = new URLSearchParams(window.location.search).get('lang') ?? window.localStorage.getItem(kept);
  return told === 'en' ? 'en' : 'zh';
}

const resources: Record<string, Record<string, Texts>> = { zh: {}, en: {} };
for (const [path, module] of Object.entries(base)) {
  const [, language, namespace] = /locales\/(\w+)\/(\w+)\.json$/.exec(path)!;
  resources[language!]![namespace!] = module.default;
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  resources,
  ns: Object.keys(resources.zh!),
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  returnEmptyString: false,
});
document.documentElement.lang = htmlLang[i18next.language as Language];

/** The texts of a screen, in both languages, so that a switch does not show keys. */
export async function loadTexts(namespace: string): Promise<void> {
  const languages: Language[] = ['zh', 'en'];
  await Promise.all(
    languages.map(async (language) => {
      const load = rest[`../locales/${language}/${namespace}.json`];
      if (!load || i18next.hasResourceBundle(language, namespace)) return;
      i18next.addResourceBundle(language, namespace, (await load()).default);
    }),
  );
}

export async function setLanguage(language: Language) {
  window.localStorage.setItem(kept, language);
  document.documentElement.lang = htmlLang[language];
  await i18next.changeLanguage(language);
}
