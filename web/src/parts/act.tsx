import { useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../api/client';
import './act.css';

/** What the server refused, beside the form, which stays as it is. */
export function Fault({ failure }: { failure: Failure | null | undefined }) {
  const { t } = useTranslation('common');
  if (!failure) return null;
  return (
    <p className="fault" role="alert">
      {failure.message || t('no_answer')} <code translate="no">{failure.code}</code>
    </p>
  );
}

/** A name or a word out of the data, in whatever letters it is. */
export function Given({ children }: { children: ReactNode }) {
  return <span translate="no">{children}</span>;
}

interface Asked {
  label: string;
  /** What will be done or lost, named. */
  warning: ReactNode;
  /** Asks for a reason; the server wants one where it is required. */
  reason?: 'required' | 'optional';
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  failure?: Failure | null;
  onConfirm: (reason: string) => Promise<unknown>;
}

/** An act that first says what it does, in its place on the page; a refusal keeps the reason that was typed. */
export function Confirmed({ label, warning, reason, confirm, danger, busy, failure, onConfirm }: Asked) {
  const { t } = useTranslation('common');
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const opener = useRef<HTMLButtonElement>(null);
  const name = useId();
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(text.trim()).then(
      () => {
        setText('');
        close();
      },
      () => undefined,
    );
  };
  return (
    <div className="confirmed">
      <button type="button" className={danger ? 'button danger' : 'button'} ref={opener} aria-expanded={open} onClick={() => setOpen((was) => !was)}>
        {label}
      </button>
      {open && (
        <form className="confirm-box" aria-labelledby={name} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && close()}>
          <p id={name}>{warning}</p>
          {reason && (
            <label className="field">
              {t('act.reason')}
              <input value={text} onChange={(event) => setText(event.target.value)} maxLength={500} required={reason === 'required'} autoFocus />
            </label>
          )}
          <Fault failure={failure} />
          <div className="acts">
            <button type="submit" className={danger ? 'button main danger' : 'button main'} disabled={busy} autoFocus={!reason}>
              {confirm}
            </button>
            <button type="button" className="button" onClick={close}>
              {t('act.cancel')}
            </button>
          </div>
        </form>
      )}
    </div>
  );
}
