import type { Translated } from '../app/dictionary.rules'
import type en from './contacts.place.en'

export default {
  place: 'جهات الاتصال',
  noun: 'جهة اتصال',
  plural: 'جهات الاتصال',
  why: 'أشخاص في الشركات',
  refers: 'جهة اتصال بالبريد',
  import: 'استيراد جهات اتصال',
  create: 'إنشاء جهة اتصال',
  made: {
    zero: 'جهات اتصال جديدة',
    one: 'جهة اتصال جديدة',
    two: 'جهتا اتصال جديدتان',
    few: 'جهات اتصال جديدة',
    many: 'جهة اتصال جديدة',
    other: 'جهة اتصال جديدة',
  },
  see: {
    zero: 'عرض جهات الاتصال الجديدة',
    one: 'عرض جهة الاتصال الجديدة',
    two: 'عرض جهتي الاتصال الجديدتين',
    few: 'عرض {n} جهات اتصال جديدة',
    many: 'عرض {n} جهة اتصال جديدة',
    other: 'عرض {n} جهة اتصال جديدة',
  },
  go: 'إلى جهات الاتصال',
} satisfies Translated<typeof en, 'ar'>
