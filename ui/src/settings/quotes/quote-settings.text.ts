import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./quote-settings.en'),
  fr: () => import('./quote-settings.fr'),
  ar: () => import('./quote-settings.ar'),
})
