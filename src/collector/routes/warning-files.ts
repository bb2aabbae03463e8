import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { sha256Hex } from '../../contracts/summary.ts';
import { languages } from '../../domain/words/language.ts';
import { warningWords } from '../../domain/words/warning-words.ts';
import { readers } from '../access/access-rule.ts';
import { machinesAsCsv, unitsAsCsv } from '../warnings/export/warning-csv.ts';
import { warningAsXlsx } from '../warnings/export/warning-xlsx.ts';
import { machinePages } from '../warnings/machine-pages.ts';
import { silentBefore } from '../warnings/silence.ts';
import { viewWarning } from '../warnings/warning-views.ts';
import { errorAnswers, readerSecurity } from './route-answers.ts';
import { knownWarning, ofWarning, type WarningRouteOptions } from './warnings.ts';

const exportQuery = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  /** Of a CSV file; a workbook holds both. */
  table: z.enum(['units', 'machines']).default('units'),
  language: z.enum(languages).default('vi'),
});

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Files that are handed on: figures and machines as tables, and what was attached. */
export const warningFileRoutes: FastifyPluginAsyncZod<WarningRouteOptions> = async (
  app,
  { viewFor, keeper, knowledge, clock, silentAfterMinutes },
) => {
  app.get(
    '/warnings/:warningId/export',
    {
      config: { access: { ...readers('read:warnings'), audit: 'warning.export' } },
      schema: {
        tags: ['warnings'],
        summary: 'Figures by unit, or machines, as CSV or XLSX',
        security: readerSecurity,
        params: ofWarning,
        querystring: exportQuery,
        response: errorAnswers,
      },
    },
    async (request, reply) => {
      const { format, table, language } = request.query;
      const { warnings } = viewFor(request);
      await keeper.freshen();
      const stored = await knownWarning(warnings, request.params.warningId);
      const words = warningWords(language);
      const now = clock.now();
      const silent = silentBefore(now, silentAfterMinutes);
      const detail = await viewWarning(warnings, stored, { knowledge, silentBefore: silent, now });
      const pages = machinePages(warnings.machines, stored.number, silent);
      const name = `${stored.content.number.replaceAll(/[^\p{L}\d-]+/gu, '-')}.${format}`;
      if (format === 'xlsx') return asFile(reply, name, xlsxType).send(await warningAsXlsx(detail, pages, words));
      const file = asFile(reply, name, 'text/csv; charset=utf-8');
      return table === 'units'
        ? file.send(unitsAsCsv(detail, words))
        : file.send(Readable.from(machinesAsCsv(detail.warning, pages, words)));
    },
  );

  app.get(
    '/warnings/:warningId/attachments/:digest',
    {
      config: { access: { ...readers('read:warnings'), audit: 'warning.attachment-read' } },
      schema: {
        tags: ['warnings'],
        summary: 'A file that was attached',
        security: readerSecurity,
        params: ofWarning.extend({ digest: sha256Hex }),
        response: errorAnswers,
      },
    },
    async (request, reply) => {
      const { params } = request;
      const { warnings } = viewFor(request);
      const { number } = await knownWarning(warnings, params.warningId);
      const file = await warnings.attachments.read(number, params.digest);
      if (!file) throw new AppError('NOT_FOUND', 'This warning has no such file.');
      return asFile(reply, file.name, file.contentType).send(Buffer.from(file.content));
    },
  );
};

/** To be saved, never shown by the browser: a file of a letter must not act as a page of this collector. */
function asFile(reply: FastifyReply, name: string, contentType: string): FastifyReply {
  const plain = name.normalize('NFD').replaceAll(/[^\w.-]+/g, '_');
  return reply
    .type(contentType)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`,
    )
    .header('content-security-policy', 'sandbox');
}
