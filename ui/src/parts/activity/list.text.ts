import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./list.en'),
  fr: () => import('./list.fr'),
  ar: () => import('./list.ar'),
})
