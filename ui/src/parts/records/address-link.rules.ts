import type { FieldKind } from '@sextant/db/core/field.model'

/** Where a value leads, such as `tel:+4930123456`, and what doing so is; undefined for what is no address. */
export interface AddressLink {
  href: string
  as: 'call' | 'email' | 'site'
}

/** The link of a phone number, an e-mail address or a website. Nothing but these schemes is ever made of a value. */
export function addressLink(kind: FieldKind, value: unknown): AddressLink | undefined {
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const text = value.trim()
  switch (kind) {
    case 'email':
      // The first @ that counts is the last; a ? or & of the name is no header of the message.
      return text.includes('@')
        ? { href: `mailto:${encodeURIComponent(text).replaceAll('%40', '@')}`, as: 'email' }
        : undefined
    case 'phone':
      return phoneLink(text)
    case 'url':
      return siteLink(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
    case 'domain':
      return siteLink(`https://${text.replace(/^https?:\/\//i, '')}`)
    default:
      return undefined
  }
}

/** Digits of every script, the + in front, and the extension apart: `tel:+4930123456;ext=12` (RFC 3966). */
function phoneLink(text: string): AddressLink | undefined {
  const latin = text.replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))
  const [, number = '', extension] =
    /^(.*?)(?:\s*(?:ext\.?|extension|x|#|poste|durchwahl|تحويلة)\s*(\d{1,8}))?$/iu.exec(latin) ?? []
  // The 0 in “+44 (0)20” is not dialled from abroad.
  const dialled = number.trim().startsWith('+') ? number.replace('(0)', '') : number
  const digits = dialled.replace(/\D/g, '')
  if (digits.length < 3) return undefined
  const plus = /^\s*\+/.test(number) ? '+' : ''
  return { href: `tel:${plus}${digits}${extension ? `;ext=${extension}` : ''}`, as: 'call' }
}

const siteLink = (text: string): AddressLink | undefined =>
  /^https?:\/\/[^\s\p{C}]+$/iu.test(text) && URL.canParse(text) ? { href: text, as: 'site' } : undefined
