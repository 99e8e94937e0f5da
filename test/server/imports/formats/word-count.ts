/**
 * A count of words that knows nothing of the readers: markup is cut away with a few regular
 * expressions, and what is left are words. It shows whether a reader loses or doubles any.
 */
const inline =
  /<\/?(?:span|a|b|i|em|strong|sup|sub|HT|FT|DATE|QUOT\.(?:START|END)|REF\.DOC(?:\.OJ)?)\b[^>]*>/g;

export function plainWords(markup: string): Map<string, number> {
  const text = markup
    .replace(/<!--[^]*?-->|<\?[^]*?\?>/g, '')
    .replace(inline, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&[a-z]+;/g, ' ');
  return countWords(text);
}

export function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/\p{L}+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** What part of the first words stands in the second: 1 is all. */
export function coverage(of: Map<string, number>, by: Map<string, number>): number {
  let found = 0;
  let all = 0;
  for (const [word, count] of of) {
    all += count;
    found += Math.min(count, by.get(word) ?? 0);
  }
  return all === 0 ? 0 : found / all;
}

/** Formex without footnotes, numbers and signatures, from the first recital on. */
export function formexBody(xml: string): string {
  const from = Math.max(0, xml.search(/<GR\.CONSID>|<ENACTING\.TERMS>|<TITLE><TI><P>ANNEX/));
  return xml
    .slice(from)
    .replace(/<NOTE\b[^]*?<\/NOTE>/g, '')
    .replace(
      /<(NO\.P|NO\.PARAG|NO\.GR\.SEQ|GR\.CONSID\.INIT|PREAMBLE\.FINAL|SIGNATURE)>[^]*?<\/\1>/g,
      ' ',
    )
    .replace(/<CONSID><P>Whereas:<\/P><\/CONSID>/, '')
    .replace(/<TI\.ART>[^]*?<\/TI\.ART>|<TI><P>(?:CHAPTER|ANNEX)[^]*?<\/TI>/g, ' ');
}

