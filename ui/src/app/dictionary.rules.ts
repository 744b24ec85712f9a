import type { Locale } from './locale.rules'

/** Forms of a word by number, named as Intl.PluralRules names them. The number is the parameter `n`. */
type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
export type Message = string | PluralForms
export type Messages = Readonly<Record<string, Message>>

interface FormsOf {
  en: { one: string; other: string }
  fr: { one: string; many: string; other: string }
  ar: { zero: string; one: string; two: string; few: string; many: string; other: string }
}

/** The same keys in another language. A missing or extra key, or a missing plural form, is a type error. */
export type Translated<D extends Messages, L extends Locale> = {
  readonly [K in keyof D]: D[K] extends string ? string : FormsOf[L]
}

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type NamesOf<M extends Message> = M extends string
  ? Names<M>
  : M extends { other: infer S extends string }
    ? Names<S> | 'n'
    : never

/** What a message needs, read from its English text: `{n} of {total}` needs `n` and `total`. */
export type Params<M extends Message> = [NamesOf<M>] extends [never]
  ? []
  : [params: Record<NamesOf<M>, string | number>]

/** French sets a space before : ; ? ! and inside « », at which no line may end. The dictionaries write it plainly. */
export const typeset = (text: string, locale: Locale): string =>
  locale === 'fr' ? text.replaceAll(/ (?=[:;?!»])|(?<=«) /g, '\u00a0') : text

/** Numbers are written as the language writes them; any other value is put in as it is. */
export function fill(message: Message, params: Record<string, string | number>, tag: string): string {
  const text = typeof message === 'string' ? message : pluralForm(message, Number(params.n ?? 0), tag)
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numberFormat(tag).format(value) : value
  })
}

const pluralForm = (forms: PluralForms, n: number, tag: string) =>
  forms[pluralRules(tag).select(n)] ?? forms.other

const kept = <T>(make: (tag: string) => T) => {
  const made = new Map<string, T>()
  return (tag: string): T => {
    const known = made.get(tag) ?? make(tag)
    made.set(tag, known)
    return known
  }
}
const pluralRules = kept(tag => new Intl.PluralRules(tag))
const numberFormat = kept(tag => new Intl.NumberFormat(tag))
