import type { Translated } from '../app/dictionary.rules'
import type en from './tickets.place.en'

export default {
  place: 'التذاكر',
  noun: 'تذكرة',
  plural: 'التذاكر',
  why: 'ما يطلب العملاء المساعدة فيه',
  refers: 'تذكرة بموضوعها',
  import: 'استيراد تذاكر',
  create: 'إنشاء تذكرة',
  made: {
    zero: 'تذاكر جديدة',
    one: 'تذكرة جديدة',
    two: 'تذكرتان جديدتان',
    few: 'تذاكر جديدة',
    many: 'تذكرة جديدة',
    other: 'تذكرة جديدة',
  },
  see: {
    zero: 'عرض التذاكر الجديدة',
    one: 'عرض التذكرة الجديدة',
    two: 'عرض التذكرتين الجديدتين',
    few: 'عرض {n} تذاكر جديدة',
    many: 'عرض {n} تذكرة جديدة',
    other: 'عرض {n} تذكرة جديدة',
  },
  go: 'إلى التذاكر',
} satisfies Translated<typeof en, 'ar'>
