import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./files.en'),
  fr: () => import('./files.fr'),
  ar: () => import('./files.ar'),
})
