import type { Translated } from '../app/dictionary.rules'
import type en from './leads.place.en'

export default {
  place: 'العملاء المحتملون',
  'place.short': 'المحتملون',
  noun: 'عميل محتمل',
  plural: 'العملاء المحتملون',
  why: 'أشخاص قد يشترون',
  refers: 'عميل محتمل بالبريد',
  import: 'استيراد عملاء محتملين',
  create: 'إنشاء عميل محتمل',
  made: {
    zero: 'عملاء محتملون جدد',
    one: 'عميل محتمل جديد',
    two: 'عميلان محتملان جديدان',
    few: 'عملاء محتملون جدد',
    many: 'عميلا محتملا جديدا',
    other: 'عميل محتمل جديد',
  },
  see: {
    zero: 'عرض العملاء المحتملين الجدد',
    one: 'عرض العميل المحتمل الجديد',
    two: 'عرض العميلين المحتملين الجديدين',
    few: 'عرض {n} عملاء محتملين جدد',
    many: 'عرض {n} عميلا محتملا جديدا',
    other: 'عرض {n} عميل محتمل جديد',
  },
  go: 'إلى العملاء المحتملين',
  'rule.lead.transition': 'لا ينتقل العميل المحتمل من حالته الآن إلى هذه الحالة.',
  'rule.lead.convert': 'يصبح العميل المحتمل محوَّلًا بالتحويل: استخدم «تحويل».',
  'rule.lead.converted_elsewhere': 'حُوّل هذا العميل المحتمل في مكان آخر ولا عميل له هنا.',
} satisfies Translated<typeof en, 'ar'>
