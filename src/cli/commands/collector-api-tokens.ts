import type { Command } from 'commander';
import { z } from 'zod';
import { AppError } from '../../base/app-error.ts';
import { noteAtMachine, withStore } from '../../collector/administration.ts';
import type { CliIo } from '../cli-io.ts';
import type { LoadConfiguration } from '../installation.ts';

const options = z.object({ dataDir: z.string().min(1).optional(), json: z.boolean().optional() });

/** `collector token list` and `collector token revoke`: API tokens, whose secrets nobody can read again. */
export function addApiTokenCommands(token: Command, io: CliIo, loadConfiguration: LoadConfiguration): void {
  const collectorOf = (dataDir: string | undefined) => {
    const { dataFolder, configuration } = loadConfiguration(dataDir);
    return { dataFolder, configuration: configuration.collector };
  };
  token
    .command('list')
    .description('API tokens with scopes, unit and expiry; expired ones too')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .option('--json', 'print one JSON document')
    .action(async (given: unknown) => {
      const { dataDir, json } = options.parse(given);
      const tokens = await withStore(collectorOf(dataDir), (store) => store.access.apiTokens.list());
      const items = tokens.map(({ id, name, scopes, unit, createdAt, expiresAt }) => ({
        tokenId: id,
        name,
        scopes,
        unitName: unit?.name ?? null,
        createdAt: new Date(createdAt).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
      }));
      if (json === true) io.out(JSON.stringify({ items }));
      else
        for (const { tokenId, name, scopes, unitName, expiresAt } of items)
          io.out([tokenId, name === '' ? '-' : name, unitName ?? '-', expiresAt, scopes.join(' ')].join('\t'));
    });
  token
    .command('revoke <id>')
    .description('end an API token, now')
    .option('--data-dir <folder>', 'where the data of the collector lies')
    .action(async (id: string, given: unknown) => {
      await withStore(collectorOf(options.parse(given).dataDir), async (store, now) => {
        if (!(await store.access.apiTokens.revoke(id)))
          throw new AppError('NOT_FOUND', `There is no API token ${id}. "wardwatch collector token list" names those that there are.`);
        await noteAtMachine(store, now, 'api-token.revoke', id);
      });
      io.err(`API token ${id} is revoked`);
    });
}
