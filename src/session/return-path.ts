/**
 * The path to go back to after signing in, with query and fragment, if it is one of this app's own; else the app's
 * home. `home` is the app's address with a slash at its end. What comes in may be anybody's: it is never taken for an
 * address of another origin, nor for the callback itself.
 */
export function safeReturnPath(wanted: unknown, home: string): string {
  const base = new URL(home)
  if (typeof wanted !== 'string' || wanted.length > 4000 || !/^\/(?![/\\]|%2f|%5c)/i.test(wanted))
    return base.pathname
  if (/[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, base)) return base.pathname
  const { origin, pathname, search, hash } = new URL(wanted, base)
  const isOurs =
    origin === base.origin && pathname.startsWith(base.pathname) && !/^\/(\/|%2f|%5c)/i.test(pathname)
  const isCallback = pathname.slice(base.pathname.length).replace(/\/+$/, '') === 'callback'
  return isOurs && !isCallback ? pathname + search + hash : base.pathname
}
