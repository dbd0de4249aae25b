import { useEffect, useRef, useState, type ReactNode } from 'react';

interface Given {
  label: ReactNode;
  /** Of the panel; the button is named by its label. */
  name: string;
  className?: string;
  children: (close: () => void) => ReactNode;
}

/** A button with a small panel below it; Esc and a click elsewhere close it. */
export function Dropdown({ label, name, className, children }: Given) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);
  return (
    <div className={`dropdown ${className ?? ''}`} ref={box}>
      <button type="button" ref={button} aria-expanded={open} onClick={() => setOpen((was) => !was)}>
        {label}
      </button>
      {open && (
        <div className="dropdown-panel" role="group" aria-label={name}>
          {children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}
