/**
 * Goes to a page of this site anew, with everything of this one forgotten; an address that leads elsewhere leads home. Never answers: whoever
 * waits stays busy until the page is gone.
 */
export function leaveFor(to: unknown): Promise<never> {
  location.assign(addressHere(to, location.origin))
  return new Promise<never>(() => undefined)
}

/**
 * The whole address of a page of `origin`; its home for what is no path of it. What the text looks like tells nothing: browsers drop tabs and line ends, take `\` for `/`, and
 * resolve `/.//host` to a path that is another host when it is resolved again. So what they make of it is compared, and given.
 */
export function addressHere(to: unknown, origin: string): string {
  const home = new URL('/', origin)
  if (typeof to !== 'string' || !to.startsWith('/')) return home.href
  const meant = URL.parse(to, home)
  return meant?.origin === home.origin ? meant.href : home.href
}
