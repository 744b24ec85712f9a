/** What a browser keeps of a view: which columns, and how wide. */
export interface Kept {
  columns?: string[]
  widths?: Record<string, number>
}

/** Reads what was kept. What somebody or an older version has left there and makes no sense is as if it were not there. */
export function readKept(text: string | null): Kept {
  const kept = parse(text)
  if (!isRecord(kept)) return {}
  const { columns, widths } = kept
  const isColumns = Array.isArray(columns) && columns.every(key => typeof key === 'string')
  const known = isRecord(widths)
    ? Object.entries(widths).filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
    : []
  return {
    ...(isColumns ? { columns } : {}),
    ...(known.length ? { widths: Object.fromEntries(known) } : {}),
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}')
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
