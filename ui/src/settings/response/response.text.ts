import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./response.en'),
  fr: () => import('./response.fr'),
  ar: () => import('./response.ar'),
})
