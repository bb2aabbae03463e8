/** The code of an error of the operating system (`ENOENT`, `EACCES`…), or null when it is none. */
export function systemErrorCode(thrown: unknown): string | null {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return null;
}
