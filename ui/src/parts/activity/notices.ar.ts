import type { Translated } from '../../app/dictionary.rules'
import type en from './notices.en'

export default {
  reminder: 'تذكير',
  open: 'فتح',
  new: 'جديد',
  seen: 'وضع علامة مقروء على الكل',
  'seen.failed': 'ما زالت معلّمة كجديدة',
  none: 'لا شيء لك بعد',
  'none.why': 'تتجمع هنا التذكيرات التي حان وقتها.',
  failed: 'تعذّر تحميل ما يخصك',
} satisfies Translated<typeof en, 'ar'>
