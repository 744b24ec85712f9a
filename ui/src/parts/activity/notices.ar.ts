import type { Translated } from '../../app/dictionary.rules'
import type en from './notices.en'

export default {
  reminder: 'تذكير',
  mention: 'إشارة إليك',
  'mention.hint': 'اكتب @ ثم اسم زميل لتنبيهه.',
  'mention.people': 'أشخاص للإشارة إليهم',
  open: 'فتح',
  new: 'جديد',
  seen: 'وضع علامة مقروء على الكل',
  'seen.failed': 'ما زالت معلّمة كجديدة',
  none: 'لا شيء لك بعد',
  'none.why': 'تتجمع هنا التذكيرات التي حان وقتها والإشارات إليك.',
  failed: 'تعذّر تحميل ما يخصك',
} satisfies Translated<typeof en, 'ar'>
