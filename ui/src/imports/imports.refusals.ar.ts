import type { Translated } from '../app/dictionary.rules'
import type en from './imports.refusals.en'

export default {
  'rule.import.undo_expired': 'يمكن التراجع عن الاستيراد خلال {days} يومًا، وهذا أقدم.',
  'rule.import.started': 'بدأ هذا الاستيراد ولم يعد تغييره ممكنًا.',
  'rule.import.state': 'تقدّم هذا الاستيراد في هذه الأثناء. انظر أين وصل.',
} satisfies Translated<typeof en, 'ar'>
