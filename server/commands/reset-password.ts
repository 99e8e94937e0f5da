/** `trilogue reset-password`: a way back in for somebody whom no owner may let in. */
import { makeResetLinkAsOperator } from '../accounts/reset.ts';
import { asOperator } from './operator.ts';
import { printed } from './terminal.ts';

/** Prints the link, and beside it, on stderr, what it is for. */
export async function resetPasswordCommand(email: string): Promise<void> {
  const link = await asOperator((ctx) => makeResetLinkAsOperator(ctx, email));
  console.error(`For ${email}, once, within an hour:`);
  await printed(link);
}
