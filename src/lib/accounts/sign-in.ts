/**
 * The way to the sign-in of the API from a form's action. The session's cookie reaches the
 * browser with the action's answer (src/hooks.server.ts). Each answers with a sentence when it
 * did not work.
 */
type Fetch = typeof globalThis.fetch;

export async function signInWithPassword(
  fetch: Fetch,
  email: string,
  password: string,
): Promise<string | undefined> {
  const { ok, status } = await post(fetch, '/api/auth/sign-in/email', { email, password });
  if (ok) return undefined;
  if (status === 429) return tooMany;
  return status < 500 ? noMatch : failed;
}

export async function signInAsDemo(fetch: Fetch, role: string): Promise<string | undefined> {
  const { ok, status } = await post(fetch, '/api/auth/sign-in/demo', { role });
  if (ok) return undefined;
  if (status === 429) return tooMany;
  return status < 500 ? notOffered : failed;
}

export async function signOut(fetch: Fetch): Promise<void> {
  await post(fetch, '/api/auth/sign-out', {});
}

function post(fetch: Fetch, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

// The same words whether the address is unknown or the password wrong: who has an account here
// is nobody else's business.
const noMatch =
  'This e-mail address and password do not belong together here. Check both and try again.';
const tooMany = 'There were many attempts from your address. Wait a minute, then try again.';
const notOffered = 'This server does not offer that person. Sign in with your own account.';
const failed = 'The server could not sign you in just now. Try again in a moment.';
