import type { Translated } from '../dictionary.rules'
import type en from './outbox.en'

export default {
  title: 'تغييرات تنتظر الإرسال',
  why: 'تُحفظ في هذا المتصفح وتُرسل بهذا الترتيب حالما يمكن الوصول إلى الخادم، حتى بعد إغلاق الصفحة.',
  none: 'لم يعد هناك ما ينتظر.',
  when: 'أُجري {ago}',
  open: 'فتح',
  again: 'إعادة كتابته',
  drop: 'عدم الإرسال',
  keep: 'الإبقاء على تغييري',
  take: 'الأخذ بتغييرهم',
  sent: 'أُرسل ما كان ينتظر',
  conflict: 'تغيّر {name} في هذه الأثناء',
  who: 'غيّر {name} {fields} {ago}.',
  mine: 'كتبتَ {what}.',
  refused: '{name}: تعذّر إجراء {what}',
  'leave.title': {
    zero: 'لا تغييرات لم تُرسل بعد',
    one: 'تغيير واحد لم يُرسل بعد',
    two: 'تغييران لم يُرسلا بعد',
    few: '{n} تغييرات لم تُرسل بعد',
    many: '{n} تغييرًا لم تُرسل بعد',
    other: '{n} تغيير لم تُرسل بعد',
  },
  'leave.why': 'إذا سجّلت الخروج الآن فستُنسى.',
  'leave.go': 'نسيانها وتسجيل الخروج',
  'leave.stay': 'البقاء مسجّل الدخول',
} satisfies Translated<typeof en, 'ar'>
