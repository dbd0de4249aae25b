import { useTranslation } from 'react-i18next';
import { number } from '../../parts/format';
import { Unknown } from '../../parts/figures';
import { SimpleTable } from '../../parts/table';
import { numberOf, records, type Table } from './tables';

export function Rooms({ tables }: { tables: Table[] }) {
  const { t } = useTranslation('school');
  const rooms = records(tables, 'rooms');
  const total = rooms.reduce((sum, room) => sum + (numberOf(room.count) ?? 0), 0);
  return (
    <section className="card">
      <header>
        <h2>{rooms.length > 0 ? t('rooms.finding', { count: total, value: number(total) }) : t('rooms.title')}</h2>
      </header>
      {rooms.length === 0 ? (
        <p>
          <Unknown />
        </p>
      ) : (
        <SimpleTable
          caption={t('rooms.title')}
          compact
          columns={[
            { key: 'kind', title: t('columns.room'), cell: (room) => t(`room.${room.kind}`, { ns: 'words', defaultValue: room.kind ?? '' }) },
            { key: 'area', title: t('columns.area'), num: true, cell: (room) => shown(numberOf(room.area_m2)) },
            { key: 'count', title: t('columns.rooms'), num: true, cell: (room) => shown(numberOf(room.count)) },
          ]}
          rows={rooms}
          rowKey={(room) => `${room.kind} ${room.area_m2}`}
        />
      )}
    </section>
  );
}

const shown = (value: number | null) => (value === null ? <Unknown /> : number(value, 2));
