import type { Generated } from 'kysely';

interface FigureColumns {
  warning: number;
  unit_id: string;
  missing: number;
  end_of_life: number;
  unknown: number;
  silent: number;
  remediated: number;
  not_affected: number;
  /** Of them all, those without an agent. */
  imported: number;
}

export interface WarningTable {
  number: Generated<number>;
  id: string;
  /** Year and number, in one spelling. */
  letter_key: string;
  letter_number: string;
  issuer: string;
  issued_on: string;
  title: string;
  /** JSON. */
  products: string;
  effect: string;
  is_exploited: number;
  deadline: string | null;
  state: string;
  /** Grows with every edit. */
  revision: Generated<number>;
  /** Null where its CVEs or the advisories have changed since. */
  judged_at: number | null;
  counted_at: number | null;
}

/** The tables of migrations 0004 and 0005. */
export interface WarningSchema {
  warning: WarningTable;
  warning_cve: { warning: number; cve: string; impact: string };
  warning_event: { number: Generated<number>; warning: number; at: number; by_whom: string; what: string };
  warning_attachment: {
    number: Generated<number>;
    warning: number;
    digest: string;
    name: string;
    content_type: string;
    bytes: number;
    attached_at: number;
    content: Uint8Array;
  };
  /** `needs` is JSON. */
  warning_exposure: { warning: number; digest: string; status: string; reason: string | null; needs: string; standings: string };
  warning_concern: { warning: number; machine_id: string; digest: string };
  inventory_change: { machine_id: string; digest: string; changed_at: number };
  imported_machine: {
    number: Generated<number>;
    id: string;
    unit_id: string;
    hostname: string;
    /** In lower case, as `lower` of the database makes it. */
    hostname_key: string;
    digest: string;
    imported_at: number;
    imported_by: string;
    source: string;
  };
  warning_figure: FigureColumns;
  warning_day: FigureColumns & { day: string };
}
