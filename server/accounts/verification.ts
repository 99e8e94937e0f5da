/** Whoever has an account shows that its e-mail address is theirs, by a link that went there. */
import type { Db } from '#db/connection.ts';
import { normalEmail } from '#domain/account.ts';
import { DomainError } from '#domain/errors.ts';
import type { Application, Context, User } from '../context.ts';
import { queueMail } from '../mail/outbox.ts';
import { verificationLetter } from './letters.ts';
import { mayMail } from './mail-limit.ts';
import { makeLink, useLink } from './one-use-links.ts';
import * as queries from './queries.ts';

const day = 24 * 60 * 60 * 1000;

/** Sends the link, where the address has an account that needs it; the answer is always the same. */
export async function requestVerification(ctx: Context, given: string): Promise<void> {
  const email = normalEmail(given);
  await ctx.attempts.count({ kind: 'verification', address: ctx.visitor.address, target: null });
  if (!ctx.mailIsConfigured || !(await mayMail(ctx, 'verification', email))) return;
  ctx.afterwards.run('send a link to confirm an address', async () => {
    const person = await queries.findPersonByEmail(ctx.db, email);
    if (!person || person.isVerified) return;
    await ctx.db.transaction().execute((trx) => queueVerification(trx, ctx, person));
  });
}

async function queueVerification(
  trx: Db,
  { clock, origin }: Pick<Application, 'clock' | 'origin'>,
  person: User,
): Promise<void> {
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + day);
  const subject = `${person.id} ${person.email}`;
  const token = await makeLink(trx, { purpose: 'verify-email', subject, expiresAt }, now);
  const link = `${origin}/verify-email?token=${token}`;
  await queueMail(trx, verificationLetter(person, link), clock);
}

export async function verifyEmail({ db, clock, ...ctx }: Context, token: string): Promise<void> {
  await ctx.attempts.count({ kind: 'verification', address: ctx.visitor.address, target: null });
  const subject = await useLink(db, 'verify-email', token, clock.now());
  const [id = '', email = ''] = subject?.split(' ') ?? [];
  if (!(await queries.markVerified(db, id, email, clock.now())))
    throw new DomainError(
      'bad-input',
      'This link has been used, has expired, or was not copied whole. Nothing was changed; ask for a new one.',
    );
}
