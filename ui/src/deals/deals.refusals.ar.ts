import type { Translated } from '../app/dictionary.rules'
import type en from './deals.refusals.en'

export default {
  'rule.stage.probability': 'يقع الاحتمال بين 0 و100%.',
  'rule.stage.has_deals': 'في هذه المرحلة صفقات. انقلها إلى مرحلة أخرى أولًا.',
  'rule.stage.moves_pipeline': 'تبقى المرحلة في مسارها.',
  'rule.pipeline.has_deals': 'في هذا المسار صفقات. انقلها إلى مسار آخر أولًا.',
  'rule.deal.reason_needed': 'اذكر سبب خسارة الصفقة.',
  'rule.deal.no_pipeline': 'لا مسار فيه مرحلة مفتوحة بعد. أنشئ واحدًا أولًا.',
  'rule.deal.still_open': 'ليس لصفقة مفتوحة يوم إغلاق ولا سبب بعد. انقلها أولًا إلى مرحلة إغلاق.',
  'rule.deal.stage_in_bin': 'مرحلتها أو مسارها في سلة المحذوفات. استعد ذلك أولًا.',
  'rule.deal.not_made_here': 'لا تبدأ الصفقات في مرحلة {stage}. اختر مرحلة أسبق.',
  'rule.deal.stage_back': 'لا رجوع في مسار الصفقات هذا، ومرحلة {stage} خلف الصفقة.',
  'rule.deal.stage_skipped': 'تأتي {next} قبل {stage}. انقل الصفقة إليها أولًا.',
  'rule.deal.mover': 'ينقل آخرون الصفقات إلى {stage}. اطلب ذلك من أحدهم.',
  'rule.deal.stage_needs': 'تتطلب {stage} أولًا: {fields}.',
  'rule.deal.stage_condition': 'لا تستوفي الصفقة شرط {stage}. {says}',
  'rule.deal.approval_needed': 'تتطلب {stage} موافقة. اطلبها من صفحة الصفقة.',
  'rule.deal.loss_reason': '«{reason}» ليس من أسباب الخسارة في مسار الصفقات هذا.',
  'rule.deal.loss_note': 'تتطلب الخسارة في مسار الصفقات هذا ملاحظة.',
  'rule.approval.not_needed': 'يمكن للصفقة الانتقال إلى هناك دون موافقة.',
  'rule.approval.asked': 'طُلبت الموافقة على {stage} من قبل.',
  'rule.approval.over': 'اتُّخذ القرار من قبل.',
  'rule.approval.not_yours': 'القرار لشخص آخر.',
} satisfies Translated<typeof en, 'ar'>
