import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { useAct } from '../api/use';
import { useView } from '../app/view';
import { Fault } from './act';

interface Wanted {
  label: string;
  /** This school alone; all within the user's scope if absent. */
  school?: string;
  /** The county's own figures alone. */
  county?: boolean;
  main?: boolean;
  disabled?: boolean;
}

/** Makes a workbook to fill in and takes it away; the server notes who took it. */
export function FormDownload({ label, school, county, main, disabled }: Wanted) {
  const { t } = useTranslation('common');
  const { year, langQuery } = useView();
  const take = useAct(async () => {
    const { data } = await api.POST('/api/v1/forms', {
      params: { query: langQuery },
      body: {
        purpose: t('form.purpose'),
        ...(school === undefined ? {} : { school }),
        ...(county ? { part: 'county' as const } : {}),
        ...(year === undefined ? {} : { year }),
      },
    });
    const name = data!.files[0]!.name;
    const link = document.createElement('a');
    link.href = `/api/v1/exports/${encodeURIComponent(data!.id)}/${encodeURIComponent(name)}`;
    link.download = name;
    link.click();
  });
  return (
    <>
      <button type="button" className={main ? 'button main' : 'button'} disabled={disabled || take.isPending} onClick={() => take.mutate()}>
        {take.isPending ? t('form.making') : label}
      </button>
      <Fault failure={take.error} />
    </>
  );
}
