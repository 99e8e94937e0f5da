/** Consolidated texts on EUR-Lex's pages: the three ways in which they set out lists. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '#server/imports/formats/read-document.ts';
import { at, bytesOf, pathsOf } from './support.ts';

const title = `<p class="title-doc-first">REGULATION (EU) 2099/5</p><p class="title-doc-first">of 3 March 2099</p><p class="title-doc-last">on lighthouses</p>`;
const front = `<p class="reference">02099R0005 — EN — 04.05.2100 — 001.002</p>
  <p class="disclaimer">This text is a documentation tool.</p>
  <table><tr><td><p class="arrow">►B</p></td><td>${title}</td></tr></table>
  <p class="hd-modifiers">Amended by:</p>
  <table><tr><td><p class="arrow">►M1</p></td><td><p class="title-fam-member-star">REGULATION (EU) 2100/1</p></td></tr></table>
  <hr class="separator"/><p class="arrow">▼B</p>`;

function page(body: string): Uint8Array {
  return bytesOf(`<html><body>${front}${title}${body}</body></html>`);
}

const chapter = `<p class="title-division-1">CHAPTER I</p><p class="title-division-2">LAMPS</p>`;

describe('a page of the newer kind', () => {
  const grid = (mark: string, words: string) =>
    `<div class="grid-container grid-list"><div class="list grid-list-column-1"><span>${mark} </span></div><div class="grid-list-column-2">${words}</div></div>`;
  const p = (words: string) => `<p class="norm">${words}</p>`;
  const document = readDocument(
    page(`${chapter}
      <div class="eli-subdivision" id="art_1"><p class="title-article-norm">Article 1</p>
        <div class="eli-title"><p class="stitle-article-norm">Light</p></div>
        <div class="norm"><span class="no-parag">1.  </span><div class="norm inline-element">
          <p class="norm inline-element">Keepers light (<a href="#E0001" id="src.E0001"><span class="superscript">1</span></a>):</p>
          <p class="modref"><a href="#">▼M1</a></p>
          ${grid('(a)', p('lamps:') + grid('(i)', p('►M1 big; ◄')) + grid('(ii)', p('small;')))}
          ${grid('(aa)', p('mirrors.'))}
          ${grid('(b)', p('—————'))}
        </div></div>
        <div class="norm"><span class="no-parag">2.  </span><div class="norm inline-element">Nobody else does.</div></div>
      </div>
      <hr class="separator-annex"/><div id="anx_I"><p class="title-annex-1">ANNEX I</p><p class="title-annex-2">Colours</p>
        <table class="borderOj"><tr><td><p class="tbl-norm">red</p></td><td><p class="tbl-norm">port</p></td></tr></table></div>
      <hr class="separator-short"/><p class="footnote">(<a href="#src.E0001" id="E0001">1</a>) A note.</p>`),
  );

  test('says which text it is, and from which day it holds', () => {
    expect(document).toMatchObject({
      format: 'consolidated-html',
      language: 'en',
      number: 'Regulation (EU) 2099/5',
      date: '2100-05-04',
      title: 'REGULATION (EU) 2099/5 of 3 March 2099 on lighthouses',
    });
  });

  test('has its paragraphs, points and annexes, without marks of changes and footnotes', () => {
    expect(pathsOf(document)).toEqual([
      'title',
      'chp_1',
      'art_1',
      'art_1/par_1',
      'art_1/par_1/pt_a',
      'art_1/par_1/pt_a/pt_i',
      'art_1/par_1/pt_a/pt_ii',
      'art_1/par_1/pt_aa',
      'art_1/par_2',
      'anx_I',
      'anx_I/tbl_1',
    ]);
    expect(at(document, 'art_1')).toBe('Light');
    expect(at(document, 'art_1/par_1')).toBe('Keepers light:');
    expect(at(document, 'art_1/par_1/pt_a/pt_i')).toBe('big;');
    expect(at(document, 'art_1/par_2')).toBe('Nobody else does.');
    expect(document.unread.map(({ where }) => where)).toEqual(['Deleted provisions', 'Footnotes']);
  });
});

test('a page of the older kind hangs the numbers of its lists out to the left', () => {
  const box = (words: string) =>
    `<div style="margin-left: 30pt; text-indent: -30pt">${words}</div>`;
  const p = (mark: string, words: string) =>
    `<p class="norm">${mark}<span style="word-spacing: 18pt"></span>${words}</p>`;
  const document = readDocument(
    page(`<div class="preamble"><p class="norm">THE COUNCIL OF THE EUROPEAN UNION,</p>
      <p class="norm">Having regard to the Treaty,</p>Whereas:
      <table><tr><td><p class="norm">(1)</p></td><td><p class="norm">It is dark.</p></td></tr></table>
      <p class="norm">HAS ADOPTED THIS REGULATION:</p></div>
      <table><tr><td><p class="toc-item">CHAPTER I</p></td><td><p class="toc-item">LAMPS</p></td></tr></table>
      ${chapter}<p class="title-article-norm">Article 1</p>
      <p class="norm">1.  Keepers light:</p>
      ${box(p('a)', 'lamps:') + box(p('—', 'big,')) + box(p('—', 'small.')))}
      ${box(p('b)', 'mirrors.'))}
      <p class="norm">They do so at night.</p>`),
  );
  expect(pathsOf(document)).toEqual([
    'title',
    'cit_1',
    'rec_1',
    'chp_1',
    'art_1',
    'art_1/par_1',
    'art_1/par_1/pt_a',
    'art_1/par_1/pt_a/ind_1',
    'art_1/par_1/pt_a/ind_2',
    'art_1/par_1/pt_b',
    'art_1/par_1/sub_2',
  ]);
  expect(at(document, 'art_1/par_1/pt_b')).toBe('mirrors.');
});
