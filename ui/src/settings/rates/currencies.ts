import { readerTag } from '../../app/format'

/** What a currency is called in the reader's language. */
export const currencyName = (code: string): string =>
  new Intl.DisplayNames(readerTag(), { type: 'currency' }).of(code) ?? code

/** Every currency to choose from, by its code and name; the ones that are in use in the world today. */
export const currencyOptions = () =>
  Intl.supportedValuesOf('currency').map(code => ({
    value: code,
    label: `${code} · ${currencyName(code)}`,
  }))
