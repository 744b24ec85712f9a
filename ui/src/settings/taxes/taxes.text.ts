import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./taxes.en'),
  fr: () => import('./taxes.fr'),
  ar: () => import('./taxes.ar'),
})
