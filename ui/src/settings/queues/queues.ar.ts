import type { Translated } from '../../app/dictionary.rules'
import type en from './queues.en'

export default {
  title: 'قوائم الانتظار',
  failed: 'تعذّر تحميل قوائم الانتظار',
  none: 'لا قوائم انتظار بعد',
  'none.why':
    'تجمع القائمة تذاكر من نوع واحد، كالدعم أو الفوترة: اخترها في التذكرة، وصفّ بها، ولتسأل عنها مستويات الخدمة.',
  name: 'الاسم',
  'name.missing': 'اكتب اسمًا.',
  note: 'ملاحظة',
  add: 'إضافة قائمة',
  change: 'تغيير {name}',
  remove: 'أرشفة {name}',
  save: 'حفظ القائمة',
  removed: 'أُرشفت {name}. تحتفظ بها التذاكر.',
  'remove.failed': 'لم تُؤرشف القائمة',
} satisfies Translated<typeof en, 'ar'>
