import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';
import { amount, fullMoney, number, unit } from '../../parts/format';
import type { Entry } from './changes';
import { sharedQuantities } from './school';

export type Listed = Schema<'SchoolListed'>;

const unitOf = (field: string) => sharedQuantities.find((one) => one.field === field)?.unit ?? (field === 'pupils' ? 'pupil' : field.endsWith('_teachers') ? 'teacher' : '');

export function useDescribe(schools: Listed[]) {
  const { t } = useTranslation('what-if');
  const name = (code: string | undefined) => schools.find((school) => school.code === code)?.name ?? code ?? '';
  const figure = (text: string | null | undefined, field: string) => {
    if (text === null || text === undefined || text === '' || Number.isNaN(Number(text))) return t('reasons.not_reported', { ns: 'common' });
    const of = unitOf(field);
    return of === 'yuan' ? fullMoney(Number(text)) : of ? t('amount', { ns: 'common', value: number(Number(text), 2), unit: unit(of) }) : number(Number(text), 2);
  };
  const stageName = (stage: string | undefined) => (stage ? t(`stages.${stage}`, { ns: 'indicators', defaultValue: '' }) : '');
  return ({ wish, before }: Entry): { school: string; text: string; detail: string } => {
    switch (wish.act) {
      case 'set': {
        const [code, stage] = wish.key ?? [];
        const quantity = t(`quantities.${wish.field}`, { defaultValue: wish.field });
        return {
          school: name(code),
          text: wish.table === 'stages' ? t('quantity_of', { stage: stageName(stage), name: quantity }) : quantity,
          detail: t('from_to', { before: figure(before, wish.field ?? ''), after: figure(wish.after, wish.field ?? '') }),
        };
      }
      case 'add_teachers': {
        const kind = [
          wish.subject && t(`subjects.${wish.subject}`, { defaultValue: wish.subject }),
          wish.degree && t(`degrees.${wish.degree}`, { defaultValue: wish.degree }),
          wish.honour && t(`honours.${wish.honour}`),
        ].filter(Boolean);
        return { school: name(wish.school), text: t('add_teachers_text', { stage: stageName(wish.stage), amount: amount(wish.count ?? 1, 'teacher') }), detail: kind.join(t('comma', { ns: 'common' })) };
      }
      case 'move_teacher':
        return { school: name(wish.to), text: t('move_teacher_text'), detail: t('teacher_no', { id: wish.teacher }) };
      case 'merge_school':
        return { school: name(wish.school), text: t('merge_text'), detail: t('merge_into', { school: name(wish.to) }) };
    }
  };
}
