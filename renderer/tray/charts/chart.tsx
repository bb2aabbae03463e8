import type { ReactElement } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { PageSection } from '../../components/page-section.tsx';
import type { TrayVoice } from '../tray-voice.ts';
import { niceTop, plotOf } from './plot.ts';

export interface Series {
  readonly name: string;
  /** Names its look to the style sheet: drawn solid, or dashed as the second one. */
  readonly look: 'first' | 'second';
  readonly values: readonly number[];
}

export interface ChartProps {
  readonly title: string;
  /** RFC 3339, oldest first; as many as each series has values. */
  readonly at: readonly string[];
  readonly series: readonly Series[];
  /** Values that hold until the next one, such as counts. */
  readonly isStepped: boolean;
  readonly voice: TrayVoice;
}

const box = { width: 640, height: 140 };
const lines = [0, 0.5, 1];

/** A drawing for those who see it, and the same figures as a table for everybody. */
export function Chart({ title, at, series, isStepped, voice }: ChartProps): ReactElement {
  const { history: texts } = voice.views;
  const first = at[0];
  const last = at.at(-1);
  if (first === undefined || last === undefined || at.length < 2)
    return (
      <PageSection title={title}>
        <p className="muted">{texts.none}</p>
      </PageSection>
    );
  const times = at.map((one) => Date.parse(one));
  const top = niceTop(Math.max(...series.flatMap(({ values }) => values)));
  return (
    <PageSection title={title}>
      <figure className="chart">
        <figcaption>
          <ul className="chart-legend">
            {series.map(({ name, look, values }) => (
              <li key={name} className={`chart-${look}`}>
                <svg viewBox="0 0 24 8" aria-hidden="true" focusable="false">
                  <path d="M0 4H24" />
                </svg>
                <span>{name}</span> <span className="muted">{texts.last(voice.format.count(values.at(-1) ?? 0))}</span>
              </li>
            ))}
          </ul>
        </figcaption>
        <div className="chart-body">
          <ul className="chart-scale" aria-hidden="true">
            {lines.toReversed().map((share) => (
              <li key={share}>{voice.format.count(Math.round(top * share * 10) / 10)}</li>
            ))}
          </ul>
          <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {lines.map((share) => (
              <path key={share} className="chart-line" d={`M0 ${box.height * share}H${box.width}`} />
            ))}
            {series.map(({ name, look, values }) => {
              const samples = times.map((time, index) => ({ at: time, value: values[index] ?? 0 }));
              const { path, area } = plotOf(samples, top, box, isStepped);
              return (
                <g key={name} className={`chart-${look}`}>
                  {look === 'first' && <path className="chart-area" d={area} />}
                  <path className="chart-stroke" d={path} />
                </g>
              );
            })}
          </svg>
        </div>
        <p className="chart-range muted">{texts.range(voice.format.instant(first), voice.format.instant(last))}</p>
      </figure>
      <details>
        <summary>{texts.table}</summary>
        <DataTable
          name="figures"
          caption={title}
          rows={at.map((time, index) => ({ time, index })).toReversed()}
          keyOf={({ time, index }) => `${time} ${index}`}
          columns={[
            { id: 'at', header: texts.at, isRowHeader: true, cell: ({ time }) => voice.format.instant(time) },
            ...series.map(({ name, look, values }) => ({
              id: look,
              header: name,
              isNumber: true,
              cell: ({ index }: { readonly index: number }) => voice.format.count(values[index] ?? 0),
            })),
          ]}
        />
      </details>
    </PageSection>
  );
}
