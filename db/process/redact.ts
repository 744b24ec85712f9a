const secretKey = /password|passwd|token|secret|authorization|cookie|api[-_]?key|private[-_]?key/i
const hidden = '[redacted]'

/** A text without the secrets that can be told by their look: our API keys, bearer tokens, and the passwords of URLs. */
export const redactText = (text: string): string =>
  text
    .replace(/\bsx_[\w-]{6,}/g, `sx_${hidden}`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`)
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s/]+@/gi, `$1:${hidden}@`)

/**
 * A value as it may be written to a log: secrets hidden by key and by look, errors with their stack and causes,
 * bounded in depth, length and breadth, never circular.
 */
export function redact(value: unknown): unknown {
  return clean(value, 0, new Set())
}

function clean(value: unknown, depth: number, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return redactText(value.length > 8_000 ? `${value.slice(0, 8_000)}…` : value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`
  if (typeof value !== 'object' || value === null) return value
  if (above.has(value)) return '[circular]'
  if (depth > 6) return '[deeper]'
  const inside = new Set(above).add(value)
  const next = (part: unknown) => clean(part, depth + 1, inside)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Error) return errorParts(value, next)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value))
    return value.length > 100
      ? [...value.slice(0, 100).map(next), `[${value.length - 100} more]`]
      : value.map(next)
  return members(Object.entries(value), next)
}

const members = (entries: [string, unknown][], next: (part: unknown) => unknown) =>
  Object.fromEntries(
    entries.slice(0, 100).map(([key, part]) => [key, secretKey.test(key) ? hidden : next(part)]),
  )

// The query of a database error and its parameters hold people's data; its code and place say enough.
const ofNoUse = new Set([
  'name',
  'message',
  'stack',
  'cause',
  'query',
  'parameters',
  'args',
  'types',
  'detail',
])

function errorParts(error: Error, next: (part: unknown) => unknown): Record<string, unknown> {
  const own = Object.entries(error).filter(([key]) => !ofNoUse.has(key))
  return {
    name: error.name,
    message: next(error.message),
    ...members(own, next),
    stack: next(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: next(error.cause) }),
  }
}
