/** The decisions about rows by which a table is put together. */
export { type HoldingDecision, listHolding } from './queries.ts';
