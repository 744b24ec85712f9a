import type { Translated } from '../app/dictionary.rules'
import type en from './products.place.en'

export default {
  place: 'المنتجات',
  noun: 'منتج',
  plural: 'المنتجات',
  why: 'ما يباع مع الأسعار',
  refers: 'منتج بالاسم أو الرمز',
  import: 'استيراد منتجات',
  create: 'إنشاء منتج',
  made: {
    zero: 'منتجات جديدة',
    one: 'منتج جديد',
    two: 'منتجان جديدان',
    few: 'منتجات جديدة',
    many: 'منتجًا جديدًا',
    other: 'منتج جديد',
  },
  see: {
    zero: 'عرض المنتجات الجديدة',
    one: 'عرض المنتج الجديد',
    two: 'عرض المنتجين الجديدين',
    few: 'عرض {n} منتجات جديدة',
    many: 'عرض {n} منتجًا جديدًا',
    other: 'عرض {n} منتج جديد',
  },
  go: 'إلى المنتجات',
} satisfies Translated<typeof en, 'ar'>