/** A proposal from its first recital to "Done at", without marks of footnotes and numbers. */
export function proposalBody(html: string): string {
  const from = html.search(/<p[^>]*class="li ManualConsidrant/);
  return html
    .slice(from, html.search(/<p[^>]*class="Fait/))
    .replace(/<span class="FootnoteReference">[^]*?<\/span>/g, '')
    .replace(/<span class="num"><span>[^<]*<\/span><\/span>/g, ' ')
    .replace(/HA(?:VE|S) ADOPTED THIS (?:REGULATION|DECISION):/, '')
    .replace(/(?<=class="Titrearticle\w*">\s*<span>)Article \d+/g, '')
    .replace(/(?<=class="(?:Chapter|Section)Title">\s*<span>)\w+ [IVX\d]+/gi, '');
}

/** An act of the Official Journal from its first recital to its last article, and its annexes. */
export function ojBody(html: string): string {
  const from = html.indexOf('id="rct_1"');
  const annex = html.search(/id="anx_/);
  const body = html.slice(from, html.indexOf('class="oj-final"', from));
  const annexes = annex < 0 ? '' : html.slice(annex, html.indexOf('<hr', annex));
  return `<p ${body}><p ${annexes}>`
    .replace(/<a [^>]*href="#ntr[^]*?<\/a>/g, '')
    .replace(/HAVE ADOPTED THIS REGULATION:/, '');
}

/**
 * Akoma Ntoso from its first recital to its conclusions, with the annex that it names, without
 * footnotes, numbers and what is struck.
 */
export function aknBody(xml: string): string {
  const text = xml.slice(xml.search(/<(?:bill|act)[\s>]/));
  const from = text.search(/<recital[\s>]/);
  return `${text.slice(from, text.search(/<conclusions[\s>]/))} ${aknAnnex(xml)}`
    .replace(/<authorialNote\b[^]*?<\/authorialNote>/g, '')
    .replace(/<(\w+)\b[^>]*leos:softaction="(?:del|move_to)"[^]*?<\/\1>/g, '')
    .replace(/<formula\b[^]*?<\/formula>/g, '')
    .replace(/(?<=<article\b[^>]*>\s*)<num\b[^]*?<\/num>/g, ' ')
    .replace(/<num\b[^>]*>[^<]{0,12}<\/num>/g, ' ');
}

function aknAnnex(xml: string): string {
  const name = /<attachments>\s*<componentRef[^>]*"#(\w+)"/.exec(xml)?.[1];
  const at = name === undefined ? -1 : xml.indexOf(`<component id="${name}"`);
  return at < 0 ? '' : xml.slice(xml.indexOf('<mainContent>', at), xml.indexOf('</component>', at));
}

/** A page of the Official Journal, with or without identifiers and the prefix "oj-". */
export function journalBody(html: string): string {
  const numbers =
    /<p[^>]*class="(?:oj-)?ti-(?:art|section-1)"[^>]*>\s*(?:<[^p][^>]*>\s*)*\p{L}+\s[IVXLC\d]+[a-z]?\s*(?:<\/span>\s*)*<\/p>|<td[^>]*>\s*<p class="(?:oj-)?normal">\s*(?:<span[^>]*>\s*)*\(?\w{1,5}[).](?:\s*<\/span>)*\s*<\/p>/gu;
  const first = html.search(/id="rct_1"|<p class="(?:oj-)?normal">\s*\(1\)/);
  const annexes = html
    .slice(Math.max(0, html.search(/class="(?:oj-)?final"/)))
    .match(
      /<p[^>]*class="(?:oj-)?doc-ti"[^>]*>\s*(?:<span[^>]*>\s*)*ANNEX[^]*?(?=<hr[^>]*class="(?:oj-)?(?:note|doc-end|doc-sep|separator)|<\/body)/g,
    );
  const last = html.search(/>\s*Done at /);
  const body = html.slice(first, last < 0 ? html.search(/<div[^>]*class="(?:oj-)?final"/) : last);
  return `<p ${body}> ${(annexes ?? []).join(' ')}`
    .replace(/\(?\s*<a [^>]*href="#ntr[^]*?<\/a>\s*\)?/g, '')
    .replace(/HA(?:VE|S) ADOPTED THIS (?:REGULATION|DIRECTIVE|DECISION):/, '')
    .replace(/(?<=class="(?:oj-)?doc-ti"[^>]*>\s*)ANNEX(?: [IVX]+)?(?=\s*<)/g, '')
    .replace(numbers, ' ');
}

/** A consolidated text without its contents, the marks of its changes, numbers and footnotes. */
export function consolidatedBody(html: string): string {
  const recital = html.search(/<p class="norm">\(1\)/);
  const from = recital < 0 ? html.search(/<p class="title-(?:division-1|article-norm)"/) : recital;
  return html
    .slice(from, html.search(/<hr class="separator-short"|<p class="footnote"|<\/body/))
    .replace(/<p class="(?:arrow|modref|toc-item|title-toc)"[^]*?<\/p>/g, '')
    .replace(/<p class="title-(?:article-norm|division-1)">[^]*?<\/p>/g, '')
    .replace(/<p class="title-gr-seq-level-1">PART \w<\/p>/g, '')
    .replace(/(?<=<p class="title-annex-1">)ANNEX [IVX]+/g, '')
    .replace(/\(<a href="#E[^]*?<\/a>\)/g, '')
    .replace(/<span>\(\w{1,4}\)\s*<\/span>|[►▼][A-Z]\d/g, '')
    .replace(/(?<=<p class="norm">)\(?\w{1,5}[).]?(?=<span|<\/p>)/g, ' ')
    .replace(/HA(?:VE|S) ADOPTED THIS (?:REGULATION|DIRECTIVE|DECISION):/, '');
}

/** The lines of an old page from its first recital to place and date. */
export function oldPageBody(html: string): string {
  return html
    .slice(html.search(/<p>\(1\)/), html.search(/<p>Done at/))
    .replace(/<p>(?:Article|TITLE|CHAPTER|Section) \w+<\/p>/g, '')
    .replace(/(?<=<p>)\(\w{1,4}\)/g, '')
    .replace(/HA(?:VE|S) ADOPTED THIS (?:REGULATION|DIRECTIVE|DECISION):/, '');
}

/** The English words of a tree, or those of its first language, without marks of footnotes. */
export function treeBody(json: string): string {
  const nodes = JSON.parse(json) as { type: string; text: Record<string, string> }[];
  return nodes
    .filter(({ type }) => type !== 'title')
    .map(({ text }) => (text['en'] ?? Object.values(text)[0] ?? '').replaceAll('<', ' '))
    .join('\n');
}
