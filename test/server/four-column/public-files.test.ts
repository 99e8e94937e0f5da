/**
 * F10 in files: what is marked LIMITE, restricted or for the workspace is in no byte of what goes out to
 * the public, be it asked of the service, of an address of the site or with a link.
 */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ColumnRole, ColumnSource } from '#domain/four-column.ts';
import { createApi } from '#server/api.ts';
import type { Context } from '#server/context.ts';
import { exportFile, type FileFormat, fileFormats } from '#server/four-column/service.ts';
import { act, article, paragraph, recital } from '#test/support/acts.ts';
import { onEachDatabase } from '#test/support/databases.ts';
import { importAct, markPosition, markProcedure } from '#test/support/marked.ts';
import { callerFor, signedIn, stranger, testApplication } from '#test/support/people.ts';
import { GET as ownAkn } from '../../../src/routes/procedures/[slug]/table.akn.xml/+server.ts';
import { GET as ownWord } from '../../../src/routes/procedures/[slug]/table.docx/+server.ts';
import { GET as ownExcel } from '../../../src/routes/procedures/[slug]/table.xlsx/+server.ts';
import { GET as sharedAkn } from '../../../src/routes/shared/[token]/(open)/table.akn.xml/+server.ts';
import { GET as sharedWord } from '../../../src/routes/shared/[token]/(open)/table.docx/+server.ts';
import { GET as sharedExcel } from '../../../src/routes/shared/[token]/(open)/table.xlsx/+server.ts';

const reference = '2041/0002(COD)';
const slug = '2041-0002-cod';

/** One column a mark, each with a word that is nowhere else, and the public proposal. */
const marks = { parliament: 'workspace', council: 'limite', agreement: 'restricted' } as const;
const secretWords = {
  parliament: 'zanzibar',
  council: 'quillfoil',
  agreement: 'marzipan',
} as const;

const textWith = (word: string): ColumnSource => ({
  kind: 'act',
  act: act(
    recital(1, `Lights guide ${word} ships.`),
    article(1, 'Keepers', paragraph(1, 'Keepers keep a log.')),
  ),
});

/** Also the names of what is hidden, the documents and the marks. */
const secret =
  /zanzibar|quillfoil|marzipan|A9-0041|ST 41|2042\/1|LIMITE|Restricted|parliament|council/i;

type Handler = (event: object) => Promise<Response>;
const own = { docx: ownWord, xlsx: ownExcel, akn: ownAkn } as unknown as Record<
  FileFormat,
  Handler
>;
const shared = {
  docx: sharedWord,
  xlsx: sharedExcel,
  akn: sharedAkn,
} as unknown as Record<FileFormat, Handler>;

/** All that is in a file: each part of an archive with its name, and the archive as it is. */
function allIn(bytes: Uint8Array): string {
  const raw = strFromU8(bytes, true) + strFromU8(bytes);
  if (!raw.startsWith('PK')) return raw;
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => name + strFromU8(part));
  return raw + parts.join('\n');
}

onEachDatabase('a file of a table with marked columns', (database) => {
  let owner: Context;
  let editor: Context;
  let outsider: Context;
  let token: string;

  beforeAll(async () => {
    owner = await signedIn(database(), 'owner');
    editor = await signedIn(database(), 'editor');
    outsider = stranger(database());
    await importAct(owner, reference, 'proposal', textWith('passing'));
    for (const [role, word] of Object.entries(secretWords))
      await importAct(owner, reference, role as ColumnRole, textWith(word));
    await markProcedure(owner, slug, 'public');
    for (const [role, mark] of Object.entries(marks))
      await markPosition(database().db, reference, role as ColumnRole, mark);
    const { id } = await callerFor(owner).procedures.header({ slug });
    const target = { procedureId: id, draftId: null, versionNumber: null, password: '' };
    const today = new Date().toISOString().slice(0, 10);
    const link = { ...target, kind: 'table', label: 'Press', expiresOn: today } as const;
    token = (await callerFor(owner).links.create(link)).token;
  }, 60_000);

  /** The answer of an address, whose questions go to the real API in somebody's name. */
  async function answerOf(handler: Handler, who: Context, path: string): Promise<Response> {
    const handle = createApi(testApplication(database()), async () => who.visitor);
    const asked = (input: string | URL | Request, init?: RequestInit) =>
      handle(new Request(input, init));
    const url = new URL(`https://trilogue.example${path}`);
    const cookies = { get: () => undefined };
    return handler({ url, params: { slug, token }, fetch: asked, cookies });
  }

  async function bytesOf(answer: Promise<Response>): Promise<Uint8Array> {
    const response = await answer;
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  }

  describe.each(fileFormats)('%s', (format) => {
    const path = `/procedures/${slug}/table.${format}`;

    test('of the service, in its public form', async () => {
      const { bytes } = await exportFile(editor, slug, format, { form: 'public', round: null });
      const all = allIn(bytes);
      expect(all).toContain('passing');
      expect(all).not.toMatch(secret);
      expect(allIn((await exportFile(outsider, slug, format)).bytes)).not.toMatch(secret);
    });

    test('of the site: for somebody outside, and for a member who asks for what is public', async () => {
      const outside = allIn(await bytesOf(answerOf(own[format], outsider, path)));
      const open = allIn(await bytesOf(answerOf(own[format], editor, `${path}?public=1`)));
      for (const all of [outside, open]) {
        expect(all).toContain('passing');
        expect(all).not.toMatch(secret);
      }
    });

    test('says of no row that it is open, to whoever does not see statuses', async () => {
      const { bytes } = await exportFile(outsider, slug, format);
      const hidden = await exportFile(editor, slug, format);
      for (const all of [allIn(bytes), allIn(hidden.bytes)]) {
        expect(all).toContain('passing');
        expect(all).not.toMatch(/○O|Not discussed/);
      }
    });

    test('with a link', async () => {
      const all = allIn(await bytesOf(answerOf(shared[format], outsider, `/shared/${token}`)));
      expect(all).toContain('passing');
      expect(all).not.toMatch(secret);
    });

    test('a member’s own has what they may see, and says what must not be passed on', async () => {
      const all = allIn(await bytesOf(answerOf(own[format], editor, path)));
      expect(all).toMatch(/zanzibar/);
      expect(all).toMatch(/quillfoil/);
      expect(all).toContain('LIMITE – not for distribution');
      expect(all).not.toMatch(/marzipan|2042\/1/);
    });

    test('it comes under its name and type, and is kept by nobody on the way', async () => {
      const { headers } = await answerOf(own[format], editor, path);
      const ending = format === 'akn' ? 'akn.xml' : format;
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="2041-0002-COD four-column table.${ending}"`,
      );
      expect(headers.get('content-type')).toMatch(/^application\/(vnd\.openxml|akn\+xml)/);
      expect(headers.get('cache-control')).toBe('no-store');
    });
  });
});
