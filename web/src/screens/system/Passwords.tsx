import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { Confirmed, Given } from '../../parts/act';
import './system.css';

export type Password = Schema<'OneTimePasswords'>['passwords'][number] & { fullName?: string };

/** One-time passwords: shown once, as slips to print and cut. They live in this page only. */
export function Passwords({ passwords, onDone }: { passwords: Password[]; onDone: () => void }) {
  const { t } = useTranslation('system');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(passwords.map(({ name, fullName, password }) => [name, fullName ?? '', password].join('\t')).join('\n'));
    setCopied(true);
  };
  return (
    <section className="passwords" aria-label={t('users.passwords_title', { count: passwords.length })}>
      <h2>{t('users.passwords_title', { count: passwords.length })}</h2>
      <p className="said warn" role="status">{t('users.passwords_once')}</p>
      <div className="acts gap no-print">
        <button type="button" className="button main" onClick={() => window.print()}>
          {t('users.print')}
        </button>
        <button type="button" className="button" onClick={() => void copy()}>
          {copied ? t('users.copied') : t('users.copy')}
        </button>
        <Confirmed label={t('users.done')} warning={t('users.done_warning', { count: passwords.length })} confirm={t('users.done')} danger onConfirm={async () => onDone()} />
      </div>
      <ul className="slips">
        {passwords.map(({ name, fullName, password }) => (
          <li key={name}>
            {fullName && (
              <p>
                <Given>{fullName}</Given>
              </p>
            )}
            <dl>
              <dt>{t('users.name')}</dt>
              <dd translate="no">{name}</dd>
              <dt>{t('users.password')}</dt>
              <dd translate="no" className="password">{password}</dd>
            </dl>
            <p className="note">{t('users.slip')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
