import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import './overlay.css';

interface Given {
  title: string;
  /** 'side': a drawer from the right; 'top': a box near the top; */
  place: 'side' | 'top';
  onClose: () => void;
  /** Beside the close button. */
  acts?: ReactNode;
  children: ReactNode;
}

const reachable = 'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex="0"]';

/** A layer over the page: Esc closes it, Tab stays in it, the focus returns to where it was. */
export function Overlay({ title, place, onClose, acts, children }: Given) {
  const { t } = useTranslation('common');
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const inside = () => [...(box.current?.querySelectorAll<HTMLElement>(reachable) ?? [])];
    (box.current?.querySelector<HTMLElement>('[data-first]') ?? box.current)?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        close.current();
      }
      if (event.key !== 'Tab') return;
      const all = inside();
      const edge = event.shiftKey ? all[0] : all.at(-1);
      const outside = !box.current?.contains(document.activeElement);
      if (outside || document.activeElement === edge || (event.shiftKey && document.activeElement === box.current)) {
        event.preventDefault();
        (event.shiftKey ? all.at(-1) : all[0])?.focus();
      }
    };
    document.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      before?.focus();
    };
  }, []);
  return createPortal(
    <div className={`overlay ${place}`} onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className="overlay-box" role="dialog" aria-modal="true" aria-label={title} tabIndex={-1} ref={box}>
        <header>
          <h2>{title}</h2>
          {acts}
          <button type="button" className="overlay-close" aria-label={t('close')} onClick={onClose}>
            ✕
          </button>
        </header>
        <div className="overlay-body">{children}</div>
      </div>
    </div>,
    document.body,
  );
}
