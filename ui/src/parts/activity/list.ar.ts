import type { Translated } from '../../app/dictionary.rules'
import type en from './list.en'

export default {
  none: 'لا شيء مسجّل ولا مهام بعد.',
  failed: 'تعذّر تحميل الأنشطة.',
} satisfies Translated<typeof en, 'ar'>
