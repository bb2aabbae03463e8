export interface Measured {
  readonly name: string;
  readonly seconds: number[];
}

export interface Limit {
  readonly what: string;
  readonly ratio: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

const holds = ({ ratio, atLeast = -Infinity, atMost = Infinity }: Limit): boolean => ratio >= atLeast && ratio <= atMost;

/** Prints both tables as Markdown; true where every limit holds. */
export function printTable(title: string, measured: readonly Measured[], limits: readonly Limit[]): boolean {
  const lines = [
    '',
    `### ${title}`,
    '',
    ...(measured.length === 0
      ? []
      : [
          '| what | median | all |',
          '|---|---|---|',
          ...measured.map(
            ({ name, seconds }) => `| ${name} | ${median(seconds).toFixed(2)} s | ${seconds.map((one) => one.toFixed(2)).join(', ')} |`,
          ),
          '',
        ]),
    '| target | measured | limit | |',
    '|---|---|---|---|',
    ...limits.map((limit) => {
      const bound = limit.atLeast === undefined ? `at most ${limit.atMost}` : `at least ${limit.atLeast}`;
      return `| ${limit.what} | ${limit.ratio.toFixed(2)} | ${bound} | ${holds(limit) ? 'holds' : '**broken**'} |`;
    }),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return limits.every(holds);
}
