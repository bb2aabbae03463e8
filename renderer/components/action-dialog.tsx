import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Notice } from './notice.tsx';

export interface ActionDialogProps {
  /** Of the button that opens it, and of the one that does it. */
  readonly label: string;
  /** Where the label alone, among others like it, does not say what it is about. */
  readonly ariaLabel?: string;
  readonly title: string;
  readonly text: string;
  readonly cancel: string;
  readonly isQuiet?: boolean;
  /** Resolves with why nothing was done; null where it was. */
  readonly onConfirm: () => Promise<string | null>;
  /** What is asked for before. */
  readonly children?: ReactNode;
}

/** A button, and what is asked before it does what it says. */
export function ActionDialog(props: ActionDialogProps): ReactElement {
  const { label, ariaLabel, title, text, cancel, isQuiet = false, onConfirm, children } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isDoing, setDoing] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal(); // once there is something in it that takes the focus
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    setFault(null);
  };
  const confirm = async (): Promise<void> => {
    if (isDoing) return;
    setDoing(true);
    const why = await onConfirm();
    setFault(why);
    setDoing(false);
    if (why === null) dialog.current?.close();
  };
  return (
    <>
      <button type="button" className={isQuiet ? 'button button-quiet' : 'button'} aria-label={ariaLabel} onClick={() => setOpen(true)}>
        {label}
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby={`${id}title`} aria-describedby={`${id}text`} onClose={close}>
        {isOpen && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void confirm();
            }}
          >
            <h2 id={`${id}title`}>{title}</h2>
            <p id={`${id}text`}>{text}</p>
            {children}
            <div aria-live="polite">{fault !== null && <Notice tone="problem" icon="high" title={fault} />}</div>
            <div className="form-actions">
              <button type="submit" className="button button-primary" aria-disabled={isDoing}>
                {label}
              </button>
              <button type="button" className="button" onClick={() => dialog.current?.close()}>
                {cancel}
              </button>
            </div>
          </form>
        )}
      </dialog>
    </>
  );
}
