/** The paths under /api/auth, which set the session's cookie. */
export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The sentence of a refusal. */
  readonly message: string | undefined;
}

export async function askAccounts(
  fetch: typeof globalThis.fetch,
  path: string,
  body: object,
): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  return toAnswer(await fetch(`/api/auth${path}`, init));
}

export async function toAnswer(response: Response): Promise<Answer> {
  const { ok, status } = response;
  const told: unknown = await response.json().catch(() => ({}));
  const body = Object(told) as Record<string, unknown>;
  const { message } = body;
  return { ok, status, body, message: typeof message === 'string' ? message : undefined };
}
