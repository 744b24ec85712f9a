import type { Translated } from '../app/dictionary.rules'
import type en from './quotes.refusals.en'

export default {
  'rule.quote.read.document': 'لا يسمح دورك بقراءة كل ما في عرض السعر.',
  'rule.quote.deal_fixed': 'يبقى عرض السعر مع صفقته.',
  'rule.quote.frozen': 'ما أُرسل يبقى كما هو. ابدأ نسخة جديدة.',
  'rule.quote.accepted': 'قُبل عرض السعر: لا يتغيّر منه شيء بعد الآن.',
  'rule.quote.with_customer': 'عرض السعر {number} لدى العميل. اسحبه أولًا.',
  'rule.quote.not_with_customer': 'لا نسخة من عرض السعر هذا لدى العميل.',
  'rule.quote.deal_in_bin': 'صفقته في سلة المحذوفات. استعدها أولًا.',
  'rule.quote.deal_closed': 'الصفقة {deal} مغلقة. أعد فتحها أولًا.',
  'rule.quote.no_lines': 'لا بنود للصفقة بعد. أضف ما يُعرض.',
  'rule.quote.discount_waits': {
    zero: 'يُتاح عند الموافقة على خصم البند {lines}.',
    one: 'يُتاح عند الموافقة على خصم البند {lines}.',
    two: 'يُتاح عند الموافقة على خصمي البندين {lines}.',
    few: 'يُتاح عند الموافقة على خصومات البنود {lines}.',
    many: 'يُتاح عند الموافقة على خصومات البنود {lines}.',
    other: 'يُتاح عند الموافقة على خصومات البنود {lines}.',
  },
  'rule.quote.discount_declined': {
    zero: 'رُفض خصم البند {lines}. غيّر البند.',
    one: 'رُفض خصم البند {lines}. غيّر البند.',
    two: 'رُفض خصما البندين {lines}. غيّرهما.',
    few: 'رُفضت خصومات البنود {lines}. غيّرها.',
    many: 'رُفضت خصومات البنود {lines}. غيّرها.',
    other: 'رُفضت خصومات البنود {lines}. غيّرها.',
  },
  'rule.quote.no_customer': 'لم يُحدَّد لمن يُرسل. اختر عميلًا أو جهة اتصال.',
  'rule.quote.no_validity': 'حدّد إلى متى يسري.',
  'rule.quote.validity_past': 'انتهت مدة سريانه. اختر يومًا لاحقًا.',
  'rule.quote.nothing_to_send': 'لا نسخة قيد الكتابة: أُرسلت من قبل، أو لم تبدأ أي نسخة.',
  'rule.quote.being_written': 'النسخة {version} قيد الكتابة.',
  'rule.quote.first_version': 'لا نسخة قبل هذه. أرشف عرض السعر بدلًا من ذلك.',
  'rule.quote.number_taken': 'يوجد عرض سعر برقم {number}. يمكن للمسؤول تغيير طريقة كتابة الأرقام.',
  'rule.quote.series_begun': 'أُعطيت أرقام من هذه السلسلة: الرقم التالي {next} كي لا تحدث فجوة.',
  'rule.quote.many_links': 'للنسخة {most} رابط على الأكثر.',
} satisfies Translated<typeof en, 'ar'>
