import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session';
import { useGet } from '../../api/use';
import { To, useView } from '../../app/view';
import { number } from '../../parts/format';
import { screens } from '../index';
import type { Evaluated } from './Evaluation';
import { tally } from './items';
import type { Slot } from './papers';
import { deciding } from './readings';

interface Given {
  evaluated: Evaluated;
  papers: Slot[] | null | undefined;
  go: (tab: string | null) => void;
}

/** 迎检准备: what of the self-assessment could be laid on the table today. */
export function Readiness({ evaluated: { items, readings, vetoes }, papers, go }: Given) {
  const { t } = useTranslation('evaluation');
  const may = useMay();
  const decided = items.length - tally(items).unknown;
  const accepted = papers?.filter(({ state }) => state === 'accepted').length ?? 0;
  const hangs = deciding(readings).length;
  const raised = tally(vetoes).short;
  return (
    <ul className="readiness" aria-label={t('readiness.title')}>
      <Line name={t('readiness.decided')} done={decided} all={items.length} onOpen={() => go(null)} />
      {papers && <Line name={t('readiness.papers')} done={accepted} all={papers.length} onOpen={() => go('papers')} />}
      {may('figures_read') && <Frozen />}
      <li className={raised > 0 ? 'open' : 'done'}>
        <span>{t('readiness.vetoes')}</span>
        <button type="button" className="figure" onClick={() => go(null)}>
          {raised > 0 ? t('readiness.raised', { count: raised }) : t('readiness.none_raised')}
        </button>
      </li>
      <li className={hangs > 0 ? 'open' : 'done'}>
        <span>{t('tabs.readings')}</span>
        <button type="button" className="figure" onClick={() => go('readings')}>
          {hangs > 0 ? t('readiness.hangs', { count: hangs }) : t('readiness.hangs_not')}
        </button>
      </li>
    </ul>
  );
}

function Line({ name, done, all, onOpen }: { name: string; done: number; all: number; onOpen: () => void }) {
  const { t } = useTranslation('evaluation');
  return (
    <li className={done < all ? 'open' : 'done'}>
      <span>{name}</span>
      <button type="button" className="figure" onClick={onOpen}>
        {t('readiness.of', { done: number(done), all: number(all) })}
      </button>
    </li>
  );
}

const hasData = screens.some(({ path }) => path === '/data');

/** Tables of the year that are frozen, as far as the way of a figure is used. */
function Frozen() {
  const { t } = useTranslation('evaluation');
  const { yearQuery } = useView();
  const answer = useGet('/api/v1/hand-ins', { query: yearQuery });
  if (!answer.data) return null;
  const cells = answer.data.schools.flatMap(({ tables }) => tables);
  const frozen = cells.filter(({ state }) => state === 'frozen').length;
  const text = t('readiness.of', { done: number(frozen), all: number(cells.length) });
  return (
    <li className={frozen < cells.length ? 'open' : 'done'}>
      <span>{t('readiness.frozen')}</span>
      {hasData ? <To to="/data">{text}</To> : <strong>{text}</strong>}
    </li>
  );
}
