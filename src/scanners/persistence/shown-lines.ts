/** Pure. The lines of a configuration file that say something: at most 20, each at most 300 characters. */
export function shownLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#;]/.test(line))
    .slice(0, 20)
    .map((line) => line.slice(0, 300));
}
