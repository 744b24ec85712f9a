import { defineText } from '../../app/text'

export const t = await defineText({
  en: () => import('./price-books.en'),
  fr: () => import('./price-books.fr'),
  ar: () => import('./price-books.ar'),
})
