import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text; says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation('explain');
  const [done, setDone] = useState(false);
  const copy = async () => {
    await copyText(text);
    setDone(true);
    window.setTimeout(() => setDone(false), 2000);
  };
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      {done ? t('copied') : (label ?? t('copy'))}
    </button>
  );
}

/** Over plain HTTP, as in many offices, the clipboard of the browser is closed. */
async function copyText(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
