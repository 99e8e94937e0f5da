import { api } from '#lib/api/client.ts';
import { refusal } from '#lib/api/refusal.ts';

/** Has a link sent that confirms the address. That too many were asked for changes no page. */
export async function sendConfirmation(
  fetch: typeof globalThis.fetch,
  origin: string,
  email: string,
): Promise<void> {
  await refusal(api(fetch, origin).session.requestVerification.mutate({ email }));
}
