import type { DocumentReader } from './document-reader.ts';
import { csafReader } from './csaf/csaf.ts';
import { epssReader } from './exploits/epss.ts';
import { kevReader } from './exploits/kev.ts';
import { msrcBuildsReader } from './msrc/msrc-builds.ts';
import { msrcKbReader } from './msrc/msrc-kb.ts';
import { osvReader } from './osv/osv.ts';

/** Every format that is told apart; a further one is a line here. */
export const documentReaders: readonly DocumentReader[] = [csafReader, kevReader, epssReader, osvReader, msrcBuildsReader, msrcKbReader];
