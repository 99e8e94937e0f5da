/** How many of what, in words: "1 row", "2 rows". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What a document can hold, by the name of its count. */
const contents = {
  citations: ['citation', 'citations'],
  recitals: ['recital', 'recitals'],
  articles: ['article', 'articles'],
  paragraphs: ['paragraph', 'paragraphs'],
  points: ['point', 'points'],
  annexes: ['annex', 'annexes'],
  amendments: ['amendment', 'amendments'],
} as const;

/** "79 recitals", "1 annex": what there is of it; what there is none of is left out. */
export function countedContents(
  counts: Readonly<Record<keyof typeof contents, number>>,
): readonly string[] {
  return Object.entries(contents).flatMap(([name, [one, many]]) => {
    const count = counts[name as keyof typeof contents];
    return count > 0 ? [counted(count, one, many)] : [];
  });
}
