import type { Translated } from '../app/dictionary.rules'
import type en from './quotes.place.en'

export default {
  place: 'عروض الأسعار',
  noun: 'عرض سعر',
  plural: 'عروض الأسعار',
  why: 'ما يُعرض على العملاء',
  refers: 'عرض سعر برقمه',
  import: 'استيراد عروض أسعار',
  create: 'إنشاء عرض سعر',
  made: {
    zero: 'عروض أسعار جديدة',
    one: 'عرض سعر جديد',
    two: 'عرضا سعر جديدان',
    few: 'عروض أسعار جديدة',
    many: 'عرض سعر جديدًا',
    other: 'عرض سعر جديد',
  },
  see: {
    zero: 'رؤية عروض الأسعار الجديدة',
    one: 'رؤية عرض السعر الجديد',
    two: 'رؤية عرضي السعر الجديدين',
    few: 'رؤية {n} عروض أسعار جديدة',
    many: 'رؤية {n} عرض سعر جديدًا',
    other: 'رؤية {n} عرض سعر جديد',
  },
  go: 'إلى عروض الأسعار',
} satisfies Translated<typeof en, 'ar'>
