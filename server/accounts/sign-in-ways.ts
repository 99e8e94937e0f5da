/** The paths of the accounts library by which somebody gets in, and how the audit log calls each. */
export const signInWays: Readonly<Record<string, string>> = {
  '/sign-in/email': 'password',
  '/sign-in/demo': 'demo',
  '/two-factor/verify-totp': 'second factor',
  '/two-factor/verify-backup-code': 'backup code',
  '/passkey/verify-authentication': 'passkey',
  '/callback/:id': 'provider',
};
