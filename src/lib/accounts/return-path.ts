/**
 * Where to go after sign-in: the path that was asked for, if it lies on this site, else the
 * start. Anything that a browser could take for another site's address is dropped.
 */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/')) return '/';
  const here = 'https://here.invalid';
  if (!URL.canParse(wanted, here)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, here);
  // "/.//elsewhere.example" is read as the path "//elsewhere.example", which leads away.
  if (origin !== here || pathname.startsWith('//')) return '/';
  return isSignIn(pathname) ? '/' : pathname + search + hash;
}

/** Where to sign in, to come back here afterwards. */
export function signInAddress({ pathname, search }: URL): string {
  return `/sign-in?to=${encodeURIComponent(pathname + search)}`;
}

/** Where the second factor is asked for, on the way to a page. */
export function secondFactorAddress(to: string): string {
  return `/sign-in/second-factor?to=${encodeURIComponent(to)}`;
}

/** Why a page asks who one is, where a visitor might wonder; undefined for the others. */
export function whySignIn(path: string): string | undefined {
  return /^\/procedures\/[^/]+\/drafts\b/.test(path)
    ? 'Drafts are for the members of a workspace, also where the procedure is public.'
    : undefined;
}

function isSignIn(pathname: string): boolean {
  return /^\/(sign-in|sign-out|welcome|forgotten-password|reset-password|verify-email)(\/|$)/.test(
    pathname,
  );
}
