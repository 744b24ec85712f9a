import { folded } from './folding.rules'

/** Every calling code of E.164, of which none begins another. */
const callingCodes =
  '1|7|20|27|2[1-689][0-9]|3[0-469]|3[578][0-9]|4[013-9]|42[0-9]|5[1-8]|5[09][0-9]|6[0-6]|6[7-9][0-9]|8[1246]|8[035789][0-9]|9[0-58]|9[679][0-9]'

/** Regular expressions for JavaScript and Postgres alike: what is not dialled, such as the `(0)` of +44 (0)20; what stands before the number proper, with its calling code. */
export const notDialled = '[(]0[)]|[^0-9+x]'
export const beforeNumber = `^(?:(?:00|[+])(${callingCodes})?)?0*`

const all = new RegExp(notDialled, 'g')
const before = new RegExp(beforeNumber)

/**
 * A phone number as it is compared: calling code, a space, the number without the nought of its trunk, and `x` with the extension: `33 655893158`. A
 * number written without its country begins with the space. Postgres does the same by `plain_phone(text)`.
 */
export const plainPhone = (text: string): string =>
  folded(text)
    .replace(all, '')
    .replace(before, (_, code?: string) => `${code ?? ''} `)
    .replaceAll('+', '')

/** A part that a plain phone number must have: of the whole of it, or where `joined` of its digits alone, without the space. */
export interface PhonePart {
  text: string
  at: 'whole' | 'start' | 'end' | 'inside'
  joined?: boolean
}

/**
 * What a plain phone number must have to be what was asked for, of which any will do. A number with its country is also one that was written down without;
 * one without is anybody's who has it at home; an extension that is not named may be any.
 */
export function phoneParts(asked: string, part: PhonePart['at']): PhonePart[] {
  const plain = plainPhone(asked)
  const number = plain.slice(plain.indexOf(' '))
  const abroad = !plain.startsWith(' ')
  const digits = folded(asked).replace(/[^0-9]/g, '')
  if (part === 'end') return [{ text: digits, at: 'end', joined: true }]
  if (part === 'inside' && !abroad)
    return [
      { text: digits, at: 'inside', joined: true },
      ...(digits.startsWith('0') && number !== ' ' ? [{ text: number, at: 'inside' as const }] : []),
    ]
  if (part !== 'whole')
    return abroad
      ? [
          { text: number === ' ' ? plain.trim() : plain, at: 'start' },
          ...(number === ' ' ? [] : [{ text: number, at: 'start' as const }]),
        ]
      : [{ text: number, at: 'inside' }]
  const open = !plain.includes('x')
  if (!abroad)
    return [{ text: number, at: 'end' }, ...(open ? [{ text: `${number}x`, at: 'inside' as const }] : [])]
  return [plain, number].flatMap(text => [
    { text, at: 'whole' as const },
    ...(open ? [{ text: `${text}x`, at: 'start' as const }] : []),
  ])
}

/** Whether the number has one of the parts. */
export function hasPhonePart(phone: string, parts: readonly PhonePart[]): boolean {
  const plain = plainPhone(phone)
  return parts.some(({ text, at, joined }) => {
    const held = joined ? plain.replace(' ', '') : plain
    if (at === 'whole') return held === text
    if (at === 'start') return held.startsWith(text)
    return at === 'end' ? held.endsWith(text) : held.includes(text)
  })
}
