/**
 * How much mail may go to one address because somebody asked for it. Beyond that nothing is sent,
 * and whoever asks is told what everybody is told: a refusal would say that others have asked, and
 * the links sent before are still good.
 */
import { DomainError } from '#domain/errors.ts';
import type { Context } from '../context.ts';

export async function mayMail(
  { attempts }: Context,
  kind: 'reset' | 'verification',
  email: string,
): Promise<boolean> {
  try {
    await attempts.count({ kind, address: null, target: email });
    return true;
  } catch (refusal) {
    if (refusal instanceof DomainError) return false;
    throw refusal;
  }
}
