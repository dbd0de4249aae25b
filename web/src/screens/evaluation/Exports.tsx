import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema } from '../../api/client';
import { useJob } from '../../api/events';
import { useAct } from '../../api/use';
import { watchJob } from '../../app/JobTray';
import { useView } from '../../app/view';
import { number } from '../../parts/format';

type Request = Schema<'ExportRequest'>;
type Made = Schema<'Export'>;

const wanted = ['documents', 'report', 'tables'] as const;

interface Contract {
  components: { schemas: { ExportRequest: { properties: { kind: { enum: string[] } } } } };
}

/** The kinds of files that this server makes, out of its own contract. */
function useKinds() {
  return useQuery({
    queryKey: ['export-kinds'],
    staleTime: Infinity,
    queryFn: async () => {
      const response = await fetch('/api/v1/openapi.json');
      const contract = (await response.json()) as Contract;
      const told = contract.components.schemas.ExportRequest.properties.kind.enum;
      return wanted.filter((kind) => told.includes(kind));
    },
  }).data;
}

/** Files to take away; each asks for its purpose, which stands in the log and in the file. */
export function Exports() {
  const { t } = useTranslation('evaluation');
  const { year, scenario, lang } = useView();
  const kinds = useKinds();
  const [kind, setKind] = useState<string>('');
  const [purpose, setPurpose] = useState('');
  const [job, setJob] = useState<string | null>(null);
  const followed = useJob(job);
  const chosen = kind || kinds?.[0] || '';
  const start = useAct(async () => {
    const body = { kind: chosen, purpose: purpose.trim(), ...(year === undefined ? {} : { year }), ...(scenario ? { scenario } : {}) } as Request;
    const { data } = await api.POST('/api/v1/exports', { params: { query: { lang } }, body });
    setJob(data!.job);
    watchJob(data!.job);
  });
  const short = purpose.trim().length > 0 && purpose.trim().length < 4;
  const ready = chosen !== '' && purpose.trim().length >= 4 && !start.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) start.mutate(undefined);
  };
  const made = followed?.state === 'done' ? (followed.result as unknown as Made) : null;
  return (
    <section className="card exports">
      <form onSubmit={submit}>
        <fieldset>
          <legend>{t('exports.what')}</legend>
          {(kinds ?? []).map((one) => (
            <label key={one} className={one === chosen ? 'choice chosen' : 'choice'}>
              <input type="radio" name="kind" checked={one === chosen} onChange={() => setKind(one)} />
              <span>
                {t(`exports.kinds.${one}`)}
                <span className="note">{t(`exports.about.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span>{t('exports.purpose')}</span>
          <input name="purpose" value={purpose} maxLength={300} autoComplete="off" placeholder={t('exports.purpose_hint')} onChange={(event) => setPurpose(event.target.value)} />
        </label>
        {short && <p className="note">{t('exports.purpose_short')}</p>}
        <button type="submit" className="button main" disabled={!ready}>
          {t('exports.make')}
        </button>
      </form>
      {kinds && !kinds.includes('documents') && <p className="note">{t('exports.documents_later')}</p>}
      {start.error && (
        <p className="fault" role="alert">
          {start.error.message || t('no_answer', { ns: 'common' })}
        </p>
      )}
      {followed && !made && followed.state !== 'failed' && <p role="status">{t('exports.running')}</p>}
      {followed?.state === 'failed' && (
        <p className="fault" role="alert">
          {(followed.error as { message?: string } | null)?.message ?? t('exports.failed')}
        </p>
      )}
      {made && (
        <div role="status">
          <h2>{t('exports.made', { count: made.files.length })}</h2>
          <ul className="files">
            {made.files.map(({ name, bytes }) => (
              <li key={name}>
                <a href={`/api/v1/exports/${encodeURIComponent(made.id)}/${encodeURIComponent(name)}`} download={name} translate="no">
                  {name}
                </a>{' '}
                <span className="note num">{t('exports.size', { size: number(Math.max(1, bytes / 1024)) })}</span>
              </li>
            ))}
          </ul>
          <p className="note" translate="no">
            {t('exports.watermark', { watermark: made.watermark })}
          </p>
        </div>
      )}
    </section>
  );
}
