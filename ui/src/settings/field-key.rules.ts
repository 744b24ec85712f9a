import { isTakenKey } from '@sextant/db/fields/custom-field.model'

/**
 * The address of a field made from its name: small letters, digits and `_`, beginning with a letter, at most 63 characters.
 * Empty where the name has no Latin letter.
 */
export function keyOf(label: string): string {
  const key = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 63)
    .replace(/_+$/, '')
  // What the server keeps for itself is nobody's key.
  return isTakenKey(key) ? `${key}_1` : key
}
