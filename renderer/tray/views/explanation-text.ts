import type { Explanation } from '../../../src/domain/explanation.ts';
import type { TrayVoice } from '../tray-voice.ts';

/** Pure. */
export function explanationText(explanation: Explanation, { views }: Pick<TrayVoice, 'views'>): string {
  const { by, action } = views.changes;
  switch (explanation.by) {
    case 'package':
      return `${by.package(explanation.package, explanation.version)}, ${action[explanation.action]}`;
    case 'publisher':
      return by.publisher(explanation.publisher);
    case 'maintenance-window':
      return by['maintenance-window'](explanation.window);
    case 'person':
      return by.person(explanation.person, explanation.reason);
  }
}
