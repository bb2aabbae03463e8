import type { RebootState } from '../../domain/facts.ts';

export interface RebootSigns {
  /** Text of /run/reboot-required.pkgs, null when there is no such request. */
  readonly request: string | null;
  readonly runningKernel: string;
  /** Names in /boot and /lib/modules that belong to installed kernels. */
  readonly installedKernels: readonly string[];
}

/**
 * Pure. A restart is due when a package asked for it, or when a newer kernel of the running one's flavour is installed. A
 * machine that runs a kernel which is not among the installed ones (a virtual machine's) is judged by the request alone.
 */
export function judgeRebootState({ request, runningKernel, installedKernels }: RebootSigns): RebootState {
  const asked =
    request === null
      ? []
      : request
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '');
  const flavour = flavourOf(runningKernel);
  const newest = installedKernels
    .filter((kernel) => flavourOf(kernel) === flavour)
    .toSorted(compareKernels)
    .at(-1);
  const behind = newest !== undefined && installedKernels.includes(runningKernel) && compareKernels(runningKernel, newest) < 0;
  const because = [...new Set([...asked, ...(behind ? [`linux ${newest}`] : [])])];
  return { required: request !== null || behind, because };
}

const flavourOf = (kernel: string): string => kernel.replace(/^[\d.\-+~]+/, '');

function compareKernels(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
