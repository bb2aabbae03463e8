import type { CaptureRefusal } from '../../domain/inventory/capture.ts';
import type { Inventory } from '../../domain/inventory/inventory.ts';

/** What a person saved on a machine without an agent. */
export interface CaptureFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CapturedMachine {
  readonly inventory: Inventory;
  /** Null where the files do not name the machine. */
  readonly hostname: string | null;
  /** `YYYY-MM-DD`; null where day and month cannot be told apart. */
  readonly installedAt: string | null;
  /** False where the list of updates was cut: what it lists is installed, what it does not list may be. */
  readonly areUpdatesComplete: boolean;
  /** Names of the files. */
  readonly source: readonly string[];
  /** Of a list of software: components that are no software of a machine. */
  readonly leftOut?: number;
}

export type CaptureReading =
  | { readonly status: 'read'; readonly machine: CapturedMachine }
  | { readonly status: 'refused'; readonly reason: CaptureRefusal };

/** What one output of systeminfo tells. */
export interface SystemCapture {
  readonly hostname: string | null;
  readonly osName: string | null;
  readonly build: number;
  readonly servicePack: number | null;
  /** From its configuration (workstation, server); null where that is in words that are not known. */
  readonly kind: 'client' | 'server' | null;
  readonly arch: 'x64' | 'x86' | 'arm64' | null;
  readonly installedAt: string | null;
  /** Null where the list is not there. */
  readonly updates: UpdateList | null;
}

/** `KB5071546` each, sorted, without duplicates. */
export interface UpdateList {
  readonly updates: readonly string[];
  readonly isComplete: boolean;
}

/** What the output of `wmic qfe` or `Get-HotFix` tells. */
export interface UpdateCapture extends UpdateList {
  readonly hostnames: readonly string[];
}
