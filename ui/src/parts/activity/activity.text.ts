import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./activity.en'),
  fr: () => import('./activity.fr'),
  ar: () => import('./activity.ar'),
})
