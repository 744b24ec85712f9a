import type { Translated } from '../app/dictionary.rules'
import type en from './activities.place.en'

export default {
  place: 'المهام',
  noun: 'نشاط',
  plural: 'الأنشطة',
  why: 'مكالمات واجتماعات وملاحظات ومهام',
  import: 'استيراد أنشطة',
  create: 'إنشاء مهمة',
  made: {
    zero: 'أنشطة جديدة',
    one: 'نشاط جديد',
    two: 'نشاطان جديدان',
    few: 'أنشطة جديدة',
    many: 'نشاطًا جديدًا',
    other: 'نشاط جديد',
  },
  see: {
    zero: 'عرض الأنشطة الجديدة',
    one: 'عرض النشاط الجديد',
    two: 'عرض النشاطين الجديدين',
    few: 'عرض {n} أنشطة جديدة',
    many: 'عرض {n} نشاطًا جديدًا',
    other: 'عرض {n} نشاط جديد',
  },
  go: 'إلى المهام',
} satisfies Translated<typeof en, 'ar'>
