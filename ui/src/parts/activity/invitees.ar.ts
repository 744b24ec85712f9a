import type { Translated } from '../../app/dictionary.rules'
import type en from './invitees.en'

export default {
  label: 'المشاركون',
  hint: 'زملاء أو جهات اتصال أو بريد شخص آخر.',
  placeholder: 'اكتب اسمًا أو عنوان بريد',
  member: '{name}، زميل',
  contact: '{name}',
  address: 'دعوة {email}',
  unknown: 'غير مرئي',
  remove: 'إزالة {name}',
  none: 'لا أحد مدعوّ.',
  failed: 'تعذّر تحميل المشاركين.',
  mail: 'إرسال الدعوات بالبريد',
  mailed: {
    zero: 'لا دعوات',
    one: 'دعوة في الطريق',
    two: 'دعوتان في الطريق',
    few: '{n} دعوات في الطريق',
    many: '{n} دعوة في الطريق',
    other: '{n} دعوة في الطريق',
  },
  'mailed.before': 'أُخبر الجميع بذلك من قبل',
  'mail.failed': 'تعذّر إرسال الدعوات',
} satisfies Translated<typeof en, 'ar'>
