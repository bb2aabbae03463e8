import { advisory } from '../../contracts/advisory.ts';
import type { Advisory } from '../../domain/advisories/advisory.ts';

/** The stored text of an advisory. Throws for what nothing of this product wrote. */
export const readAdvisory = (body: string): Advisory => advisory.parse(JSON.parse(body));
