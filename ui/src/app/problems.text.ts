import { laterWords } from './text'

/** What can go wrong anywhere. */
export const problemWords = await laterWords({
  en: () => import('./problems.en'),
  fr: () => import('./problems.fr'),
  ar: () => import('./problems.ar'),
})
