import type { Translated } from '../../app/dictionary.rules'
import type en from './related-quotes.en'

export default {
  title: 'عروض الأسعار',
  new: 'عرض سعر جديد',
  none: 'لا عروض أسعار بعد.',
  unnumbered: 'لم يُرسل بعد',
  until: 'حتى {date}',
  failed: 'تعذّر تحميل عروض الأسعار',
  'failed.new': 'لم يبدأ عرض السعر',
  'status.draft': 'مسودة',
  'status.waiting': 'بانتظار الموافقة',
  'status.sent': 'أُرسل',
  'status.viewed': 'شوهد',
  'status.changes_asked': 'طُلب تعديله',
  'status.accepted': 'قُبل',
  'status.declined': 'رُفض',
  'status.expired': 'انتهت صلاحيته',
  'status.withdrawn': 'سُحب',
} satisfies Translated<typeof en, 'ar'>
