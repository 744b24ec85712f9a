/** Whether If-None-Match names this ETag (weak comparison, RFC 9110 section 13.1.2). */
export function isKnown(header: string | null, etag: string): boolean {
  if (!header) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some(one => one.trim().replace(/^W\//, '') === etag)
}

/**
 * The versions that If-Match names, one of which must be the record's: `"3"`, or an ETag we gave, `"3-…"`, or several of them. Undefined without
 * it and for `*`; a weak one never matches, nor one that is none of ours (strong comparison, RFC 9110 section 13.1.1).
 */
export function versionsOf(header: string | null): readonly number[] | undefined {
  if (!header || header.trim() === '*') return undefined
  return header.split(',').flatMap(one => {
    const [, quoted, plain] = /^(?:"(\d{1,15})(?:-[\w-]+)?"|(\d{1,15}))$/.exec(one.trim()) ?? []
    return quoted || plain ? [Number(quoted ?? plain)] : []
  })
}
