/** Akoma Ntoso as its versions and tools write it, in small. */
import { expect, test } from 'vitest';
import type { ImportedDocument } from '#server/imports/formats/imported-document.ts';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { at, bytesOf, pathsOf } from './support.ts';

const leos = 'xmlns:leos="urn:eu:europa:ec:leos"';
const namespace = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';

const meta = `<meta><identification><FRBRExpression>
  <FRBRdate date="2031-05-06"/><FRBRlanguage language="eng"/>
</FRBRExpression></identification></meta>`;

const preface = `<preface>
  <p><docketNumber>2031/0001 (COD)</docketNumber> <docNumber>COM(2031) 7 final</docNumber></p>
  <longTitle><p>
    <docStage>Proposal for a</docStage>
    <docType>REGULATION</docType>
    <docPurpose>on lighthouses</docPurpose>
  </p></longTitle>
</preface>`;

const preamble = `<preamble>
  <formula><p>THE EUROPEAN PARLIAMENT,</p></formula>
  <citations><citation><p>Having regard to the Treaty,</p></citation></citations>
  <recitals><intro><p>Whereas:</p></intro>
    <recital><num>(1)</num><p>Lights guide<authorialNote marker="1"><p>OJ L 1.</p></authorialNote>.</p></recital>
  </recitals>
</preamble>`;

const chapter = `<chapter><num>CHAPTER I</num><heading>General</heading>
  <article><num>Article 1</num><heading>Subject</heading>
    <paragraph><num>1.</num><list>
      <subparagraph refersTo="~INP"><content><p>This covers:</p></content></subparagraph>
      <point><num>(a)</num><content><p>light;</p></content></point>
      <point><num>(b)</num><list>
        <intro><p>sound, if</p></intro>
        <point><num>(i)</num><content><p>loud, or</p></content></point>
        <point><num>(ii)</num><content><p>near;</p></content></point>
      </list></point>
      <subparagraph refersTo="~WRP"><content><p>whatever the weather.</p></content></subparagraph>
    </list></paragraph>
    <paragraph><num>2.</num><content><p>Keepers keep <ref href="x">watch</ref> .</p></content></paragraph>
  </article>
</chapter>`;

function bill({ body = chapter, after = '' } = {}): string {
  return `<bill>${meta}${preface}${preamble}<body>${body}</body>
    <conclusions><p>Done at Brussels,</p></conclusions>${after}</bill>`;
}

function read(inside: string, xmlns = namespace): ImportedDocument {
  return readDocument(bytesOf(`<akomaNtoso xmlns="${xmlns}" ${leos}>${inside}</akomaNtoso>`));
}

test('a proposal says which it is, and every word has its place', () => {
  const document = read(bill());
  expect(document).toMatchObject({
    format: 'akoma-ntoso',
    language: 'en',
    number: 'COM(2031) 7 final',
    date: '2031-05-06',
    procedure: '2031/0001(COD)',
    title: 'Proposal for a REGULATION on lighthouses',
    counts: { citations: 1, recitals: 1, articles: 1, paragraphs: 2, points: 4 },
    warnings: [],
  });
  expect(pathsOf(document)).toEqual([
    'title',
    'cit_1',
    'rec_1',
    'chp_1',
    'art_1',
    'art_1/par_1',
    'art_1/par_1/pt_a',
    'art_1/par_1/pt_b',
    'art_1/par_1/pt_b/pt_i',
    'art_1/par_1/pt_b/pt_ii',
    'art_1/par_1/sub_2',
    'art_1/par_2',
  ]);
  expect(at(document, 'art_1/par_1/pt_b')).toBe('sound, if');
  expect(at(document, 'art_1/par_1/sub_2')).toBe('whatever the weather.');
  expect(at(document, 'rec_1')).toBe('Lights guide.');
  const unread = document.unread.map(({ where }) => where);
  expect(unread.toSorted()).toEqual(['Footnotes', 'Preamble', 'Signatures']);
});

test.each(['http://www.akomantoso.org/1.0', 'http://www.akomantoso.org/2.0', 'urn:other'])(
  'the version is not asked for: %s',
  (xmlns) => expect(pathsOf(read(bill(), xmlns))).toEqual(pathsOf(read(bill()))),
);

