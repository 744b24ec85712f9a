import { defineText } from '../app/text'

export const t = await defineText({
  en: () => import('./imports.en'),
  fr: () => import('./imports.fr'),
  ar: () => import('./imports.ar'),
})
