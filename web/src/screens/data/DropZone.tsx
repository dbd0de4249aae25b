import { useId, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../parts/format';

const accepted = ['.xlsx', '.xls', '.csv'];

/** A place for files: drop them, or choose them by keyboard. */
export function DropZone({ label, busy, sent, onFiles }: { label: string; busy?: boolean; sent?: { bytes: number; all: number } | null; onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('data');
  const [over, setOver] = useState(false);
  const input = useId();
  const take = (list: FileList | null) => list?.length && onFiles([...list]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!busy) take(event.dataTransfer.files);
  };
  return (
    <div className={over ? 'drop over' : 'drop'} onDragOver={(event) => (event.preventDefault(), setOver(true))} onDragLeave={() => setOver(false)} onDrop={drop}>
      <strong>{label}</strong>
      <span className="note">{t('import.formats')}</span>
      <input
        id={input}
        className="sr"
        type="file"
        aria-label={label}
        multiple
        accept={accepted.join(',')}
        disabled={busy}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <label htmlFor={input} className="button" aria-hidden="true">
        {t('import.choose')}
      </label>
      {busy && sent && (
        <p className="note" role="status">
          {t('import.sending', { sent: number(sent.bytes / 1024), all: number(sent.all / 1024) })}
        </p>
      )}
    </div>
  );
}
