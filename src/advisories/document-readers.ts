import { csafReader } from './csaf/csaf.ts';
import type { DocumentReader } from './document-reader.ts';
import { epssReader } from './exploits/epss.ts';
import { kevReader } from './exploits/kev.ts';
import { lettersReader } from './letters/letters.ts';
import { msrcBuildsReader } from './msrc/msrc-builds.ts';
import { msrcKbReader } from './msrc/msrc-kb.ts';
import { osvReader } from './osv/osv.ts';
import { endoflifeReader } from './support-end/endoflife.ts';
import { supportEndsReader } from './support-end/support-ends.ts';

/** Every format that is told apart; a further one is a line here. A list of letters is told by its columns and comes last. */
export const documentReaders: readonly DocumentReader[] = [
  csafReader,
  kevReader,
  osvReader,
  epssReader,
  msrcBuildsReader,
  msrcKbReader,
  supportEndsReader,
  endoflifeReader,
  lettersReader,
];
