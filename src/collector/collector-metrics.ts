import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import type { EndpointStore } from '../storage/collector/endpoint-store.ts';

export interface CollectorMetrics {
  readonly registry: Registry;
  readonly countSummary: (stored: 'new' | 'duplicate' | 'forked') => void;
  readonly observeRequest: (request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
}

export interface CollectorMetricsSources {
  readonly endpoints: EndpointStore;
  readonly clock: Clock;
  readonly silentAfterMinutes: number;
}

/** In a registry of its own, so that two collectors in one process do not count together. */
export function createCollectorMetrics({ endpoints, clock, silentAfterMinutes }: CollectorMetricsSources): CollectorMetrics {
  const registry = new Registry();
  const registers = [registry];
  const summaries = new Counter({
    name: 'wardwatch_summaries_total',
    help: 'Summaries received, by what became of them',
    labelNames: ['stored'],
    registers,
  });
  const requests = new Histogram({
    name: 'wardwatch_http_request_duration_seconds',
    help: 'Requests answered, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const enrolled = new Gauge({
    name: 'wardwatch_endpoints',
    help: 'Endpoints enrolled (all), not heard of lately (silent), and whose identity two machines used (forked)',
    labelNames: ['which'],
    async collect() {
      const { total, silent, forked } = await endpoints.count(clock.now() - silentAfterMinutes * 60_000);
      this.set({ which: 'all' }, total);
      this.set({ which: 'silent' }, silent);
      this.set({ which: 'forked' }, forked);
    },
    registers: [],
  });
  registry.registerMetric(enrolled);
  return {
    registry,
    countSummary: (stored) => summaries.inc({ stored }),
    observeRequest: ({ method, route, status, seconds }) => requests.observe({ method, route, status }, seconds),
  };
}
