import { parseCompact } from './compact.rules'
import type { Filter, FilterCatalogue, Parsed } from './filter.model'
import { checkFilter } from './filter.rules'

const maxFilterLength = 20_000

/**
 * The value of the query parameter `filter`: compact (`status:in:new,working;score:gte:60`), or the tree as JSON when it
 * begins with `{`. Problems point to `?filter`; `params.at` is the position in a compact text (from 0), `params.path`
 * the pointer into a JSON tree.
 */
export function parseFilter(text: string | null | undefined, catalogue: FilterCatalogue): Parsed {
  const written = (text ?? '').trim()
  if (written === '') return { ok: true, filter: undefined }
  if (written.length > maxFilterLength) {
    const message = `Write at most ${maxFilterLength} characters, or send the filter in a body.`
    return {
      ok: false,
      problems: [{ pointer: '?filter', code: 'too_long', message, params: { max: maxFilterLength } }],
    }
  }
  return written.startsWith('{') ? parseJson(written, catalogue) : parseCompact(text ?? '', catalogue)
}

function parseJson(text: string, catalogue: FilterCatalogue): Parsed {
  let tree: unknown
  try {
    tree = JSON.parse(text)
  } catch {
    const message = 'This begins like JSON and is none: a bracket, quote or comma is missing or too many.'
    return { ok: false, problems: [{ pointer: '?filter', code: 'malformed_json', message }] }
  }
  const problems = checkFilter(tree, catalogue)
  if (problems.length === 0) return { ok: true, filter: tree as Filter }
  return {
    ok: false,
    problems: problems.map(one => ({
      ...one,
      pointer: '?filter',
      params: { ...one.params, path: one.pointer },
    })),
  }
}
