import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { Given } from '../../parts/act';

export function useKnown() {
  const may = useMay();
  const { i18n } = useTranslation();
  const lang = i18n.language as 'zh' | 'en';
  const roles = useGet('/api/v1/roles', { query: { lang } });
  const schools = useGet('/api/v1/schools', { query: {} }, { enabled: may('schools_read') });
  return {
    roles,
    list: roles.data?.roles ?? [],
    schools: schools.data?.schools ?? [],
    schoolsSettled: !may('schools_read') || Boolean(schools.data || schools.error),
    roleName: (id: string) => roles.data?.roles.find((role) => role.id === id)?.name ?? id,
  };
}

export function ScopeName({ scope, schools }: { scope: Schema<'Scope'>; schools: { code: string; name: string }[] }) {
  const { t } = useTranslation('system');
  if (scope.kind === 'county') return <>{t('scopes.county')}</>;
  const [code] = scope.code.split('/');
  const name = schools.find((school) => school.code === code)?.name;
  return (
    <>
      {t(`scopes.${scope.kind}`)} <Given>{name ? scope.code.replace(code!, name) : scope.code}</Given>
    </>
  );
}
