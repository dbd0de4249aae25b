import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Failure } from '../api/client';
import { useLogin } from '../api/session';
import { Failed } from '../parts/states';
import { LanguageSwitch } from './LanguageSwitch';
import './login.css';

interface Mode {
  /** The one-time password is in use and must be changed first. */
  change?: boolean;
  /** The session ended; what was open lies below. */
  over?: boolean;
  failure?: Failure | null;
}

export function Login({ change, over, failure }: Mode) {
  const { t } = useTranslation('login');
  const sheet = (
    <div className="login-card">
      <header>
        <img src="/icon.svg" alt="" width="32" height="32" />
        <h1>{t('product', { ns: 'common' })}</h1>
        <LanguageSwitch />
      </header>
      {failure ? <Failed failure={failure} /> : change ? <ChangeForm /> : <LoginForm over={over} />}
    </div>
  );
  return over ? (
    <div className="login-over" role="dialog" aria-modal="true" aria-label={t('over_title')}>
      {sheet}
    </div>
  ) : (
    <main className="login" data-ready="true">
      {sheet}
    </main>
  );
}

function useForm(act: () => Promise<void>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    act()
      .catch((cause: unknown) => {
        if (!(cause instanceof Failure)) throw cause;
        setFailure(cause);
      })
      .finally(() => setBusy(false));
  };
  return { failure, busy, submit, setFailure };
}

function LoginForm({ over }: { over?: boolean }) {
  const { t } = useTranslation('login');
  const { take, session } = useLogin();
  const [user, setUser] = useState(over && session ? session.user : '');
  const [password, setPassword] = useState('');
  const [shared, setShared] = useState(false);
  const { failure, busy, submit } = useForm(async () => {
    const { data } = await api.POST('/api/v1/session', { body: { user, password, shared_computer: shared } });
    if (data) take(data);
  });
  return (
    <form onSubmit={submit}>
      <h2>{over ? t('over_title') : t('title')}</h2>
      {over && <p>{t('over_text')}</p>}
      <label className="field">
        {t('user')}
        <input name="user" value={user} onChange={(e) => setUser(e.target.value)} autoComplete="username" required autoFocus />
      </label>
      <label className="field">
        {t('password')}
        <input
          name="password"
          type="password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          autoComplete="current-password"
          required
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={shared} onChange={(e) => setShared(e.target.checked)} />
        {t('shared')}
      </label>
      <FormFault failure={failure} />
      <button type="submit" className="button main" disabled={busy}>
        {t('enter')}
      </button>
    </form>
  );
}

function ChangeForm() {
  const { t } = useTranslation('login');
  const { take, logout } = useLogin();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const differ = again !== '' && again !== next;
  const { failure, busy, submit } = useForm(async () => {
    if (next !== again) return;
    const { data } = await api.POST('/api/v1/session/password', { body: { old, new: next } });
    if (data) take(data);
  });
  return (
    <form onSubmit={submit}>
      <h2>{t('change_title')}</h2>
      <p>{t('change_text')}</p>
      <label className="field">
        {t('old')}
        <input name="old" type="password" value={old} onChange={(e) => setOld(e.target.value)} autoComplete="current-password" required autoFocus />
      </label>
      <label className="field">
        {t('new')}
        <input name="new" type="password" value={next} onChange={(e) => setNext(e.target.value)} autoComplete="new-password" required />
      </label>
      <label className="field">
        {t('again')}
        <input
          name="again"
          type="password"
          value={again}
          onChange={(e) => setAgain(e.target.value)}
          autoComplete="new-password"
          aria-invalid={differ}
          required
        />
      </label>
      {differ && <p className="fault" role="alert">{t('differ')}</p>}
      <FormFault failure={failure} />
      <div className="login-acts">
        <button type="submit" className="button main" disabled={busy || differ}>
          {t('change')}
        </button>
        <button type="button" className="button" onClick={() => void logout()}>
          {t('other_user')}
        </button>
      </div>
    </form>
  );
}

function FormFault({ failure }: { failure: Failure | null }) {
  const { t } = useTranslation('common');
  if (!failure) return null;
  return (
    <p className="fault" role="alert">
      {failure.message || t('no_answer')}
    </p>
  );
}
