/** A fraction of whole numbers; the denominator is above zero. */
export interface Fraction {
  n: bigint
  d: bigint
}

/** A plain decimal, exactly: `1.0873` is 10873/10000. Undefined where it is none, or longer than so many digits before and behind its point. */
export function fractionOf(text: string, most = { whole: 12, part: 12 }): Fraction | undefined {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === undefined || whole.length > most.whole || part.length > most.part) return undefined
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) }
}

/** The product of fractions. */
export const times = (...fractions: readonly Fraction[]): Fraction =>
  fractions.reduce((all, { n, d }) => ({ n: all.n * n, d: all.d * d }), { n: 1n, d: 1n })

/** The nearest whole number; a half goes away from zero. */
export function roundHalfAway({ n, d }: Fraction): bigint {
  const twice = 2n * (n < 0n ? -n : n) + d
  const whole = twice / (2n * d)
  return n < 0n ? -whole : whole
}
