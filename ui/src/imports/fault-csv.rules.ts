import type { ImportFault } from '@sextant/db/mapping/mapping.model'

/** Faults as CSV for a spreadsheet, safe against formulas: what would be run as one begins with an apostrophe. */
export function faultCsv(
  heads: readonly string[],
  faults: readonly Pick<ImportFault, 'row' | 'column' | 'value'>[],
  say: (at: number) => string,
): string {
  const rows = faults.map((fault, i) => [String(fault.row), fault.column ?? '', fault.value ?? '', say(i)])
  return `\uFEFF${[heads, ...rows].map(row => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
