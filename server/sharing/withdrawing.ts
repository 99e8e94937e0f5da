/** What ends links from outside: the mark of what they name. */
export { withdrawLinksTo } from './queries.ts';
