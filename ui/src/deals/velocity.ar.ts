import type { Translated } from '../app/dictionary.rules'
import type en from './velocity.en'

export default {
  title: 'سرعة {name}',
  period: 'أُغلقت خلال آخر',
  days: {
    zero: 'لا أيام',
    one: 'يوم واحد',
    two: 'يومان',
    few: '{n} أيام',
    many: '{n} يومًا',
    other: '{n} يوم',
  },
  failed: 'تعذّر حساب السرعة',
  unknown: 'غير معروف',
  none: 'ما أُغلق في هذه المدة أقل من أن يُحسب منه.',
  perDay: '{amount} في اليوم',
  formula: 'الصفقات المفتوحة × متوسط المبلغ × نسبة الربح ÷ أيام الربح',
  open: 'صفقات مفتوحة',
  missing: {
    zero: 'لا مبالغ بلا سعر صرف',
    one: 'مبلغ واحد بلا سعر صرف',
    two: 'مبلغان بلا سعر صرف',
    few: '{n} مبالغ بلا سعر صرف',
    many: '{n} مبلغًا بلا سعر صرف',
    other: '{n} مبلغ بلا سعر صرف',
  },
  average: 'متوسط المبلغ',
  'average.of': {
    zero: 'من لا صفقات',
    one: 'من صفقة واحدة لها مبلغ',
    two: 'من صفقتين لهما مبلغ',
    few: 'من {n} صفقات لها مبلغ',
    many: 'من {n} صفقة لها مبلغ',
    other: 'من {n} صفقة لها مبلغ',
  },
  winRate: 'نسبة الربح',
  cycle: 'أيام الربح',
  won: 'مربوحة',
  lost: 'خاسرة',
} satisfies Translated<typeof en, 'ar'>
