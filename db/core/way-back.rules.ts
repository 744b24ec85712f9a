/**
 * The whole address of a page of `origin`; its home for what is no path of it. What the text looks like tells nothing: browsers drop tabs and line ends, take `\` for `/`, and
 * resolve `/.//host` to a path that is another host when it is resolved again. So what they make of it is compared, and given.
 */
export function addressHere(to: unknown, origin: string): string {
  const home = new URL('/', origin)
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, home.href)) return home.href
  const meant = new URL(to, home.href)
  return meant.origin === home.origin ? meant.href : home.href
}

/** The same without the site, for a redirect: whoever came by another name of this machine stays with it. */
export function pathHere(to: unknown): string {
  const { pathname, search, hash } = new URL(addressHere(to, 'https://here.invalid'))
  return pathname.startsWith('//') ? '/' : `${pathname}${search}${hash}`
}
