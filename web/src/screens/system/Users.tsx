import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema } from '../../api/client';
import { useMay, useSession } from '../../api/session';
import { useAct, useGet } from '../../api/use';
import { To, useParameter } from '../../app/view';
import { Confirmed, Fault, Given } from '../../parts/act';
import { moment, number } from '../../parts/format';
import { Page, PageHead } from '../../parts/PageHead';
import { Empty, Loaded } from '../../parts/states';
import { SimpleTable, type Column } from '../../parts/table';
import { Passwords, type Password } from './Passwords';
import { ScopeName, useKnown } from './scope';
import './system.css';

type Account = Schema<'Account'>;

export default function Users() {
  const { t } = useTranslation('system');
  const may = useMay();
  const answer = useGet('/api/v1/users', {});
  const known = useKnown();
  const [passwords, setPasswords] = useState<Password[] | null>(null);
  const accounts = answer.data?.accounts ?? [];
  const count = (pick: (account: Account) => boolean) => accounts.filter(pick).length;
  const locked = count((account) => account.locked_until !== null);
  const due = count((account) => account.active && account.password_change_due);
  if (passwords)
    return (
      <Page ready>
        <Passwords passwords={passwords} onDone={() => setPasswords(null)} />
      </Page>
    );
  return (
    <Page ready={Boolean((answer.data && known.roles.data && known.schoolsSettled) || answer.error)}>
      <PageHead
        title={t('users.title')}
        answer={answer.data && t('users.answer', { count: accounts.length, active: number(count((account) => account.active)) }) + (locked ? t('users.answer_locked', { count: locked }) : '') + (due ? t('users.answer_due', { count: due }) : '')}
        how={t('users.how')}
      />
      {may('users_write') && (
        <p className="acts gap">
          <To to="/users/add" className="button main">
            {t('users.add')}
          </To>
        </p>
      )}
      <Loaded from={answer}>{({ accounts: all }) => <Accounts all={all} known={known} onPasswords={setPasswords} />}</Loaded>
    </Page>
  );
}

function Accounts({ all, known, onPasswords }: { all: Account[]; known: ReturnType<typeof useKnown>; onPasswords: (made: Password[]) => void }) {
  const { t } = useTranslation('system');
  const may = useMay();
  const [query, setQuery] = useParameter('q');
  const [role, setRole] = useParameter('role');
  const schoolName = (code: string) => known.schools.find((school) => school.code === code)?.name ?? '';
  const shown = all.filter(
    (account) => (!role || account.role === role) && (!query || [account.name, account.full_name, account.scope.code, schoolName(account.scope.code)].some((text) => text.includes(query))),
  );
  const used = known.list.filter(({ id }) => all.some((account) => account.role === id));
  const columns: Column<Account>[] = [
    { key: 'name', title: t('users.name'), cell: (account) => <Given>{account.name}</Given> },
    { key: 'full_name', title: t('users.full_name'), cell: (account) => <Given>{account.full_name || '–'}</Given> },
    { key: 'role', title: t('users.role'), cell: (account) => known.roleName(account.role) },
    { key: 'scope', title: t('users.scope'), cell: (account) => <ScopeName scope={account.scope} schools={known.schools} /> },
    { key: 'state', title: t('state'), cell: (account) => <AccountState account={account} /> },
    ...(may('users_write') ? [{ key: 'acts', title: <span className="sr">{t('acts')}</span>, cell: (account: Account) => <Acts account={account} onPasswords={onPasswords} /> }] : []),
  ];
  return (
    <>
      <div className="filters">
        <label>
          <span className="sr">{t('users.search')}</span>
          <input type="search" value={query} placeholder={t('users.search')} onChange={(event) => setQuery(event.target.value)} />
        </label>
        <label>
          {t('users.role')}
          <select value={role} onChange={(event) => setRole(event.target.value || null)}>
            <option value="">{t('all')}</option>
            {used.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shown.length ? <SimpleTable stacked caption={t('users.title')} columns={columns} rows={shown} rowKey={({ name }) => name} /> : <Empty title={t('nothing_matches')} />}
    </>
  );
}

function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation('system');
  if (!account.active) return <span className="tag bad">{t('users.closed')}</span>;
  if (account.locked_until) return <span className="tag bad">{t('users.locked', { at: moment(account.locked_until) })}</span>;
  if (account.password_change_due) return <span className="tag warn">{t('users.due')}</span>;
  return <span className="tag good">{t('users.active')}</span>;
}

function Acts({ account, onPasswords }: { account: Account; onPasswords: (made: Password[]) => void }) {
  const { t } = useTranslation('system');
  const { user } = useSession();
  const path = { name: account.name };
  const reset = useAct(async () => {
    const { data } = await api.POST('/api/v1/users/{name}/reset', { params: { path } });
    onPasswords(data!.passwords.map((made) => ({ ...made, fullName: account.full_name })));
  });
  const change = useAct((active: boolean) => api.PATCH('/api/v1/users/{name}', { params: { path }, body: { active } }));
  if (account.name === user) return <span className="note">{t('users.self')}</span>;
  return (
    <span className="acts">
      <Confirmed label={t('users.reset')} warning={<Given>{t('users.reset_warning', { name: account.name })}</Given>} confirm={t('users.reset_now')} danger busy={reset.isPending} failure={reset.error} onConfirm={() => reset.mutateAsync()} />
      {account.active ? (
        <Confirmed label={t('users.close')} warning={<Given>{t('users.close_warning', { name: account.name })}</Given>} confirm={t('users.close')} danger busy={change.isPending} failure={change.error} onConfirm={() => change.mutateAsync(false)} />
      ) : (
        <>
          <button type="button" className="button" disabled={change.isPending} onClick={() => change.mutate(true)}>
            {t('users.open')}
          </button>
          <Fault failure={change.error} />
        </>
      )}
    </span>
  );
}
