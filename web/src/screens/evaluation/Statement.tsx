import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { CopyButton } from '../../parts/CopyButton';
import { schoolYear } from '../../parts/format';
import { Figure } from '../../explain/ExplainProvider';
import type { Evaluated } from './Evaluation';
import { complianceOf, parts, tally, type Item } from './items';
import { foundOf, useText } from './statement';

interface Paragraph {
  key: string;
  head: string;
  /** What opens the paragraph, then a sentence an item. */
  lead: string;
  items: { item: Item; text: string }[];
}

function useParagraphs({ assessment, items, vetoes }: Evaluated): Paragraph[] {
  const { t } = useTranslation('evaluation');
  const { county } = useSession();
  const text = useText();
  const sentence = (item: Item) => ({
    item,
    text: t('statement.item', { id: item.id, name: item.rule.name, found: foundOf(item, text), state: t(`statement.states.${item.part}.${complianceOf(item)}`) }),
  });
  const lead = (some: Item[], part: string) => {
    const count = tally(some);
    return t('statement.lead', { part: t(`parts.${part}`), all: some.length, met: count.met, short: count.short, unknown: count.unknown });
  };
  const counted = assessment.schools.filter((school) => school.counted);
  const schools = counted.length;
  const failing = counted.filter(({ verdict }) => verdict === 'fail').length;
  return [
    {
      key: 'county',
      head: t('statement.heads.county'),
      lead: t('statement.county', { county: county.name, year: schoolYear(assessment.school_year), schools, failing, verdict: t(`verdicts.${assessment.verdict}`, { ns: 'common' }) }),
      items: [],
    },
    ...parts.map((part): Paragraph => {
      const some = items.filter((item) => item.part === part);
      return { key: part, head: t(`statement.heads.${part}`), lead: lead(some, part), items: some.map(sentence) };
    }),
    { key: 'veto', head: t('statement.heads.veto'), lead: t('statement.veto', { all: vetoes.length, raised: tally(vetoes).short, unknown: tally(vetoes).unknown }), items: vetoes.map(sentence) },
  ];
}

/** 自评文字: sentences out of the figures as they are now; nothing stands in them that the data do not say. */
export function Statement({ evaluated }: { evaluated: Evaluated }) {
  const { t } = useTranslation('evaluation');
  const paragraphs = useParagraphs(evaluated);
  const whole = paragraphs.map(({ head, lead, items }) => [head, lead, ...items.map(({ text }) => text)].join('\n')).join('\n\n');
  return (
    <article className="statement">
      <p className="statement-acts">
        <span className="note">{t('statement.note')}</span>
        <CopyButton text={whole} label={t('statement.copy')} />
      </p>
      {paragraphs.map(({ key, head, lead, items }) => (
        <section key={key}>
          <h2>{head}</h2>
          <p>{lead}</p>
          {items.map(({ item, text }) => (
            <p key={item.id}>
              {text} {item.part !== 'resource' && <Figure explain={{ indicator: item.id, title: `${item.id} ${item.rule.name}` }}>{t('why')}</Figure>}
            </p>
          ))}
        </section>
      ))}
    </article>
  );
}
