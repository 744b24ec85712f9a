import type { Translated } from '../app/dictionary.rules'
import type en from './contacts.refusals.en'

export default {
  'rule.affiliation.times': 'La fin ne précède pas le début.',
  'rule.affiliation.twice': 'Le contact a déjà ce rôle à cette période.',
} satisfies Translated<typeof en, 'fr'>
