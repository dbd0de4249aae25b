import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client';

type Column = Schema<'Column'>;

/** Which list of words a column takes its values from. */
const listOf: Record<string, string> = {
  'schools.kind': 'kind',
  'schools.area_class': 'area_class',
  'schools.ownership': 'ownership',
  'schools.crs': 'crs',
  'schools.flags': 'flags',
  'rooms.kind': 'room',
  'teachers.subject': 'subject',
  'teachers.degree': 'degree',
  'teachers.title': 'title',
  'teachers.honour': 'honour',
  'teachers.certificate': 'certificate',
  'teachers.contract': 'contract',
  'counts.origin': 'origin',
  'counts.figure': 'figures',
  'figures.key': 'figures',
};

/** The words of the glossary for tables, columns and what stands in them. */
export function useWords() {
  const { t } = useTranslation('words');
  const list = (table: string, column: string) => (column === 'stage' ? 'stage' : listOf[`${table}.${column}`]);
  return {
    table: (name: string) => t(`tables.${name}`, { defaultValue: name }),
    column: (table: string, name: string) => t(`columns.${table}.${name}`, { defaultValue: name }),
    list,
    word: (table: string, column: Pick<Column, 'name'>, value: string) => {
      const group = list(table, column.name);
      return group ? t(`${group}.${value.replaceAll('.', '/')}`, { defaultValue: value }) : value;
    },
  };
}
