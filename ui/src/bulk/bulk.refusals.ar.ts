import type { Translated } from '../app/dictionary.rules'
import type en from './bulk.refusals.en'

export default {
  'rule.bulk.undo_expired': 'يمكن التراجع عن التغيير الجماعي خلال {days} يومًا، وهذا أقدم.',
  'rule.bulk.state': 'تقدّم هذا التغيير الجماعي في هذه الأثناء. انظر أين وصل.',
  'rule.sample.not_empty': 'البيانات النموذجية لمساحة عمل فارغة، وفي هذه المساحة سجلات بالفعل.',
  'rule.sample.all': 'تتطلب البيانات النموذجية الحق في إنشاء كل أنواع السجلات وأرشفتها.',
} satisfies Translated<typeof en, 'ar'>
