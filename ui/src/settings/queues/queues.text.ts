import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./queues.en'),
  fr: () => import('./queues.fr'),
  ar: () => import('./queues.ar'),
})
