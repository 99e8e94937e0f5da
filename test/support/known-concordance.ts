/**
 * The alignment judged by lists made by hand: what became of articles, paragraphs and points of three
 * proposals in their acts. Only where the institutions' own files are beside the project.
 */
import { readFileSync } from 'node:fs';
import { align } from '#domain/alignment.ts';
import type { Provision } from '#domain/provision.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { sharedFile } from './shared-data.ts';

interface KnownPair {
  readonly proposal: string;
  /** Null where nothing in the act came of it. */
  readonly act: string | null;
}

export interface KnownProcedure {
  readonly name: string;
  readonly reference: string;
  readonly articles: string;
  readonly proposal: string;
  readonly act: string;
}

export const knownProcedures: readonly KnownProcedure[] = [
  {
    name: 'DMA',
    reference: '2020/0374(COD)',
    articles: 'concordance-dma.json',
    proposal: 'eurlex-html/52020PC0842_DMA_proposal.xhtml',
    act: 'formex/32022R1925_DMA_act.fmx.xml',
  },
  {
    name: 'DSA',
    reference: '2020/0361(COD)',
    articles: 'concordance-dsa.json',
    proposal: 'eurlex-html/52020PC0825_DSA_proposal.xhtml',
    act: 'formex/32022R2065_DSA_act.fmx.xml',
  },
  {
    name: 'Data Act',
    reference: '2022/0047(COD)',
    articles: 'concordance-data-act.json',
    proposal: 'eurlex-html/52022PC0068_DataAct_proposal.xhtml',
    act: 'formex/32023R2854_DataAct_act.fmx.xml',
  },
];

export function areFilesHere(): boolean {
  return knownProcedures.every(({ proposal, act }) => sharedFile(proposal) && sharedFile(act));
}

export function textsOf({ proposal, act }: KnownProcedure): {
  readonly before: readonly Provision[];
  readonly after: readonly Provision[];
} {
  return { before: provisionsOf(proposal), after: provisionsOf(act) };
}

function provisionsOf(path: string): readonly Provision[] {
  const { content } = readDocument(readFileSync(sharedFile(path) ?? path));
  if (content.kind !== 'act') throw new Error(`${path} is no act.`);
  return content.act.provisions;
}

function knownPairs({ articles, reference }: KnownProcedure): readonly KnownPair[] {
  const ofArticles = fixture(articles) as { readonly articles: readonly KnownPair[] };
  const ofPoints = fixture('concordance-points.json') as {
    readonly procedures: Readonly<Record<string, readonly KnownPair[]>>;
  };
  return [...ofArticles.articles, ...(ofPoints.procedures[reference] ?? [])];
}

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(`test/fixtures/${name}`, 'utf8'));
}

export interface Judgement {
  readonly known: number;
  /** Of what was paired, the share that is right; of what should be paired, the share that is. */
  readonly precision: number;
  readonly recall: number;
  /** "art_6/par_1/pt_a is art_6/par_2, not none" */
  readonly wrong: readonly string[];
}

export function judge(procedure: KnownProcedure): Judgement {
  const { before, after } = textsOf(procedure);
  const found = new Map(align(before, after).map((pair) => [pair.before, pair.after]));
  const known = knownPairs(procedure);
  const right = known.filter(({ proposal, act }) => act !== null && found.get(proposal) === act);
  const paired = known.filter(({ proposal }) => found.has(proposal));
  const wanted = known.filter(({ act }) => act !== null);
  const wrong = known.filter(({ proposal, act }) => (found.get(proposal) ?? null) !== act);
  return {
    known: known.length,
    precision: right.length / paired.length,
    recall: right.length / wanted.length,
    wrong: wrong.map(
      ({ proposal, act }) =>
        `${proposal} is ${act ?? 'none'}, not ${found.get(proposal) ?? 'none'}`,
    ),
  };
}
