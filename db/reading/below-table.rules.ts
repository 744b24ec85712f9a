/** A line of sums: `Grand Totals (3 records)`, `Summe`. */
const total =
  /^(grand[\s-]*|sub[\s-]*|overall\s*|sous[\s-]*)?(totals?|total (général|general)|sum|summe|gesamt(summe)?|zwischensumme|somme|suma|المجموع( الكلي)?|الإجمالي|اجمالي|الاجمالي)\s*:?\s*(\([^()]*\))?\s*:?$/i
const note =
  /confidential|do not distribute|copyright|©|all rights reserved|^(generated|printed|exported|created|report(ed)?)\b.{0,20}\b(by|on|at|name|date|generated)\b|^page \d+|end of (report|file)|vertraulich|confidentiel|confidencial|alle rechte vorbehalten|tous droits|todos los derechos|جميع الحقوق|سري للغاية/i
const figure = /^[^\p{L}\p{N}]*(\p{Lu}{3})?[^\p{L}]*(\p{Lu}{3}|\p{Sc})?$/u

/** Narrower tables have too little beside a name to tell a line of sums from a company that is called Total. */
const fewestColumns = 3

/** Whether a row is what reports put below their table (sums, whose they are, who may see them) and no record. */
export function isBelowTable(cells: readonly string[], columns: number): boolean {
  if (columns < fewestColumns) return false
  let first: string | undefined
  let filled = 0
  for (const cell of cells) {
    if (cell === '' || cell.trim() === '') continue
    filled += 1
    first ??= cell.trim()
  }
  if (first === undefined || first.length > 300) return false
  if (filled === 1 && note.test(first)) return true
  if (filled * 2 > columns + 1 || !total.test(first)) return false
  return cells.every(cell => !cell.trim() || cell.trim() === first || figure.test(cell.trim()))
}
