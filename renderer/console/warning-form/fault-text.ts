import { letterWords } from '../../../src/domain/words/letter-words.ts';
import { warningWords } from '../../../src/domain/words/warning-words.ts';
import type { WarningVoice } from '../../i18n/warning-voice.ts';
import type { FieldFault } from './check-fields.ts';

export function faultText(fault: FieldFault, { language, warningForm, format }: WarningVoice): string {
  const { fault: words } = warningForm;
  switch (fault.kind) {
    case 'missing':
      return words.missing;
    case 'no-such-day':
      return words.noSuchDay;
    case 'too-long':
      return words.tooLong(format.count(fault.most));
    case 'too-many':
      return words.tooMany(format.count(fault.most));
    case 'cve':
      return words.cve(fault.text, letterWords(language).fault[fault.fault]);
    case 'twice':
      return words.twice(fault.cve, warningWords(language).impact[fault.group]);
  }
}
