/** Opens the agreement of a procedure's table. Its editor is fetched only here. */
import { api } from '#lib/api/client.ts';
import { answer } from '#lib/api/refusal.ts';
import { recheck } from '#lib/collaboration/recheck.ts';
import type AgreementCell from './AgreementCell.svelte';
import type { AgreementColumn } from './agreement-column.svelte.ts';

export interface OpenedAgreement {
  readonly column: AgreementColumn;
  readonly cell: typeof AgreementCell;
}

/** Undefined for who may not read it, and while nobody has begun for who may not write it. */
export async function openAgreement(slug: string): Promise<OpenedAgreement | undefined> {
  const ask = () => api().agreement.show.query({ slug });
  const asked = await answer(ask());
  if ('problem' in asked || (asked.value.id === null && !asked.value.mayWrite)) return undefined;
  const [{ AgreementColumn: Column }, { default: cell }] = await Promise.all([
    import('./agreement-column.svelte.ts'),
    import('./AgreementCell.svelte'),
  ]);
  const column = new Column({ slug, view: asked.value, recheck: () => recheck(ask) });
  return { column, cell };
}
