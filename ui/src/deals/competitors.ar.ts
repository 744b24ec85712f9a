import type { Translated } from '../app/dictionary.rules'
import type en from './competitors.en'

export default {
  section: 'المنافسون',
  none: 'لا يُعرف منافس على هذه الصفقة.',
  edit: 'تعديل المنافسين',
  'edit.title': 'منافسو {name}',
  place: 'المنافس {n}',
  lostTo: 'كسبها',
  save: 'حفظ المنافسين',
  saved: 'حُفظ المنافسون',
  won: 'كسبها',
} satisfies Translated<typeof en, 'ar'>
