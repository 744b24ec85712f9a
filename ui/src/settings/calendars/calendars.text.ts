import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./calendars.en'),
  fr: () => import('./calendars.fr'),
  ar: () => import('./calendars.ar'),
})
