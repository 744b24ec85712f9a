/** A whole in proportion to parts, in whole numbers that sum to it: each rounded down, and what is left to the largest remainders, the first among equals. */
export function sharesOf(whole: bigint, parts: readonly bigint[]): bigint[] {
  const all = parts.reduce((sum, part) => sum + part, 0n)
  if (all === 0n) return parts.map(() => 0n)
  const shares = parts.map(part => (whole * part) / all)
  const rests = parts.map((part, at) => ({ at, rest: (whole * part) % all }))
  let left = whole - shares.reduce((sum, share) => sum + share, 0n)
  for (const { at } of rests.toSorted((a, b) =>
    a.rest === b.rest ? a.at - b.at : a.rest < b.rest ? 1 : -1,
  )) {
    if (left <= 0n) break
    shares[at]! += 1n
    left -= 1n
  }
  return shares
}
