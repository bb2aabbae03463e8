/**
 * Every broken promise of the product, by code. `httpStatus` is what an HTTP route answers, `exitCode` what a command
 * ends with (2 wrong usage or configuration, 3 could not do it), `retryable` whether the same call may succeed later.
 */
const catalogue = {
  USAGE: { httpStatus: 400, exitCode: 2, retryable: false },
  CONFIGURATION_INVALID: { httpStatus: 500, exitCode: 2, retryable: false },
  PLATFORM_UNSUPPORTED: { httpStatus: 500, exitCode: 3, retryable: false },
  COMMAND_MISSING: { httpStatus: 500, exitCode: 3, retryable: false },
  COMMAND_FAILED: { httpStatus: 500, exitCode: 3, retryable: true },
  COMMAND_TIMED_OUT: { httpStatus: 504, exitCode: 3, retryable: true },
  COMMAND_OUTPUT_TOO_LARGE: { httpStatus: 500, exitCode: 3, retryable: false },
  OUTPUT_NOT_UNDERSTOOD: { httpStatus: 500, exitCode: 3, retryable: false },
  STORE_NEWER: { httpStatus: 500, exitCode: 3, retryable: false },
  STORE_UNUSABLE: { httpStatus: 500, exitCode: 3, retryable: false },
  STORE_FULL: { httpStatus: 507, exitCode: 3, retryable: true },
  FOLDER_IN_USE: { httpStatus: 409, exitCode: 3, retryable: true },
  SCAN_UNDER_WAY: { httpStatus: 409, exitCode: 3, retryable: true },
  SCAN_UNKNOWN: { httpStatus: 400, exitCode: 2, retryable: false },
  LIMIT_EXCEEDED: { httpStatus: 500, exitCode: 3, retryable: true },
  CANCELLED: { httpStatus: 499, exitCode: 3, retryable: true },
  PORT_IN_USE: { httpStatus: 500, exitCode: 3, retryable: true },
  AGENT_UNREACHABLE: { httpStatus: 503, exitCode: 3, retryable: true },
  LOCAL_CALL_INVALID: { httpStatus: 400, exitCode: 3, retryable: false },
  ENROLMENT_STRING_INVALID: { httpStatus: 400, exitCode: 2, retryable: false },
  ENROLMENT_REFUSED: { httpStatus: 403, exitCode: 3, retryable: false },
  NOT_ENROLLED: { httpStatus: 409, exitCode: 3, retryable: false },
  COLLECTOR_UNREACHABLE: { httpStatus: 503, exitCode: 3, retryable: true },
  COLLECTOR_NOT_TRUSTED: { httpStatus: 502, exitCode: 3, retryable: true },
  COLLECTOR_ANSWER_INVALID: { httpStatus: 502, exitCode: 3, retryable: true },
  COLLECTOR_REFUSED: { httpStatus: 502, exitCode: 3, retryable: true },
  REQUEST_INVALID: { httpStatus: 400, exitCode: 3, retryable: false },
  BODY_TOO_LARGE: { httpStatus: 413, exitCode: 3, retryable: false },
  SIGNATURE_INVALID: { httpStatus: 401, exitCode: 3, retryable: false },
  SIGN_IN_REQUIRED: { httpStatus: 401, exitCode: 3, retryable: false },
  FORBIDDEN: { httpStatus: 403, exitCode: 3, retryable: false },
  CAPTURE_REFUSED: { httpStatus: 422, exitCode: 3, retryable: false },
  WARNING_EXISTS: { httpStatus: 409, exitCode: 3, retryable: false },
  ENDPOINT_UNKNOWN: { httpStatus: 404, exitCode: 3, retryable: false },
  NOT_FOUND: { httpStatus: 404, exitCode: 3, retryable: false },
  METHOD_NOT_ALLOWED: { httpStatus: 405, exitCode: 3, retryable: false },
  CURSOR_UNKNOWN: { httpStatus: 409, exitCode: 3, retryable: false },
  FEED_INVALID: { httpStatus: 400, exitCode: 3, retryable: false },
  FEED_OUTDATED: { httpStatus: 409, exitCode: 3, retryable: false },
  SEQUENCE_FORKED: { httpStatus: 409, exitCode: 3, retryable: false },
  RATE_LIMITED: { httpStatus: 429, exitCode: 3, retryable: true },
  FILE_UNREADABLE: { httpStatus: 500, exitCode: 3, retryable: true },
  POLICY_REFUSED: { httpStatus: 400, exitCode: 3, retryable: false },
  UPDATE_MANIFEST_INVALID: { httpStatus: 400, exitCode: 3, retryable: false },
  INTERNAL: { httpStatus: 500, exitCode: 3, retryable: true },
  TRANSFER_INVALID: { httpStatus: 400, exitCode: 3, retryable: false },
  SUMMARY_UNKNOWN: { httpStatus: 409, exitCode: 3, retryable: false },
  ENDPOINT_RETIRED: { httpStatus: 403, exitCode: 3, retryable: false },
  ENDPOINT_PENDING: { httpStatus: 403, exitCode: 3, retryable: true },
  SIGN_IN_REFUSED: { httpStatus: 401, exitCode: 3, retryable: false },
  PASSWORD_UNFIT: { httpStatus: 422, exitCode: 3, retryable: false },
  PERSON_EXISTS: { httpStatus: 409, exitCode: 3, retryable: false },
  IT_CODE_REQUIRED: { httpStatus: 403, exitCode: 3, retryable: false },
  IT_CODE_WRONG: { httpStatus: 403, exitCode: 3, retryable: false },
  BACKUP_INVALID: { httpStatus: 500, exitCode: 3, retryable: false },
  DATA_EXISTS: { httpStatus: 409, exitCode: 3, retryable: false },
  PASSKEY_UNAVAILABLE: { httpStatus: 409, exitCode: 3, retryable: false },
  LAST_SECOND_FACTOR: { httpStatus: 409, exitCode: 3, retryable: false },
  IDENTITY_TAKEN: { httpStatus: 409, exitCode: 3, retryable: false },
  AGENT_STARTING: { httpStatus: 503, exitCode: 3, retryable: true },
  AGENT_OLDER: { httpStatus: 502, exitCode: 3, retryable: true },
  AGENT_NEWER: { httpStatus: 502, exitCode: 3, retryable: true },
} as const;

export type ErrorCode = keyof typeof catalogue;

/** In the order of the catalogue; documents and contracts list errors from here. */
export const errorCodes: readonly ErrorCode[] = Object.keys(catalogue).filter(isErrorCode);

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}

/** A promise that could not be kept. The message says what happened, what it means and what to do, without secrets. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, context: { readonly cause?: unknown } = {}) {
    super(message, { cause: context.cause });
    this.code = code;
  }

  get httpStatus(): number {
    return catalogue[this.code].httpStatus;
  }

  get exitCode(): 2 | 3 {
    return catalogue[this.code].exitCode;
  }

  get retryable(): boolean {
    return catalogue[this.code].retryable;
  }
}

/** What was thrown, as an AppError: an unforeseen error becomes INTERNAL and keeps its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('INTERNAL', message, { cause: thrown });
}
