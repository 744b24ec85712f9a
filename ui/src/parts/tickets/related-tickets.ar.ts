import type { Translated } from '../../app/dictionary.rules'
import type en from './related-tickets.en'

export default {
  title: 'التذاكر',
  none: 'لا تذكرة.',
  failed: 'تعذّر تحميل التذاكر',
  'state.new': 'جديدة',
  'state.open': 'مفتوحة',
  'state.waiting_customer': 'بانتظار العميل',
  'state.waiting_elsewhere': 'بانتظار جهة أخرى',
  'state.solved': 'محلولة',
  'state.closed': 'مغلقة',
} satisfies Translated<typeof en, 'ar'>
