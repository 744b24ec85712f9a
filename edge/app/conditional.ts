/** Whether If-None-Match names this ETag (weak comparison, RFC 9110 section 13.1.2). */
export function isKnown(header: string | null, etag: string): boolean {
  if (!header) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some(one => one.trim().replace(/^W\//, '') === etag)
}

/** The version that If-Match names: `"3"`, or an ETag we gave, `"3-…"`. Undefined without one and for `*`; -1 for any that cannot match. */
export function versionOf(header: string | null): number | undefined {
  if (!header || header.trim() === '*') return undefined
  const version =
    /^"(\d{1,15})(?:-[\w-]+)?"$/.exec(header.trim())?.[1] ?? /^\d{1,15}$/.exec(header.trim())?.[0]
  return version === undefined ? -1 : Number(version)
}
