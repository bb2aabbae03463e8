import type { Clock } from '../../src/base/clock.ts';
import type { AgentStatus } from '../../src/contracts/local-api.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Language } from '../../src/domain/words/language.ts';
import { words } from '../../src/domain/words/words.ts';
import { menuWords } from '../tray/menu-words.ts';
import { graveFindingsDue, isQuiet } from './grave-findings.ts';
import type { ToldFindings } from './told-findings.ts';

/** What a person sees for some seconds. */
export interface Notice {
  readonly title: string;
  readonly body: string;
}

export interface NotifierDeps {
  readonly told: ToldFindings;
  readonly clock: Clock;
  readonly findings: () => Promise<readonly Finding[]>;
  readonly language: () => Language;
  readonly show: (notice: Notice, onClick: () => void) => void;
  readonly onClick: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Tells the signed-in person of new grave findings, where policy says so. Silent otherwise. */
export interface Notifier {
  hear(status: AgentStatus): Promise<void>;
}

const mostNamed = 3;

export function createNotifier({ told, clock, findings, language, show, onClick, onFailure }: NotifierDeps): Notifier {
  let looked = '';
  return {
    async hear({ notifications: settings, openFindings }) {
      if (settings === undefined || settings.tell === 'nobody' || isQuiet(settings, clock.now())) return;
      // The list is asked for when the figures move, not every 10 s.
      const figures = JSON.stringify([settings, openFindings]);
      if (figures === looked) return;
      looked = figures;
      try {
        const due = graveFindingsDue({ findings: await findings(), settings, told: told.all(), now: clock.now() });
        if (due.length === 0) return;
        told.add(due.map(({ fingerprint }) => fingerprint));
        show(noticeOf(due, language()), onClick);
      } catch (error) {
        looked = '';
        onFailure(error);
      }
    },
  };
}

/** Pure. One notice for all that came at once: what was found, not where it lies; that is for the window. */
function noticeOf(due: readonly Finding[], language: Language): Notice {
  const text = menuWords[language];
  const count = new Intl.NumberFormat(language).format(due.length);
  const titles = due.slice(0, mostNamed).map(({ rule, evidence }) => words(language).findingTitle(rule, evidence));
  return {
    title: text.newFindings(count, due.length),
    body: [...titles, ...(due.length > mostNamed ? ['…'] : []), text.openToSee].join('\n'),
  };
}
