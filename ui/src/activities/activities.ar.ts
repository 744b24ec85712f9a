import type { Translated } from '../app/dictionary.rules'
import type en from './activities.en'

export default {
  title: 'المهام',
  create: 'مهمة جديدة',
  views: 'طرق العرض',
  'view.open': 'مهامي',
  'view.done': 'المنجزة',
  'view.all': 'كل الأنشطة',
  'due.overdue': 'متأخرة',
  'due.today': 'اليوم',
  'due.later': 'لاحقًا',
  'empty.title': 'لا شيء للقيام به',
  'empty.why': 'تنتظر هنا المهام التي تضيفها أو تُسند إليك.',
  'done.none': 'لم يُنجز شيء في آخر 30 يومًا',
  'done.why': 'تبقى المهام المنجزة هنا 30 يومًا.',
  failed: 'تعذّر تحميل المهام',
  'failed.all': 'تعذّر تحميل الأنشطة',
  total: {
    zero: 'لا أنشطة',
    one: 'نشاط واحد',
    two: 'نشاطان',
    few: '{n} أنشطة',
    many: '{n} نشاطًا',
    other: '{n} نشاط',
  },
  'all.none': 'لا أنشطة بعد',
  'all.why': 'تجتمع هنا المكالمات والاجتماعات ورسائل البريد والملاحظات عن كل سجل.',
  'about.unknown': 'غير ظاهر',
} satisfies Translated<typeof en, 'ar'>
