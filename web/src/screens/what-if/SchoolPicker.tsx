import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Listed } from './describe';

const labelOf = (school: Listed) => `${school.name}（${school.code}）`;

interface Given {
  label: string;
  schools: Listed[];
  value: string;
  onPick: (code: string) => void;
}

/** A school by part of its name or its code; the browser's own list, so that the keyboard works as everywhere. */
export function SchoolPicker({ label, schools, value, onPick }: Given) {
  const { t } = useTranslation('what-if');
  const list = useId();
  const chosen = schools.find(({ code }) => code === value);
  const [text, setText] = useState('');
  const given = chosen ? labelOf(chosen) : '';
  useEffect(() => setText(given), [given]);
  const type = (next: string) => {
    setText(next);
    const found = schools.find((school) => labelOf(school) === next || school.code === next.trim() || school.name === next.trim());
    if (found) onPick(found.code);
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input type="search" list={list} value={text} placeholder={t('school_hint')} title={given || t('school_hint')} translate="no" onChange={(event) => type(event.target.value)} onFocus={(event) => event.target.select()} onBlur={() => setText(given)} />
      <datalist id={list}>
        {schools.map((school) => (
          <option key={school.code} value={labelOf(school)} />
        ))}
      </datalist>
    </label>
  );
}
