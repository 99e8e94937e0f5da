/** How large a file may be that somebody imports; pages say so before they send it. */
export const largestFile = 20 * 1024 * 1024;

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/** The sentence for a file over the limit; undefined for every other. */
export function tooLarge(bytes: number): string | undefined {
  if (bytes <= largestFile) return undefined;
  return `A file may have up to ${megabytes(largestFile)} MB, but this one has ${megabytes(bytes)} MB. ${advice}`;
}

const advice = 'An act has rarely more than 2 MB: check that it is the right file.';

/** Where it was so large that it was not read to its end. */
export const unreadAsTooLarge = `What was sent is larger than ${megabytes(largestFile)} MB, and nothing was stored. ${advice}`;
