const secretKey = /password|passwd|token|secret|authorization|cookie|api[-_]?key|private[-_]?key/i
const hidden = '[redacted]'

/** `name@host.tld` in any script, also as a query string has it. The versions of packages in a stack (`valibot@1.5.0`) are none. */
const addresses =
  /(?:"[^"\n]{1,64}"|[^\s@"'<>()[\]{},;:=\\/?&]{1,64})(?:@|%40)(?:(?:[\p{L}\p{M}\p{N}-]|%[\da-f]{2}){1,63}\.){1,8}(?:\p{L}|%[\da-f]{2})(?:[\p{L}\p{M}\p{N}-]|%[\da-f]{2}){1,62}/giu

/**
 * A text without what can be told by its look and is nobody else's: our API keys and the tokens
 * of invitations, of calendars and of quotes, bearer tokens, the passwords of URLs, and e-mail addresses.
 */
export const redactText = (text: string): string =>
  withoutAddresses(text)
    .replace(/\b(invitations?\/)[\w-]{40,}/g, `$1${hidden}`)
    .replace(/((?:\/q|\bpublic\/quotes)\/)[\w-]{16,}\.?[\w-]*/g, `$1${hidden}`)
    .replace(/\b(calendar-feeds?\/)[\w-]{40,}/g, `$1${hidden}`)
    .replace(/\bsx_[\w-]{6,}/g, `sx_${hidden}`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`)
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s/]+@/gi, `$1:${hidden}@`)

/** Most texts have none, and looking for one is slow. */
const withoutAddresses = (text: string): string =>
  /@|%40/.test(text) ? text.replace(addresses, '[e-mail]') : text

/**
 * What an error says, as it may leave the process: without the values of a statement that failed, which stand in the message of drizzle, and in that of
 * Postgres where a value cannot be read (class 22, and the syntax of what is searched for).
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return redactText(String(error))
  return redactText(withoutValues(error))
}

function withoutValues(error: Error): string {
  const [said = ''] = error.message.split('\nparams:', 1)
  const code = 'code' in error ? String(error.code) : ''
  return error.name === 'PostgresError' && /^(22...|42601|P0001)$/.test(code)
    ? said.replace(/".*"/s, hidden)
    : said
}

/** The stack of an error, in which its message stands once more. */
export const stackOf = (error: Error): string =>
  redactText((error.stack ?? '').replaceAll(error.message || '\0', () => messageOf(error)))

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

// The query of a database error, its parameters and what Postgres tells of them hold people's data; its code and place say enough.
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
  'params',
  'where',
  'internal_query',
])

function errorParts(error: Error, next: (part: unknown) => unknown): Record<string, unknown> {
  const own = Object.entries(error).filter(([key]) => !ofNoUse.has(key))
  return {
    name: error.name,
    message: next(messageOf(error)),
    ...members(own, next),
    stack: next(stackOf(error)),
    ...(error.cause === undefined ? {} : { cause: next(error.cause) }),
  }
}
