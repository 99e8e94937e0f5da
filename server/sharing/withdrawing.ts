/** What ends links from outside: the mark of what they name, and their maker’s right to make them. */
export { withdrawLinksBy } from './links.ts';
export { withdrawLinksTo } from './queries.ts';
