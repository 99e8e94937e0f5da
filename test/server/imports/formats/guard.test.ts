import { describe, expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import { decode } from '#server/imports/formats/decode.ts';
import { largestFile } from '#server/imports/formats/guard.ts';
import { asTooDeep } from '#server/imports/formats/nesting.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { at, bytesOf, fixtureBytes } from './support.ts';
import { wordFile, zipped } from './word-support.ts';

const proposal = new TextDecoder().decode(fixtureBytes('proposal.xhtml'));
const act = new TextDecoder().decode(fixtureBytes('act.fmx.xml'));

function refusalOf(bytes: Uint8Array): DomainError {
  try {
    readDocument(bytes);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('The file was not refused.');
}

function binary(...head: number[]): Uint8Array {
  return Uint8Array.from([...head, ...Array<number>(64).fill(0)]);
}

describe('what is no document of the institutions is refused, and the sentence says what it is', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(0), /the file is empty/],
    ['blanks', bytesOf('  \n '), /holds no markup/],
    ['plain text', bytesOf('Dear Sir or Madam,'), /holds no markup/],
    ['JSON of another kind', bytesOf('{"a": 1}'), /JSON that holds neither amendments/],
    ['a PNG', binary(0x89, 0x50, 0x4e, 0x47), /a picture \(PNG\)/],
    ['a JPEG', binary(0xff, 0xd8, 0xff, 0xe0), /a picture \(JPEG\)/],
    ['a PDF', bytesOf('%PDF-1.7 …'), /a PDF file; take the HTML version/],
    ['a ZIP', zipped({ 'L_2022265EN.xml': '<ACT/>' }), /a ZIP archive; unpack it/],
    ['an Excel workbook', zipped({ 'xl/workbook.xml': '<workbook/>' }), /an Excel workbook/],
    ['a presentation', zipped({ 'ppt/presentation.xml': '<p/>' }), /a presentation/],
    ['an OpenDocument file', zipped({ 'content.xml': '<c/>' }), /OpenDocument file; save it as/],
    [
      'a Word document without its text',
      zipped({ 'word/styles.xml': '<styles/>' }),
      /word\/document\.xml is missing/,
    ],
    ['a Word document of another kind', wordFile('<w:p/>'), /neither amendments in Parliament/],
    ['a package without a proposal', zipped({ 'main.xml': '<rss/>' }), /its root is <rss>/],
    ['an old Word file', binary(0xd0, 0xcf, 0x11, 0xe0), /an old Word or Excel file/],
    ['something binary', binary(1, 2, 3), /the file is not text/],
    [
      'another site',
      bytesOf('<!doctype html><html><body><p>Buy!</p></body></html>'),
      /a web page of another kind/,
    ],
    [
      'a Formex descriptor',
      bytesOf('<DOC><BIB.DOC/></DOC>'),
      /descriptor of a document .* take the file/,
    ],
    ['a table of contents', bytesOf('<PUBLICATION><OJ/></PUBLICATION>'), /table of contents/],
    ['other XML', bytesOf('<rss version="2.0"><channel/></rss>'), /its root is <rss>/],
    [
      'an act without content',
      bytesOf('<ACT><TITLE/></ACT>'),
      /no recital, article, annex or amendment/,
    ],
  ])('%s', (_, bytes, sentence) => {
    const refusal = refusalOf(bytes);
    expect(refusal.code).toBe('bad-input');
    expect(refusal.message).toMatch(sentence);
    expect(refusal.message).toMatch(/^Expected /);
  });

  test('a file that is too large is refused by its size alone', () => {
    const bytes = new Uint8Array(200 * 1024 * 1024);
    const started = performance.now();
    expect(refusalOf(bytes)).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('200 MB') as string,
    });
    expect(performance.now() - started).toBeLessThan(50);
    expect(largestFile).toBe(20 * 1024 * 1024);
  });
});

