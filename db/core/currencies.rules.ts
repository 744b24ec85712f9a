let known: ReadonlySet<string> | undefined

/** Whether there is, or was, money of this ISO 4217 code; the list is the runtime's own (CLDR). */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'))
  return known.has(code)
}
