import { letterWords } from '../../domain/words/letter-words.ts';
import type { WarningText } from './warning-text-catalogue.ts';

export const warningTextEn: WarningText = {
  recognised: 'Recognised in the text, please check:',
  field: {
    number: 'Number',
    issuedOn: 'Date',
    title: 'Subject',
    deadline: 'Deadline',
    products: 'Products',
    effect: 'Effect',
    exploited: 'Exploited in the wild',
    malformed: 'Malformed CVE id, not stored',
  },
  notFound: 'not found in the text',
  ...letterWords('en'),
  orRather: (alternatives) => `or rather ${alternatives}?`,
  meant: (cve) => `is ${cve} meant?`,
  impactUnclear: 'impact not clear, put under Other',
  yes: 'yes',
  isCut: 'The text has too many ids; what follows was not read.',
  confirm: 'Store this warning? Type "yes" or "y", then Enter:',
  notStored: 'Nothing was stored. Check what is above, then run it again with --yes.',
  stored: (number) => `Stored warning ${number}.`,
  storedAlready: (number) => `Warning ${number} was there already and is as it was.`,
  noWarnings: 'There is no warning yet.',
  deadline: (day) => `deadline ${day}`,
  overdue: 'OVERDUE',
  notJudged: 'not held against the machines yet; the collector does that when it runs',
  exported: (file) => `Wrote ${file}.`,
};
