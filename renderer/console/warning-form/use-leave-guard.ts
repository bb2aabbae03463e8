import { useEffect } from 'react';

/** Has the browser ask before a page with something typed into it is closed or loaded anew. */
export function useLeaveGuard(hasTyped: boolean): void {
  useEffect(() => {
    if (!hasTyped) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [hasTyped]);
}
