import type { Translated } from '../app/dictionary.rules'
import type en from './deals.place.en'

export default {
  place: 'مسار الصفقات',
  noun: 'صفقة',
  plural: 'الصفقات',
  why: 'فرص في مسار الصفقات',
  refers: 'صفقة بالمعرّف الخارجي',
  import: 'استيراد صفقات',
  create: 'إنشاء صفقة',
  made: {
    zero: 'صفقات جديدة',
    one: 'صفقة جديدة',
    two: 'صفقتان جديدتان',
    few: 'صفقات جديدة',
    many: 'صفقة جديدة',
    other: 'صفقة جديدة',
  },
  see: {
    zero: 'عرض الصفقات الجديدة',
    one: 'عرض الصفقة الجديدة',
    two: 'عرض الصفقتين الجديدتين',
    few: 'عرض {n} صفقات جديدة',
    many: 'عرض {n} صفقة جديدة',
    other: 'عرض {n} صفقة جديدة',
  },
  go: 'إلى مسار الصفقات',
} satisfies Translated<typeof en, 'ar'>
