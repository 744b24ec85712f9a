const known = new Map<string, string>()
/** More names than all models have are somebody's own. */
const most = 2000

/** `customerId` → `customer_id`: the column of a field. The models have some hundred of them, which each write names again. */
export function snakeCase(name: string): string {
  const found = known.get(name)
  if (found !== undefined) return found
  const made = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  if (known.size < most) known.set(name, made)
  return made
}
