import type { Translated } from '../app/dictionary.rules'
import type en from './models.refusals.en'

export default {
  'rule.training.running': 'هذا النموذج قيد التدريب بالفعل.',
  'rule.training.over': 'انتهى هذا التدريب.',
  'rule.model.held_back': 'هذا الإصدار معلَّق. بُتّ في كل سمة مشتبه بها ثم أعد التدريب.',
} satisfies Translated<typeof en, 'ar'>
