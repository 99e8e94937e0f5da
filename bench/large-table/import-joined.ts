/**
 * The joined law in a procedure of its own, stored as the confirmation of an import stores it: its
 * table is assembled from three columns like any other's.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ColumnSource } from '#domain/four-column.ts';
import type { ActText, Amendment } from '#domain/provision.ts';
import type { Context } from '#server/context.ts';
import { newId } from '#server/identity.ts';
import { readDocumentInWorker } from '#server/imports/formats/read-document-in-worker.ts';
import { holdPreview, type ReadDocument } from '#server/imports/queries.ts';
import { confirmImport } from '#server/imports/service.ts';
import { sharedFile } from '#test/support/shared-data.ts';
import { joinActs, joinAmendments } from './joined-law.ts';

const procedure = '2020/9361(COD)';
export const slug = '2020-9361-cod';

type Role = 'proposal' | 'parliament' | 'agreement';

/** Where one of the texts is not among the institutions' files, the law is absent from the column. */
const laws: readonly Readonly<Partial<Record<Role, string>>>[] = [
  {
    proposal: 'eurlex-html/52020PC0825_DSA_proposal.xhtml',
    parliament: 'eurlex-html/52022AP0014_DSA_EP-amendments.html',
    agreement: 'formex/32022R2065_DSA_act.fmx.xml',
  },
  {
    proposal: 'eurlex-html/52020PC0842_DMA_proposal.xhtml',
    parliament: 'eurlex-html/52021AP0499_DMA_EP-amendments.html',
    agreement: 'formex/32022R1925_DMA_act.fmx.xml',
  },
  {
    proposal: 'eurlex-html/52022PC0068_DataAct_proposal.xhtml',
    agreement: 'formex/32023R2854_DataAct_act.fmx.xml',
  },
  {
    proposal: 'structured-json/COM-2012-11_GDPR-proposal_tree_5-languages.json',
    agreement: 'formex/32016R0679_GDPR_act_EN.fmx.xml',
  },
  { agreement: 'formex/32017R1001_EUTM_act.fmx.xml' },
];

/** `ctx` is that of a signed-in person who may import. */
export async function importJoinedLaw(ctx: Context): Promise<void> {
  for (const role of ['proposal', 'parliament', 'agreement'] as const) {
    const source = await readJoined(role);
    await importColumn(ctx, toDocument(role, source));
  }
}

async function readJoined(role: Role): Promise<ColumnSource> {
  const acts: (ActText | null)[] = [];
  const amendments: (readonly Amendment[] | null)[] = [];
  for (const { [role]: path } of laws) {
    const content = path === undefined ? undefined : await read(path);
    acts.push(content?.kind === 'act' ? content.act : null);
    amendments.push(content?.kind === 'amendments' ? content.amendments : null);
  }
  return role === 'parliament'
    ? { kind: 'amendments', amendments: joinAmendments(amendments) }
    : { kind: 'act', act: joinActs(acts) };
}

async function read(path: string) {
  const file = sharedFile(path);
  if (!file) throw new Error(`${path} is not beside the project, and no other text is as long.`);
  return (await readDocumentInWorker(readFileSync(file))).content;
}

async function importColumn(ctx: Context, document: ReadDocument): Promise<void> {
  const id = newId();
  const held = { id, userId: ctx.visitor.user?.id ?? '', document: JSON.stringify([document]) };
  await holdPreview(ctx.db, { ...held, preview: '{}' }, new Date(Date.now() + 3_600_000));
  const { rows } = await confirmImport(ctx, id);
  console.error(`${document.role}: ${JSON.stringify(rows)}`);
}

function toDocument(role: Role, source: ColumnSource): ReadDocument {
  const content = JSON.stringify(source);
  const counted = { citations: 0, recitals: 0, articles: 0, paragraphs: 0 };
  const counts = { ...counted, points: 0, annexes: 0, amendments: 0 };
  return {
    procedure,
    role,
    kind: source.kind,
    title: 'Several laws as one',
    document: null,
    date: null,
    given: { document: null, date: null },
    language: 'en',
    format: 'formex',
    sha256: createHash('sha256').update(content).digest('hex'),
    fileName: `joined-${role}`,
    size: content.length,
    content,
    report: { counts, unread: [], doubts: [], warnings: [] },
  };
}
