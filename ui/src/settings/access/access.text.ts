import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./access.en'),
  fr: () => import('./access.fr'),
  ar: () => import('./access.ar'),
})
