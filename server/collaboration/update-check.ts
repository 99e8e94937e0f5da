/**
 * Judges a scanned update against what the room knows. An update finds its place only if all
 * that it follows is known: what does not is never handed to Yjs, which would keep it aside and
 * pay for it at every later update. And its new structs must be the sender's own: two different
 * structs under one client and clock make replicas differ silently and for ever.
 */
import type { UpdateScan } from './update-scan.ts';

export type StateVector = ReadonlyMap<number, number>;

export type Verdict =
  | { readonly kind: 'fits'; readonly newClients: readonly number[] }
  /** Something that it builds on is missing here; the sender is asked for all it has. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'forged'; readonly client: number };

export function judgeUpdate(
  scan: UpdateScan,
  known: StateVector,
  mayWriteAs: (client: number) => boolean,
): Verdict {
  const newClients: number[] = [];
  for (const [client, span] of scan.spans) {
    const at = known.get(client) ?? 0;
    if (span.to <= at) continue;
    if (!mayWriteAs(client)) return { kind: 'forged', client };
    if (span.from > at) return { kind: 'gap' };
    newClients.push(client);
  }
  return findsItsPlace(scan, known) ? { kind: 'fits', newClients } : { kind: 'gap' };
}

function findsItsPlace(scan: UpdateScan, known: StateVector): boolean {
  for (const [client, clock] of scan.needs) {
    const reach = Math.max(known.get(client) ?? 0, scan.spans.get(client)?.to ?? 0);
    if (clock > reach) return false;
  }
  return true;
}
