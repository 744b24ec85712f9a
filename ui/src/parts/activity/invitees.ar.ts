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
} satisfies Translated<typeof en, 'ar'>
