// Writes the words of data/glossary.toml that the pages print to src/locales/{zh,en}/words.json; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs';

const glossary = new URL('../../data/glossary.toml', import.meta.url);
const target = (language) => new URL(`../src/locales/${language}/words.json`, import.meta.url);

/** Group of the glossary → its name in the pages. */
const groups = {
  tables: 'tables',
  figures: 'figures',
  county: 'county',
  'words.stage': 'stage',
  'words."schools.kind"': 'kind',
  'words.area_class': 'area_class',
  'words.ownership': 'ownership',
  'words.flags': 'flags',
  'words.crs': 'crs',
  'words."rooms.kind"': 'room',
  'words.subject': 'subject',
  'words.degree': 'degree',
  'words.title': 'title',
  'words.honour': 'honour',
  'words.certificate': 'certificate',
  'words.contract': 'contract',
  'words."counts.origin"': 'origin',
  'words.excluded_reason': 'excluded',
  'words.effect': 'effect',
};
const columnTables = ['county', 'townships', 'villages', 'features', 'evidence', 'schools', 'stages', 'shared', 'classes', 'grades', 'rooms', 'teachers', 'figures', 'counts'];

const entry = /^("?)([^"=\s]+)\1\s*=\s*\{.*?\bzh = "((?:[^"\\]|\\.)*)".*?\ben = "((?:[^"\\]|\\.)*)"/;

function read() {
  const words = { zh: {}, en: {} };
  let place = null;
  for (const line of readFileSync(glossary, 'utf8').split('\n')) {
    const head = /^\[(.+)\]$/.exec(line);
    if (head) place = placeOf(head[1]);
    const found = place && entry.exec(line);
    if (!found) continue;
    // A dot parts the steps of a key in the pages' texts.
    const key = found[2].replaceAll('.', '/');
    for (const [language, text] of [['zh', found[3]], ['en', found[4]]]) {
      let group = words[language];
      for (const step of place) group = group[step] ??= {};
      group[key] = JSON.parse(`"${text}"`);
    }
  }
  return words;
}

function placeOf(head) {
  if (groups[head]) return [groups[head]];
  const table = /^columns\.(\w+)$/.exec(head)?.[1];
  return columnTables.includes(table) ? ['columns', table] : null;
}

const words = read();
for (const language of ['zh', 'en']) {
  const text = `${JSON.stringify(words[language], null, 2)}\n`;
  if (!process.argv.includes('--check')) writeFileSync(target(language), text);
  else if (readFileSync(target(language), 'utf8') !== text) {
    console.error(`src/locales/${language}/words.json is not what data/glossary.toml says: npm run words`);
    process.exitCode = 1;
  }
}
