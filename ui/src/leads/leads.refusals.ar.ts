import type { Translated } from '../app/dictionary.rules'
import type en from './leads.refusals.en'

export default {
  'rule.lead.transition': 'لا ينتقل العميل المحتمل من حالته الآن إلى هذه الحالة.',
  'rule.lead.convert': 'يصبح العميل المحتمل محوَّلًا بالتحويل: استخدم «تحويل».',
  'rule.lead.customer_unclear': 'يطابق هذا العميل المحتمل أكثر من عميل. اختر واحدًا منهم أو أنشئ عميلًا جديدًا.',
  'rule.lead.website_taken': 'يوجد عميل بالموقع الإلكتروني نفسه. اختره، أو غيّر موقع العميل المحتمل أولًا.',
  'rule.lead.email_taken': 'توجد جهة اتصال بالبريد الإلكتروني نفسه. اخترها، أو غيّر بريد العميل المحتمل أولًا.',
  'rule.lead.converted_meanwhile': 'حوّل شخص آخر هذا العميل المحتمل في هذه الأثناء.',
  'rule.lead.not_converted': 'لم يُحوَّل هذا العميل المحتمل في Sextant، فلا شيء للتراجع عنه.',
  'rule.lead.changed_since': 'غيّر شخص ما هذا العميل المحتمل بعد تحويله، لذلك يبقى التحويل.',
  'rule.lead.converted_elsewhere': 'حُوّل هذا العميل المحتمل في مكان آخر ولا عميل له هنا.',
} satisfies Translated<typeof en, 'ar'>
