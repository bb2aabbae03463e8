import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import type { Clock } from '../../base/clock.ts';
import { letterReading, letterRequest } from '../../contracts/letter-reading.ts';
import { attachment, fileName, warning, warningContent } from '../../contracts/warnings.ts';
import { readLetterText } from '../../domain/warnings/letter/read-letter-text.ts';
import { mostAttachmentBytes, warningStates } from '../../domain/warnings/warning.ts';
import type { WarningWritten } from '../../storage/collector/warnings/warning-store.ts';
import type { WarningStores } from '../../storage/collector/warnings/warning-stores.ts';
import type { AccessRule } from '../access/access-rule.ts';
import type { Guard } from '../access/guard.ts';
import { addSmallJsonParser } from '../ingest/json-parser.ts';
import type { WarningKeeper } from '../warnings/warning-keeper.ts';
import { attachFile } from '../warnings/attach-file.ts';
import { viewWarnings } from '../warnings/warning-views.ts';
import { errorAnswers } from './route-answers.ts';
import { knownWarning, ofWarning } from './warnings.ts';

export interface WarningChangeOptions {
  readonly warnings: WarningStores;
  readonly guard: Guard;
  readonly keeper: WarningKeeper;
  readonly clock: Clock;
}

/** A letter of 200,000 characters, or a warning of 1,000 CVEs, in JSON. */
const mostJsonBytes = 1024 * 1024;
const changing = (audit: string) => ({ access: { for: 'changer', changes: 'warnings', audit } }) satisfies { access: AccessRule };
const described = (summary: string) => ({ tags: ['warnings'], summary, security: [{ session: [] }] });

/** What signed-in people do with warnings. Nothing is deleted: a warning is closed. */
export const warningChangeRoutes: FastifyPluginAsyncZod<WarningChangeOptions> = async (app, { warnings, guard, keeper, clock }) => {
  addSmallJsonParser(app, mostJsonBytes);
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: mostAttachmentBytes },
    async (_request: unknown, body: Buffer) => body,
  );
  const bodyLimit = mostJsonBytes;
  const view = async (id: string) => {
    await keeper.keepUp();
    const [shown] = await viewWarnings(warnings, [await knownWarning(warnings, id)], clock.now());
    return warning.parse(shown);
  };

  app.post(
    '/warnings',
    {
      bodyLimit,
      config: changing('warning.enter'),
      schema: { ...described('Enter a warning'), body: warningContent, response: { 201: warning, ...errorAnswers } },
    },
    async (request, reply) => {
      const { name: by } = guard.signedInOf(request);
      const id = writtenId(await warnings.letters.create(request.body, { by, now: clock.now() }));
      guard.setTarget(request, id);
      return reply.code(201).send(await view(id));
    },
  );

  app.put(
    '/warnings/:warningId',
    {
      config: changing('warning.correct'),
      bodyLimit,
      schema: { ...described('Correct a warning'), params: ofWarning, body: warningContent, response: { 200: warning, ...errorAnswers } },
    },
    async (request) => {
      const { name: by } = guard.signedInOf(request);
      const { warningId } = request.params;
      await knownWarning(warnings, warningId);
      return view(writtenId(await warnings.letters.edit(warningId, request.body, { by, now: clock.now() })));
    },
  );

  app.put(
    '/warnings/:warningId/state',
    {
      config: changing('warning.state'),
      schema: {
        ...described('Close a warning, or open it again'),
        params: ofWarning,
        body: z.strictObject({ state: z.enum(warningStates) }),
        response: { 200: warning, ...errorAnswers },
      },
    },
    async (request) => {
      const { name: by } = guard.signedInOf(request);
      await knownWarning(warnings, request.params.warningId);
      await keeper.keepUp(); // what is kept of a closed warning are its last figures
      await warnings.letters.setState(request.params.warningId, request.body.state, { by, now: clock.now() });
      return view(request.params.warningId);
    },
  );

  app.post(
    '/warnings/proposals',
    {
      config: changing('warning.propose'),
      bodyLimit,
      schema: {
        ...described('What is recognised in the text of a letter; nothing is stored'),
        body: letterRequest,
        response: { 200: letterReading, ...errorAnswers },
      },
    },
    async ({ body }) => {
      const outcome = readLetterText(body.text);
      if (outcome.outcome === 'too-long')
        throw new AppError(
          'BODY_TOO_LARGE',
          `The text has more than ${outcome.mostCharacters} characters. Paste the letter without its annexes.`,
        );
      return outcome.reading;
    },
  );

  app.put(
    '/warnings/:warningId/attachments',
    {
      config: changing('warning.attach'),
      bodyLimit: mostAttachmentBytes,
      schema: {
        ...described('Attach a file, as application/octet-stream'),
        params: ofWarning,
        querystring: z.strictObject({ name: fileName }),
        body: z.instanceof(Buffer).meta({ type: 'string', format: 'binary' }),
        response: { 200: z.strictObject({ items: z.array(attachment) }), ...errorAnswers },
      },
    },
    async (request) => {
      const { name: by } = guard.signedInOf(request);
      const stored = await knownWarning(warnings, request.params.warningId);
      return {
        items: await attachFile(
          warnings.attachments,
          stored.number,
          { name: request.query.name, content: request.body },
          { by, now: clock.now() },
        ),
      };
    },
  );
};

function writtenId(written: WarningWritten): string {
  if (written.outcome === 'written') return written.id;
  if (written.outcome === 'unknown') throw new AppError('NOT_FOUND', 'There is no such warning any more.');
  throw new AppError('WARNING_EXISTS', 'A letter of this number and year is there already. Correct that one instead of entering it twice.');
}
