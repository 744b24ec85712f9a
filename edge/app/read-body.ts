import { Fault, invalid } from '@sextant/db/core/errors'
import { malformed, Refusal } from './problem'

const limitBytes = 1024 * 1024
/** No shape of ours goes half as deep; whoever walks down a tree of 100,000 floors runs out of stack. */
const mostDepth = 100

const formType = 'application/x-www-form-urlencoded'

const tooLarge = () => new Refusal(413, 'too_large', 'A body has at most 1 MB.')

/**
 * The JSON body of a request; undefined when there is none. Refuses another content type or coding (415) and more than 1 MB (413)
 * before reading, and what has not come in time (408); throws `malformed` for what is no JSON or too deep, and `invalid` for texts that no database
 * can keep.
 */
export async function readJson(request: Request, withinMs = 9000): Promise<unknown> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  if (length > limitBytes) throw tooLarge()
  if (length === 0 || !request.body) return undefined
  refuseCoding(request)
  const type = typeOf(request)
  if (type !== 'application/json' && !/^application\/[\w.-]+\+json$/.test(type)) {
    // A POST without a body may come with an empty stream and no type.
    const empty = type === '' && (await readAll(request.body, withinMs)).byteLength === 0
    if (empty) return undefined
    throw new Refusal(415, 'unsupported_type', 'Send the body as application/json.', {
      accept: 'application/json',
    })
  }
  const bytes = await readAll(request.body, withinMs)
  return bytes.byteLength === 0 ? undefined : parseJson(bytes)
}

/** The fields of a form as a browser sends it by itself, the last of each name. Refuses like `readJson`. */
export async function readForm(request: Request, withinMs = 9000): Promise<Record<string, string>> {
  refuseCoding(request)
  if (typeOf(request) !== formType || !request.body)
    throw new Refusal(415, 'unsupported_type', `Send the form as ${formType}.`, { accept: formType })
  const fields = Object.fromEntries(
    new URLSearchParams(new TextDecoder().decode(await readAll(request.body, withinMs))),
  )
  if (!Object.entries(fields).flat().every(isKeepable)) throw unkeepableText()
  return fields
}

const typeOf = ({ headers }: Request) =>
  (headers.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase()

function refuseCoding({ headers }: Request) {
  const coding = headers.get('content-encoding')
  if (coding !== null && coding.trim().toLowerCase() !== 'identity')
    throw new Refusal(415, 'unsupported_coding', 'Send the body uncompressed.', {
      'accept-encoding': 'identity',
    })
}

async function readAll(stream: ReadableStream<Uint8Array>, withinMs: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  let late = false
  const reader = stream.getReader()
  // Reading ends here: a body that trickles in for ever holds nothing.
  const timer = setTimeout(() => {
    late = true
    void reader.cancel().catch(() => undefined)
  }, withinMs)
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (!value) continue
      size += value.byteLength
      if (size > limitBytes) throw tooLarge()
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
    if (size > limitBytes) void reader.cancel().catch(() => undefined)
  }
  if (late) throw new Refusal(408, 'too_slow', 'The body did not come in time.', { connection: 'close' })
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

function parseJson(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw notJson('The body is not UTF-8.')
  }
  if (isTooDeep(text))
    throw malformed([
      {
        pointer: '',
        code: 'too_deep',
        message: `At most ${mostDepth} objects or arrays lie within each other.`,
      },
    ])
  let unkeepable = false
  // NUL and half a character can be written as escapes; Postgres keeps neither.
  const suspicious = /\\u0000|\\ud[89a-f]/i.test(text)
  const check = (_key: string, value: unknown) => {
    if (typeof value === 'string' && !isKeepable(value)) unkeepable = true
    if (typeof value === 'object' && value !== null && !Object.keys(value).every(isKeepable))
      unkeepable = true
    return value
  }
  let parsed: unknown
  try {
    parsed = suspicious ? JSON.parse(text, check) : JSON.parse(text)
  } catch {
    throw notJson('The body is not JSON: a bracket, quote or comma is missing or too many.')
  }
  if (unkeepable) throw unkeepableText()
  return parsed
}

/** Whether brackets lie deeper within each other than allowed. Those in texts do not count. */
export function isTooDeep(text: string): boolean {
  if (text.length <= mostDepth) return false
  let depth = 0
  for (const [token] of text.matchAll(/[[{}\]]|"(?:[^"\\]|\\.)*"?/gs))
    if (token === '[' || token === '{') {
      depth += 1
      if (depth > mostDepth) return true
    } else if (token === ']' || token === '}') depth -= 1
  return false
}

const unkeepableText = () =>
  invalid([{ pointer: '', code: 'unkeepable_text', message: 'Remove the NUL or broken characters.' }])

const notJson = (message: string) =>
  new Fault('malformed', message, { problems: [{ pointer: '', code: 'malformed_json', message }] })

/** Whether Postgres can keep a text: no NUL, no lone surrogate. */
export const isKeepable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()
