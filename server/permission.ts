/** The one rule of `domain/permission.ts`, asked on what is stored. */
import { DomainError } from '#domain/errors.ts';
import {
  type Action,
  type ItemKind,
  type Level,
  type LinkKind,
  may,
  type Visibility,
} from '#domain/permission.ts';
import type { Link, User, Visitor } from './context.ts';

/** A thing with a mark of its own. */
export interface Marked {
  readonly kind: ItemKind;
  readonly id: string;
  readonly visibility: Visibility;
  /** Of a draft: who began it. */
  readonly createdBy?: string | null;
}

/** What a right is asked on. */
export interface Protected {
  readonly workspaceId: string;
  /** From the procedure in to the thing itself; empty for the workspace. */
  readonly items: readonly Marked[];
}

export function onWorkspace(workspaceId: string): Protected {
  return { workspaceId, items: [] };
}

export interface MarkedProcedure {
  readonly id: string;
  readonly workspaceId: string;
  readonly visibility: Visibility;
}

export function onProcedure({ id, workspaceId, visibility }: MarkedProcedure): Protected {
  return { workspaceId, items: [{ kind: 'procedure', id, visibility }] };
}

/** On a draft, a position or a statement of that procedure. */
export function onItem(procedure: MarkedProcedure, item: Marked): Protected {
  return { workspaceId: procedure.workspaceId, items: [...onProcedure(procedure).items, item] };
}

export function visitorMay(visitor: Visitor, action: Action, thing: Protected): boolean {
  const role = visitor.roles.get(thing.workspaceId) ?? null;
  const levels = thing.items.map((item) => levelOf(visitor, item));
  return may({ role, levels, link: linkOn(visitor.link, thing) }, action);
}

function levelOf({ named, user }: Visitor, { kind, id, visibility, createdBy }: Marked): Level {
  const isOwnDraft = kind === 'draft' && user !== null && createdBy === user.id;
  return { kind, visibility, named: named.get(itemKey(kind, id)) ?? null, isOwnDraft };
}

/** A link counts for the thing that it names and for what is part of that, nothing beside it. */
function linkOn(link: Link | null, { items }: Protected): LinkKind | null {
  if (!link) return null;
  const [procedure, ...inner] = items;
  if (procedure?.id !== link.procedureId) return null;
  const draft = inner.find(({ kind }) => kind === 'draft');
  return (draft?.id ?? null) === link.draftId ? link.kind : null;
}

/** Under which a visitor's roles by name are kept: "draft:0193…". */
export function itemKey(kind: ItemKind, id: string): string {
  return `${kind}:${id}`;
}

/**
 * Throws unless the visitor may. Whoever is asked to sign in learns that the thing is there, so
 * ask first whether they may read it, or for the person before anything is looked up. Somebody
 * of another workspace is told that it is not there.
 */
export function requireMay(visitor: Visitor, action: Action, thing: Protected): void {
  if (visitorMay(visitor, action, thing)) return;
  if (visitor.user === null)
    throw new DomainError('not-signed-in', 'Sign in to do this; your place is kept.');
  if (!visitor.roles.has(thing.workspaceId) || isHiddenFrom(visitor, thing))
    throw new DomainError('not-found', notThere);
  throw new DomainError(
    'not-allowed',
    'Your role in this workspace does not allow this. Ask an owner for a wider role.',
  );
}

/** Who is not named on what is restricted does not learn that it is there. */
function isHiddenFrom({ named }: Visitor, { items }: Protected): boolean {
  return items.some(
    ({ kind, id, visibility }) => visibility === 'restricted' && !named.has(itemKey(kind, id)),
  );
}

export const notThere = 'There is nothing here, or it is not shared with you.';

/** The person who asks, for what only somebody signed in can do. */
export function requireUser(visitor: Visitor): User {
  if (visitor.user === null)
    throw new DomainError('not-signed-in', 'Sign in to do this; your place is kept.');
  return visitor.user;
}
