import { createLinuxHost } from '../../src/platform/linux/linux-host.ts';
import type { Host } from '../../src/platform/host.ts';
import { layOut } from './temp-folder.ts';

/** The real Linux host over a tree of the test's own: real files, no commands. */
export function hostOver(root: string, files: Readonly<Record<string, string>> = {}): Host {
  layOut(root, {
    'etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
    'etc/group': 'root:x:0:\n',
    'etc/shadow': 'root:*:1::\n',
    'etc/os-release': 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n',
    ...files,
  });
  return createLinuxHost({ root, run: () => Promise.reject(new Error('no commands here')) });
}
