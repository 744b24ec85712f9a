import type { Translated } from '../../app/dictionary.rules'
import type en from './related-tickets.en'

export default {
  title: 'التذاكر',
  none: 'لا تذكرة.',
  failed: 'تعذّر تحميل التذاكر',
  'clock.moved': 'تغيّرت المواعيد: {why}',
  'clock.moved.policies': 'تغيّر مستوى خدمة',
  'clock.moved.calendars': 'تغيّرت ساعات العمل',
  'clock.warned.first_reply': 'يحين موعد أول رد قريبًا، {at}',
  'clock.warned.next_reply': 'يحين موعد الرد قريبًا، {at}',
  'clock.warned.solve': 'يحين موعد الحل قريبًا، {at}',
  'clock.missed.first_reply': 'فات موعد أول رد، {at}',
  'clock.missed.next_reply': 'فات موعد الرد، {at}',
  'clock.missed.solve': 'فات موعد الحل، {at}',
  'state.new': 'جديدة',
  'state.open': 'مفتوحة',
  'state.waiting_customer': 'بانتظار العميل',
  'state.waiting_elsewhere': 'بانتظار جهة أخرى',
  'state.solved': 'محلولة',
  'state.closed': 'مغلقة',
} satisfies Translated<typeof en, 'ar'>