test('of a mandate made with LEOS, what was deleted or has moved away is not read', () => {
  const body = `<article><num>Article 1</num>
    <paragraph><num>1.</num><list>
      <point leos:softaction="move_to"><num>(a)</num><content><p>light;</p></content></point>
      <point leos:softaction="del"><num>(b)</num><content><p>smoke;</p></content></point>
      <point leos:softaction="add"><num>(-a)</num><content><p>sound;</p></content></point>
      <point leos:softaction="move_from"><num>(c)</num><content><p>light;</p></content></point>
    </list></paragraph>
    <paragraph leos:softaction="del"><num>2.</num><content><p>Gone.</p></content></paragraph>
  </article>
  <article leos:softaction="del"><num>Article 2</num><content><p>Gone.</p></content></article>`;
  const document = read(bill({ body }));
  expect(pathsOf(document).slice(3)).toEqual([
    'art_1',
    'art_1/par_1',
    'art_1/par_1/pt_-a',
    'art_1/par_1/pt_c',
  ]);
  expect(JSON.stringify(document)).not.toMatch(/smoke|Gone/);
});

test('a heading in a second number, alineas and introductions of older versions are read', () => {
  const body = `<article><num>Article 1</num><num>Subject</num>
    <introductory><content><p>This covers:</p></content></introductory>
    <point><num>(a)</num><content><p>light.</p></content></point>
    <alinea><content><p>And no more.</p></content></alinea>
  </article>`;
  const document = read(bill({ body }));
  expect(at(document, 'art_1')).toBe('Subject');
  expect(at(document, 'art_1/par_1')).toBe('This covers:');
  expect(at(document, 'art_1/par_1/pt_a')).toBe('light.');
  expect(at(document, 'art_1/par_1/sub_2')).toBe('And no more.');
});

test('a whole article in quotation marks is no article of the act', () => {
  const body = `<article><num>Article 1</num><content><p>This is inserted: <mod><quotedStructure>
    <article><num>Article 7a</num><content><p>Bells.</p></content></article>
  </quotedStructure></mod></p></content></article>`;
  const document = read(bill({ body }));
  expect(document.counts.articles).toBe(1);
  expect(JSON.stringify(document)).toContain('Bells.');
});

const annex = `<doc name="ANNEX"><preface><longTitle><p>ANNEX I</p></longTitle></preface>
  <mainBody><list><point><num>1.</num><content><p>Lamps</p></content></point></list>
    <table><tr><td><p>Height</p></td><td><p>Range</p></td></tr></table></mainBody></doc>`;

test('an annex is read where the file holds it, and named where it does not', () => {
  const held = read(
    bill({ after: `<attachments><attachment>${annex}</attachment></attachments>` }),
  );
  expect(at(held, 'anx_I/pt_1')).toBe('Lamps');
  expect(JSON.stringify(held)).toContain('Height | Range');
  const away =
    '<attachments><attachment><documentRef href="annex_1.xml"/></attachment></attachments>';
  expect(read(bill({ after: away })).unread).toContainEqual({
    where: 'Annexes',
    why: 'One stands in a file of its own: annex_1.xml',
  });
});

test('of a collection the proposal is read with the annex that it names; the rest is listed', () => {
  const after = '<attachments><componentRef href="#c3"/></attachments>';
  const document = read(`<documentCollection>${meta}</documentCollection><components>
    <component id="c1"><doc><mainBody><p>Why lights are needed</p></mainBody></doc></component>
    <component id="c2">${bill({ after })}</component>
    <component id="c3">${annex}</component></components>`);
  expect(document.counts).toMatchObject({ articles: 1, annexes: 1 });
  expect(document.unread).toContainEqual({
    where: 'Other documents of the collection',
    why: '“Why lights are needed”',
  });
});

test('an adopted act has its number from its title, and a draft’s day is none', () => {
  const never = meta.replace('2031-05-06', '9999-01-01');
  const title = '<preface><p>Directive 2031/9/EU of the European Parliament</p></preface>';
  const document = read(`<act>${never}${title}${preamble}<body>${chapter}</body></act>`);
  expect(document).toMatchObject({ number: 'Directive 2031/9/EU', date: null });
});

test.each([
  ['an empty amendment', '<amendment><amendmentBody/></amendment>', /no recital, article, annex/],
  [
    'the list of a package',
    '<documentCollection><collectionBody><component><documentRef href="bill_1.xml"/></component></collectionBody></documentCollection>',
    /only lists the files of a package .* take the one/,
  ],
  ['a debate', '<debate><debateBody/></debate>', /without a proposal or act \(it holds <debate>\)/],
  ['an empty proposal', '<bill><body/></bill>', /no recital, article, annex or amendment/],
])('%s is refused, and why', (_, inside, sentence) => {
  expect(() => read(inside)).toThrow(sentence);
});
