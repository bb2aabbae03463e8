/** For one machine: people save two or three outputs, some of them twice. */
export const mostCaptureFiles = 16;
/** systeminfo and wmic give 10 to 200 kB; objects of PowerShell as JSON, in UTF-16, some ten for each update. */
export const maxCaptureBytes = 4_000_000;

/** Why nothing can be read from the files that a person saved on a machine without an agent. */
export type CaptureRefusal =
  | { readonly code: 'no-files' }
  | { readonly code: 'too-many-files'; readonly most: number }
  | { readonly code: 'too-large'; readonly file: string; readonly maxBytes: number }
  /** Neither output of systeminfo nor a list of updates. */
  | { readonly code: 'not-a-capture'; readonly file: string }
  /** Updates only: they do not tell which Windows it is. */
  | { readonly code: 'system-missing' }
  /** More than one output of systeminfo, of one machine at different times: which is the last cannot be told. */
  | { readonly code: 'several-captures'; readonly files: readonly string[] }
  | { readonly code: 'different-machines'; readonly hostnames: readonly string[] }
  | {
      readonly code: 'system-untold';
      readonly file: string;
      readonly why: 'shared-build' | 'unknown-build' | 'contradiction';
      readonly name: string | null;
      readonly build: number;
    }
  /** It says that it is a CycloneDX document. */
  | { readonly code: 'bom-unreadable'; readonly file: string; readonly why: BomFault }
  | { readonly code: 'bom-beside-others'; readonly file: string }
  | { readonly code: 'bom-without-system'; readonly file: string };

export const bomFaults = ['too-large', 'not-json', 'not-cyclonedx', 'too-many-components'] as const;
export type BomFault = (typeof bomFaults)[number];

/** Why a machine that could be read is not stored. */
export type ImportRefusal =
  | CaptureRefusal
  /** The files do not name it, and nobody did: next time it could not be told from others. */
  | { readonly code: 'unnamed' }
  | { readonly code: 'named-otherwise'; readonly hostname: string };

/** What a person may type as the name of a machine. */
export const machineName = /^[^\s\\/:*?"<>|,\p{Cc}]{1,253}$/u;
