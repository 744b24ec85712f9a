import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./feed.en'),
  fr: () => import('./feed.fr'),
  ar: () => import('./feed.ar'),
})
