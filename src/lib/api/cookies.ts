/**
 * The cookies of a request once some were set or taken away while it was answered: what is asked
 * of the API after that is asked with these.
 */
export function withChanges(cookie: string, setCookies: readonly string[]): string {
  const kept = new Map(cookie.split(/;\s*/).filter(Boolean).map(nameAndValue));
  for (const line of setCookies) {
    const [name, value] = nameAndValue(line.split(';', 1)[0] ?? '');
    if (/;\s*max-age=0(;|$)/i.test(line)) kept.delete(name);
    else kept.set(name, value);
  }
  return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
}

function nameAndValue(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1)];
}
