import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./activities.en'),
  fr: () => import('./activities.fr'),
  ar: () => import('./activities.ar'),
})
