import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { useAct, useGet } from '../../api/use';
import { To, useGo } from '../../app/view';
import { Fault, Given } from '../../parts/act';
import { Page, PageHead } from '../../parts/PageHead';
import { SimpleTable } from '../../parts/table';
import { parseAccounts } from './accounts';
import { Passwords, type Password } from './Passwords';
import { useKnown } from './scope';
import './system.css';

const most = 500;

/** Accounts out of a list: pasted, dropped, or one for each school that has no principal yet. */
export default function AddUsers() {
  const { t } = useTranslation('system');
  const go = useGo();
  const known = useKnown();
  const users = useGet('/api/v1/users', {});
  const [text, setText] = useState('');
  const [passwords, setPasswords] = useState<Password[] | null>(null);
  const accounts = users.data?.accounts ?? [];
  const lines = parseAccounts(text, { roles: known.list, schools: known.schools, taken: new Set(accounts.map(({ name }) => name)) });
  const wrong = lines.filter(({ fault }) => fault).length;
  const without = known.schools.filter(({ code }) => !accounts.some((account) => account.role === 'principal' && account.scope.code === code));
  const add = useAct(async () => {
    const asked = lines.map(({ account }) => account!);
    const { data } = await api.POST('/api/v1/users', { body: { accounts: asked } });
    setPasswords(data!.passwords.map((made) => ({ ...made, fullName: asked.find(({ name }) => name === made.name)?.full_name })));
  });
  const principals = () =>
    setText(without.map(({ code, name }) => [`xz${code}`, known.roleName('principal'), t('add.principal_name', { school: name }), code].join('\t')).join('\n'));
  const readFile = async (file: File | undefined) => file && setText(await file.text());
  if (passwords)
    return (
      <Page ready>
        <Passwords passwords={passwords} onDone={() => go('/users')} />
      </Page>
    );
  return (
    <Page ready={Boolean(known.roles.data && users.data && known.schoolsSettled)}>
      <p>
        <To to="/users">{t('add.back')}</To>
      </p>
      <PageHead title={t('add.title')} answer={t('add.answer')} how={t('add.how')} />
      <div className="line-form" onDragOver={(event) => event.preventDefault()} onDrop={(event) => (event.preventDefault(), void readFile(event.dataTransfer.files[0]))}>
        <label className="field">
          {t('add.list')}
          <textarea value={text} onChange={(event) => setText(event.target.value)} placeholder={t('add.placeholder')} spellCheck={false} translate="no" />
        </label>
        <div className="acts">
          <label className="button file-button">
            {t('add.file')}
            <input className="sr" type="file" accept=".csv,.txt" onChange={(event) => void readFile(event.target.files?.[0])} />
          </label>
          {without.length > 0 && (
            <button type="button" className="button" onClick={principals}>
              {t('add.principals', { count: without.length })}
            </button>
          )}
        </div>
        <Fault failure={add.error} />
        {add.isPending && (
          <p className="said" role="status">
            {t('add.adding', { count: lines.length })}
          </p>
        )}
        {lines.length > 0 && (
          <div className="acts">
            <button type="button" className="button main" disabled={wrong > 0 || lines.length > most || add.isPending} onClick={() => add.mutate()}>
              {t('add.add', { count: lines.length })}
            </button>
            {wrong > 0 && <span className="tag bad">{t('add.wrong', { count: wrong })}</span>}
            {lines.length > most && <span className="tag bad">{t('add.too_many')}</span>}
          </div>
        )}
      </div>
      {lines.length > 0 && (
        <section className="section">
          <SimpleTable
            caption={t('add.preview', { count: lines.length })}
            captioned
            compact
            rows={lines}
            rowKey={({ number }) => String(number)}
            columns={[
              { key: 'number', title: t('add.line'), num: true, cell: ({ number }) => number },
              { key: 'name', title: t('users.name'), cell: ({ cells }) => <Given>{cells.name}</Given> },
              { key: 'role', title: t('users.role'), cell: ({ cells, account }) => <Given>{account ? known.roleName(account.role) : cells.role}</Given> },
              { key: 'full', title: t('users.full_name'), cell: ({ cells }) => <Given>{cells.fullName}</Given> },
              { key: 'scope', title: t('users.scope'), cell: ({ cells, account }) => (account?.scope?.kind === 'county' ? t('scopes.county') : <Given>{known.schools.find(({ code }) => code === account?.scope?.code)?.name ?? cells.scope}</Given>) },
              { key: 'check', title: t('add.check'), cell: ({ fault }) => (fault ? <span className="tag bad">{t(`add.faults.${fault}`)}</span> : <span className="tag good">{t('add.fine')}</span>) },
            ]}
          />
        </section>
      )}
    </Page>
  );
}
