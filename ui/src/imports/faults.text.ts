import { defineText } from '../app/text'

export const faultText = await defineText({
  en: () => import('./faults.en'),
  fr: () => import('./faults.fr'),
  ar: () => import('./faults.ar'),
})
