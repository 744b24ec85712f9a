import type { Translated } from '../../app/dictionary.rules'
import type en from './taxes.en'

export default {
  failed: 'تعذّر تحميل الضرائب',
  title: 'الضرائب',
  none: 'لا ضرائب بعد',
  'none.why': 'يُحسب على بند الصفقة ضريبة بلده وفئته، مثل أساسية أو مخفضة.',
  country: 'البلد',
  'country.missing': 'اختر بلدًا.',
  class: 'الفئة',
  'class.hint': 'كما تسمّي ما تتساوى ضريبته: أساسية، مخفضة، صفر',
  'class.missing': 'اكتب فئة.',
  percent: 'النسبة',
  'percent.wrong': 'اكتب نسبة مثل 15 أو 5.5.',
  add: 'إضافة ضريبة',
  change: 'تغيير {taxClass} في {country}',
  remove: 'إزالة {taxClass} في {country}',
  save: 'حفظ الضريبة',
  removed: 'أُزيلت الضريبة. تحتفظ بها البنود الموجودة.',
  'remove.failed': 'لم تُزَل الضريبة',
  kept: 'تحتفظ البنود الموجودة بالنسبة التي كُتبت بها.',
} satisfies Translated<typeof en, 'ar'>
