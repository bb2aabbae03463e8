import { restoreAgent } from '../../src/storage/agent/agent-backup.ts';
import { restoreBackup } from '../../src/storage/backup/restore-backup.ts';

/** Puts a backup back and kills itself, as by `kill -9`, once so many of its steps are done. */
const [what = '', dataFolder = '', from = '', steps = '0'] = process.argv.slice(2);
let left = Number(steps);
const tell = (): void => {
  if (left === 0) process.kill(process.pid, 'SIGKILL');
  left -= 1;
};
tell();
if (what === 'agent') restoreAgent(dataFolder, 'before', tell);
else
  await restoreBackup({
    from,
    dataFolder,
    places: ['collector', 'advisories', 'wardwatch.toml'],
    mayReplace: true,
    asideAs: 'before',
    refuseInUse: () => undefined,
    prepare: async () => tell(),
    tell,
  });
