/**
 * The accounts library has many more ways in than are meant to be open; these are the ones that
 * are, each with the permission that it stands under (domain/permission.ts), as the API's
 * procedures have. What our pages ask in their forms' actions is open to them alone.
 */
import type { Action } from '#domain/permission.ts';

type OwnAction = Extract<Action, 'sign-in' | 'own-account'>;

interface OpenPath {
  readonly permission: OwnAction;
  /** `pages`: our own pages, which are rendered in the same process. */
  readonly from: 'anywhere' | 'pages';
}

export const openPaths: Readonly<Record<string, OpenPath>> = {
  '/sign-in/email': { permission: 'sign-in', from: 'anywhere' },
  '/sign-in/demo': { permission: 'sign-in', from: 'anywhere' },
  '/sign-out': { permission: 'sign-in', from: 'anywhere' },
  '/sign-in/social': { permission: 'sign-in', from: 'pages' },
  '/callback/provider': { permission: 'sign-in', from: 'anywhere' },
  '/two-factor/verify-totp': { permission: 'sign-in', from: 'pages' },
  '/two-factor/verify-backup-code': { permission: 'sign-in', from: 'pages' },
  '/passkey/generate-authenticate-options': { permission: 'sign-in', from: 'anywhere' },
  '/passkey/verify-authentication': { permission: 'sign-in', from: 'anywhere' },
  '/passkey/generate-register-options': { permission: 'own-account', from: 'anywhere' },
  '/passkey/verify-registration': { permission: 'own-account', from: 'anywhere' },
  '/two-factor/enable': { permission: 'own-account', from: 'pages' },
  '/two-factor/disable': { permission: 'own-account', from: 'pages' },
  '/two-factor/generate-backup-codes': { permission: 'own-account', from: 'pages' },
  '/own-account/password': { permission: 'own-account', from: 'pages' },
};
