import type { Translated } from '../app/dictionary.rules'
import type en from './deals.place.en'

export default {
  place: 'مسار الصفقات',
  noun: 'صفقة',
  plural: 'الصفقات',
  why: 'فرص في مسار الصفقات',
  refers: 'صفقة بالمعرّف الخارجي',
  import: 'استيراد صفقات',
  create: 'إنشاء صفقة',
  made: {
    zero: 'صفقات جديدة',
    one: 'صفقة جديدة',
    two: 'صفقتان جديدتان',
    few: 'صفقات جديدة',
    many: 'صفقة جديدة',
    other: 'صفقة جديدة',
  },
  see: {
    zero: 'عرض الصفقات الجديدة',
    one: 'عرض الصفقة الجديدة',
    two: 'عرض الصفقتين الجديدتين',
    few: 'عرض {n} صفقات جديدة',
    many: 'عرض {n} صفقة جديدة',
    other: 'عرض {n} صفقة جديدة',
  },
  go: 'إلى مسار الصفقات',
  'rule.stage.probability': 'يقع الاحتمال بين 0 و100%.',
  'rule.stage.has_deals': 'في هذه المرحلة صفقات. انقلها إلى مرحلة أخرى أولًا.',
  'rule.stage.moves_pipeline': 'تبقى المرحلة في مسارها.',
  'rule.pipeline.has_deals': 'في هذا المسار صفقات. انقلها إلى مسار آخر أولًا.',
  'rule.deal.reason_needed': 'اذكر سبب خسارة الصفقة.',
  'rule.deal.no_pipeline': 'لا مسار فيه مرحلة مفتوحة بعد. أنشئ واحدًا أولًا.',
  'rule.deal.still_open': 'ليس لصفقة مفتوحة يوم إغلاق ولا سبب بعد. انقلها أولًا إلى مرحلة إغلاق.',
  'rule.deal.stage_in_bin': 'مرحلتها أو مسارها في سلة المحذوفات. استعد ذلك أولًا.',
} satisfies Translated<typeof en, 'ar'>
