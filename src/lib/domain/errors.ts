/** What stops the work and can be told to the person who caused it. */
export type ErrorCode =
  | 'bad-input'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many-requests';

/** A message says what happened and what to do, in words for the person who reads it. */
export class DomainError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
  }
}

/** Something was not done because there is no room for it. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'too-large';
}
