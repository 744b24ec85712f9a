import type { Translated } from '../../app/dictionary.rules'
import type en from './competitors.en'

export default {
  title: 'المنافسون',
  failed: 'تعذّر تحميل المنافسين',
  none: 'لا منافسين بعد',
  'none.why':
    'اذكر في الصفقة من ينافسك عليها، ومن كسبها إن خسرتها، فتعرف من سرعة المسار كم مرة تكسب أمام كل منافس.',
  name: 'الاسم',
  'name.missing': 'اكتب اسمًا.',
  website: 'الموقع',
  note: 'ملاحظة',
  add: 'إضافة منافس',
  change: 'تغيير {name}',
  remove: 'أرشفة {name}',
  save: 'حفظ المنافس',
  removed: 'أُرشف {name}. تحتفظ به الصفقات.',
  'remove.failed': 'لم يُؤرشف المنافس',
} satisfies Translated<typeof en, 'ar'>