describe('files that are cut off', () => {
  test('XML is refused', () => {
    const { code, message } = refusalOf(bytesOf(act.slice(0, act.length / 2)));
    expect(code).toBe('bad-input');
    expect(message).toMatch(/breaks off or is damaged/);
  });

  test('a web page is refused', () => {
    const { message } = refusalOf(bytesOf(proposal.slice(0, proposal.length / 2)));
    expect(message).toMatch(/breaks off before its end/);
  });
});

describe('markup that is made to do harm', () => {
  const withDoctype = (doctype: string) => act.replace('<ACT', `${doctype}<ACT`);

  test.each([
    ['an external entity', '<!DOCTYPE ACT [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ['a billion laughs', '<!DOCTYPE ACT [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'],
    ['a parameter entity', '<!DOCTYPE ACT [ %remote; ]>'],
  ])('%s is refused', (_, doctype) => {
    expect(refusalOf(bytesOf(withDoctype(doctype))).message).toMatch(
      /declares entities of its own/,
    );
  });

  test('so it is in HTML and in UTF-16', () => {
    const html = proposal.replace(/<!DOCTYPE[^>]*>/, '<!DOCTYPE html [<!ENTITY x "y">]>');
    expect(refusalOf(bytesOf(html)).message).toMatch(/declares entities/);
    const utf16 = Buffer.from(
      `\uFEFF${withDoctype('<!DOCTYPE ACT [<!ENTITY x "y">]>')}`,
      'utf16le',
    );
    expect(refusalOf(utf16).message).toMatch(/declares entities/);
  });

  test('a plain document type is no harm', () => {
    expect(proposal).toContain('<!DOCTYPE html');
    expect(readDocument(bytesOf(proposal)).counts.articles).toBe(7);
  });

  test('an entity that nobody declared is no way out', () => {
    const { message } = refusalOf(bytesOf(act.replace('gardens', '&secret;')));
    expect(message).toMatch(/breaks off or is damaged/);
  });

  const nested = (open: string, close: string, times: number) =>
    `${open.repeat(times)}one${close.repeat(times)}`;
  const inAct = (xml: string) => act.replace('<ENACTING.TERMS>', (tag) => `${tag}${xml}`);
  const inPage = (html: string) => proposal.replace('<body>', `<body>${html}`);

  test.each([
    ['of XML that breaks off', `<ACT>${'<P>'.repeat(100_000)}`],
    ['of XML paragraphs', inAct(nested('<P>', '</P>', 20_000))],
    ['of XML cells', inAct(nested('<TD>', '</TD>', 20_000))],
    ['of XML items', inAct(nested('<LI>', '</LI>', 20_000))],
    ['behind signs in attributes', inAct(nested('<P A="/>">', '</P>', 20_000))],
    ['of HTML', inPage('<div>'.repeat(100_000))],
    ['of HTML with stray ends', inPage('<div></x>'.repeat(50_000))],
    ['of HTML that XML would close', inPage('<div/>'.repeat(50_000))],
    ['of tables', inPage('<table><tr><td>'.repeat(50_000))],
  ])('bottomless nesting %s is refused', (_, text) => {
    expect(refusalOf(bytesOf(text)).message).toMatch(/nested more than 200 deep, which no act is/);
  });

  test('what HTML closes by itself is not nested', () => {
    const html = inPage(`<ul>${'<li>one<br>'.repeat(1000)}</ul>${'<p>two'.repeat(1000)}`);
    expect(readDocument(bytesOf(html)).counts.articles).toBe(7);
  });

  test('nesting inside of comments, instructions and character data is none', () => {
    const deep = '<P>'.repeat(1000);
    const xml = inAct(`<!-- ${deep} --><?PAGE ${deep}?><P><![CDATA[${deep}]]></P>`);
    expect(readDocument(bytesOf(xml)).counts.articles).toBe(8);
  });

  test('a reader that calls itself too often is the file’s fault, and other errors are ours', () => {
    const callForEver = (): number => 1 + callForEver();
    const message = expect.stringContaining('nested more than 200 deep') as string;
    expect(asTooDeep(thrownBy(callForEver))).toMatchObject({ code: 'bad-input', message });
    const other = thrownBy(() => 'x'.repeat(-1));
    expect(asTooDeep(other)).toBe(other);
  });

  function thrownBy(work: () => unknown): unknown {
    try {
      return work();
    } catch (error) {
      return error;
    }
  }

  test.each([
    ['XML', `<ACT>${'<P>a</P>'.repeat(2_400_000)}`],
    ['HTML', inPage('<p>a</p>'.repeat(2_400_000))],
  ])('more markup than any act has is refused before it is read, in %s', (_, text) => {
    const bytes = bytesOf(text);
    const started = performance.now();
    expect(refusalOf(bytes).message).toMatch(/has more than 250 000 tags/);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('so are more provisions than any act has', () => {
    const paragraphs = inAct(
      `<ARTICLE><TI.ART>Article 9</TI.ART>${'<P>a</P>'.repeat(40_000)}</ARTICLE>`,
    );
    expect(refusalOf(bytesOf(paragraphs)).message).toMatch(/it has 40\d\d\d provisions/);
  });

  test.each([
    ['document types', `<html>${'<!DOCTYPE'.repeat(500_000)}`],
    ['classes', `<html>${'<p class="'.repeat(500_000)}`],
    [
      'stray lines',
      act.replace('<ENACTING.TERMS>', (tag) => `${tag}${'<P>one</P>'.repeat(100_000)}`),
    ],
    [
      'like articles',
      act.replace(
        '<ENACTING.TERMS>',
        (tag) => `${tag}${'<ARTICLE><TI.ART>Article 1</TI.ART></ARTICLE>'.repeat(50_000)}`,
      ),
    ],
    ['opening brackets', '<'.repeat(3_000_000)],
    ['unclosed comments', `<html>${'<!--'.repeat(500_000)}`],
    ['paragraphs', `<html>${'<p class="Titrearticle">Article 1'.repeat(60_000)}</html>`],
    ['quotation marks', act.replace('gardens', '‘'.repeat(500_000))],
    ['blanks', act.replace('gardens', `a${' '.repeat(1_000_000)}b`)],
    ['deletions', act.replace('gardens', '▌ '.repeat(500_000))],
    ['digits', act.replace('gardens', '1'.repeat(1_000_000))],
  ])('a million %s are read or refused in little time', (_, text) => {
    const started = performance.now();
    try {
      readDocument(bytesOf(text));
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('encodings', () => {
  const accents = act.replace('gardens', 'gärdens');

  test.each<[string, Uint8Array]>([
    ['UTF-8', bytesOf(accents)],
    ['UTF-8 with a mark', bytesOf(`\uFEFF${accents}`)],
    ['UTF-16', Buffer.from(`\uFEFF${accents.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    [
      'ISO 8859-1 as declared',
      Buffer.from(toLatin(accents).replace('UTF-8', 'ISO-8859-1'), 'latin1'),
    ],
  ])('%s', (_, bytes) => {
    expect(at(readDocument(bytes), 'art_1/par_3')).toBe('It does not apply to lamps in gärdens.');
  });

  test('UTF-16 with the other order of bytes', () => {
    const bytes = Buffer.from('\uFEFFÄ', 'utf16le').swap16();
    expect(decode(bytes)).toBe('Ä');
  });

  test('what is not in the declared encoding is refused', () => {
    const bytes = Buffer.from(toLatin(accents), 'latin1');
    expect(refusalOf(bytes).message).toMatch(/Expected text in UTF-8/);
  });

  function toLatin(text: string): string {
    return text.replace(/[‘’]/g, "'").replace(/[—–]/g, '-');
  }
});
