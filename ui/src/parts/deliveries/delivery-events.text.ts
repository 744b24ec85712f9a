import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./delivery-events.en'),
  fr: () => import('./delivery-events.fr'),
  ar: () => import('./delivery-events.ar'),
})
