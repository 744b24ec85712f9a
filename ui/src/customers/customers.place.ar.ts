import type { Translated } from '../app/dictionary.rules'
import type en from './customers.place.en'

export default {
  place: 'العملاء',
  noun: 'عميل',
  plural: 'العملاء',
  why: 'شركات',
  refers: 'شركة بالاسم',
  import: 'استيراد عملاء',
  create: 'إنشاء عميل',
  made: {
    zero: 'عملاء جدد',
    one: 'عميل جديد',
    two: 'عميلان جديدان',
    few: 'عملاء جدد',
    many: 'عميلًا جديدًا',
    other: 'عميل جديد',
  },
  see: {
    zero: 'عرض العملاء الجدد',
    one: 'عرض العميل الجديد',
    two: 'عرض العميلين الجديدين',
    few: 'عرض {n} عملاء جدد',
    many: 'عرض {n} عميلًا جديدًا',
    other: 'عرض {n} عميل جديد',
  },
  go: 'إلى العملاء',
} satisfies Translated<typeof en, 'ar'>
