/**
 * A workspace is a coalition with all that it holds. One that was deleted is gone for everybody at
 * once, and its owners can bring it back for thirty days; then it is deleted for good.
 */
import { oneLine } from './one-line.ts';

const longestWorkspaceName = 120;
export const keptForDays = 30;

const day = 24 * 60 * 60 * 1000;

/** What is wrong with a workspace’s name; undefined if nothing is. */
export function workspaceNameProblem(written: string): string | undefined {
  const { length } = oneLine(written);
  if (length === 0) return 'Write a name for the workspace, such as the name of the coalition.';
  if (length <= longestWorkspaceName) return undefined;
  return `A workspace’s name has at most ${longestWorkspaceName} characters; this one has ${length}.`;
}

/** Until when a workspace deleted at that moment can be brought back. */
export function keptUntil(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + keptForDays * day);
}

/** A workspace deleted before this moment is not kept any more. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptForDays * day);
}
