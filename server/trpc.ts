/** The API's beginnings: how a procedure is declared, and how an error is told. */
import { initTRPC, TRPCError } from '@trpc/server';
import { DomainError, type ErrorCode } from '#domain/errors.ts';
import { unreadAsTooLarge } from '#domain/import-limit.ts';
import type { Action } from '#domain/permission.ts';
import type { Context } from './context.ts';

interface Meta {
  /** The action whose permission the service asks for, or that is open to everybody. */
  readonly permission: Action;
}

const codes: Readonly<Record<ErrorCode, TRPCError['code']>> = {
  'bad-input': 'BAD_REQUEST',
  'not-signed-in': 'UNAUTHORIZED',
  'not-allowed': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  conflict: 'CONFLICT',
  'too-large': 'PAYLOAD_TOO_LARGE',
  'too-many-requests': 'TOO_MANY_REQUESTS',
};

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      message: tellable(error),
      data: isOverLimit(error) ? overLimit : codesOf(shape.data),
    }),
  });

interface Codes {
  readonly code: string;
  readonly httpStatus: number;
}

const overLimit: Codes = { code: 'PAYLOAD_TOO_LARGE', httpStatus: 413 };

/** Nothing else of an error's data is for callers. */
function codesOf({ code, httpStatus }: Codes): Codes {
  return { code, httpStatus };
}

/** A body over the server's limit (http.ts) breaks off, which tRPC takes for a request badly written. */
function isOverLimit({ cause }: TRPCError): boolean {
  return (cause as { status?: unknown } | undefined)?.status === 413;
}

/** Only what was meant for people leaves the server; the unexpected is logged, not told. */
function tellable(error: TRPCError): string {
  if (error.cause instanceof DomainError) return error.message;
  if (isOverLimit(error)) return unreadAsTooLarge;
  if (error.code === 'BAD_REQUEST') return 'The request was not understood: ' + firstIssue(error);
  if (error.code === 'NOT_FOUND') return error.message;
  return 'Something went wrong on the server. Nothing was changed; try again in a moment.';
}

function firstIssue(error: TRPCError): string {
  const issues = (error.cause as { issues?: { path: unknown[]; message: string }[] } | undefined)
    ?.issues;
  const first = issues?.[0];
  return first ? `${first.path.join('.') || 'input'}: ${first.message}` : 'check what was sent.';
}

export const router = t.router;
export const createCaller = t.createCallerFactory;

const tellErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof DomainError) {
    const cause = result.error.cause;
    throw new TRPCError({ code: codes[cause.code], message: cause.message, cause });
  }
  return result;
});

/** A procedure under its permission. The service asks for it on what is stored. */
export function declares(permission: Action) {
  return t.procedure.meta({ permission }).use(tellErrors);
}
