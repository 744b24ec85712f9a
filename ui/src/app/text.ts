import { isServer } from 'solid-js/web'
import { fill, type Messages, type Params, type Translated } from './dictionary.rules'
import { intlTag, type Locale } from './locale.rules'
import { currentLocale } from './preferences'

type Module<T> = () => Promise<{ default: T }>

interface Sources<D extends Messages> {
  en: Module<D>
  fr: Module<Translated<D, 'fr'>>
  ar: Module<Translated<D, 'ar'>>
}

export type Translate<D extends Messages> = <K extends keyof D & string>(
  key: K,
  ...params: Params<D[K]>
) => string

/**
 * Registers an area's dictionaries, in one file of the area:
 * `export const t = await defineText({ en: () => import('./leads.en'), fr: …, ar: … })`.
 * The browser loads the page's language only, before the area's first screen; the server has all three.
 * `t(key, params)` is type-checked: keys and parameters come from the English file.
 */
export async function defineText<const D extends Messages>(sources: Sources<D>): Promise<Translate<D>> {
  const loaded = new Map<Locale, Messages>()
  const wanted: Locale[] = isServer ? ['en', 'fr', 'ar'] : [currentLocale()]
  await Promise.all(wanted.map(async locale => loaded.set(locale, (await sources[locale]()).default)))
  return (key, ...[params]) => {
    const locale = currentLocale()
    const message = loaded.get(locale)?.[key]
    return message === undefined ? key : fill(message, params ?? {}, intlTag[locale])
  }
}

/** Words of the frame and of the parts. */
export const t = await defineText({
  en: () => import('../i18n/en'),
  fr: () => import('../i18n/fr'),
  ar: () => import('../i18n/ar'),
})
