import type { Translated } from '../../app/dictionary.rules'
import type en from './price-books.en'

export default {
  failed: 'تعذّر تحميل قوائم الأسعار',
  title: 'قوائم الأسعار',
  none: 'لا قوائم أسعار بعد',
  'none.why': 'تقول القائمة كم تكلّف المنتجات بعملة ما بحسب الكمية، وإلى أي حد يخصم كل دور من تلقاء نفسه.',
  name: 'الاسم',
  'name.missing': 'اكتب اسمًا.',
  currency: 'العملة',
  from: 'صالحة من',
  until: 'صالحة حتى',
  always: 'دائمًا',
  products: 'المنتجات',
  limits: 'حدود الخصم',
  'limit.of': 'الحد بالمئة: {role}',
  'limit.none': 'لا أحد',
  'limits.why': 'ما زاد على الحد ينتظر من يحق له منح ذلك. فارغ: لا شيء.',
  entries: 'الأسعار',
  'entries.hint': 'منتج في كل سطر ثم سعره ابتداءً من كل كمية: Gateway | 1 = 1180 | 100 = 1096.40',
  'entries.cost':
    'منتج في كل سطر ثم سعره ابتداءً من كل كمية، ثم تكلفة القطعة على الشركة: Gateway | 1 = 1180 | 100 = 1096.40 | cost = 820',
  'entry.unknown': 'السطر {n}: لا منتج باسم «{name}».',
  'entry.malformed': 'السطر {n}: اكتب المنتج ثم «الكمية = السعر» لكل شريحة، وبينها |.',
  add: 'إضافة قائمة أسعار',
  change: 'تغيير {name}',
  remove: 'إيقاف {name}',
  save: 'حفظ قائمة الأسعار',
  removed: 'أوقفت قائمة الأسعار. تحتفظ البنود بأسعارها.',
  'remove.failed': 'تبقى قائمة الأسعار قيد الاستخدام',
} satisfies Translated<typeof en, 'ar'>
