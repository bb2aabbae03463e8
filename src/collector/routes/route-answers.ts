import { errorBody } from '../../contracts/http-api.ts';

/** Every route may answer so. */
export const errorAnswers = { '4xx': errorBody, '5xx': errorBody } as const;

/** For the interface description: who may read. */
export const readerSecurity = [{ apiToken: [] }, { session: [] }];
