/** One-click sign-in as one of the demo people: `POST /api/auth/sign-in/demo {"role": "editor"}`. */
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';
import { roles } from '#domain/permission.ts';
import { demoPeople } from './demo.ts';

/** `isOpen` is asked at every request: whoever is refused here has no other way in. */
export function demoSignIn(isOpen: () => Promise<boolean>) {
  return {
    id: 'demo-sign-in',
    endpoints: {
      signInDemo: createAuthEndpoint(
        '/sign-in/demo',
        { method: 'POST', body: z.object({ role: z.enum(roles) }) },
        async (ctx) => {
          const { email, name } = demoPeople[ctx.body.role];
          const known = ctx.context.internalAdapter;
          const found = (await isOpen()) ? await known.findUserByEmail(email) : null;
          if (!found) throw new APIError('FORBIDDEN', { message: notOffered });
          const session = await known.createSession(found.user.id);
          await setSessionCookie(ctx, { session, user: found.user });
          return ctx.json({ name });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

const notOffered = 'This server offers no demo people. Sign in with your e-mail and password.';
