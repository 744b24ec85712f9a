import { isServer } from 'solid-js/web'
import { fill, type Message, type Messages, type Params, type Translated, typeset } from './dictionary.rules'
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
 * `t(key, params)` is type-checked: keys and parameters come from the English file. `t.say` is for who finds keys only when it runs.
 */
export async function defineText<const D extends Messages>(
  sources: Sources<D>,
): Promise<Translate<D> & { readonly say: Say }> {
  const say = await saidIn(sources)
  const t: Translate<D> = (key, ...[params]) => say(key, params) ?? key
  return Object.assign(t, { say })
}

/** Words that are asked for by keys known only when it runs; undefined where there are none. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string | undefined

/** What every area calls its place. */
type PlaceMessages = Messages & { readonly place: string }
/** And what it calls its records: one, all, what they are, and the ways to them after an import. */
type RecordMessages = PlaceMessages & {
  readonly [K in 'noun' | 'plural' | 'why' | 'import' | 'go']: string
} & { readonly see: Exclude<Message, string> }

/** Registers the words by which the house knows an area: `<area>.place.{en,fr,ar}.ts`. */
export const placeWords = <const D extends PlaceMessages>(sources: Sources<D>): Promise<Say> =>
  saidIn(sources)
/** The same of an area that keeps records. */
export const recordWords = <const D extends RecordMessages>(sources: Sources<D>): Promise<Say> =>
  saidIn(sources)

/** Words that a page reads only once it has something to say with them. */
export interface LaterWords {
  /** Undefined while they are not there. */
  say: Say
  load(): Promise<void>
}

/** Registers words that are loaded when they are needed; the server has them from the start. */
export async function laterWords<const D extends Messages>(sources: Sources<D>): Promise<LaterWords> {
  let say = isServer ? await saidIn(sources) : undefined
  return {
    say: (key, params) => say?.(key, params),
    load: async () => {
      say ??= await saidIn(sources)
    },
  }
}

async function saidIn<D extends Messages>(sources: Sources<D>): Promise<Say> {
  const loaded = new Map<Locale, Messages>()
  const wanted: Locale[] = isServer ? ['en', 'fr', 'ar'] : [currentLocale()]
  await Promise.all(wanted.map(async locale => loaded.set(locale, (await sources[locale]()).default)))
  return (key, params) => {
    const locale = currentLocale()
    const message = loaded.get(locale)?.[key]
    return message === undefined ? undefined : typeset(fill(message, params ?? {}, intlTag[locale]), locale)
  }
}

/** Words of the frame and of the parts. */
export const t = await defineText({
  en: () => import('../i18n/en'),
  fr: () => import('../i18n/fr'),
  ar: () => import('../i18n/ar'),
})
