import type { Translated } from '../../app/dictionary.rules'
import type en from './feed.en'

export default {
  title: 'تقويمك في برنامج آخر',
  why: 'يستطيع أي برنامج تقويم أن يعرض ما تملكه وما دُعيت إليه من خلال عنوان سري. ومن لديه العنوان يراه أيضًا.',
  once: 'انسخ العنوان الآن: يظهر هذه المرة فقط.',
  copy: 'نسخ',
  copied: 'نُسخ',
  'copy.failed': 'تعذّر النسخ',
  'copy.failed.why': 'لا يسمح المتصفح بذلك هنا. حدد النص وانسخه.',
  make: 'إنشاء عنوان',
  'make.failed': 'لم يُنشأ أي عنوان',
  since: 'يوجد عنوان منذ {date}.',
  read: 'قُرئ آخر مرة في {date}.',
  'read.never': 'لم يقرأه أحد بعد.',
  renew: 'إنشاء عنوان جديد',
  'renew.why': 'مع العنوان الجديد لا يعرض العنوان السابق شيئًا.',
  revoke: 'سحب العنوان',
  'revoke.failed': 'ما زال العنوان يعمل',
  revoked: 'لم يعد العنوان يعرض شيئًا',
  failed: 'تعذّرت معرفة ما إذا كان هناك عنوان',
} satisfies Translated<typeof en, 'ar'>
