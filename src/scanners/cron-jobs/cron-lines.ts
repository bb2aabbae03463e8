/** Pure. The lines of a crontab that do something, as a person would want to see them: at most 20, each at most 300 characters. */
export function cronLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !/^[A-Za-z_]\w*\s*=/.test(line))
    .slice(0, 20)
    .map((line) => line.slice(0, 300));
}
