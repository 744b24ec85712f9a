import type { Translated } from '../app/dictionary.rules'
import type en from './leads.refusals.en'

export default {
  'rule.lead.transition': 'Un prospect ne peut pas passer de son statut actuel à celui-ci.',
  'rule.lead.convert': 'Un prospect devient converti par la conversion : utilisez « Convertir ».',
  'rule.lead.customer_unclear':
    'Plusieurs clients correspondent à ce prospect. Choisissez-en un, ou créez-en un nouveau.',
  'rule.lead.website_taken':
    'Un client avec le site web de ce prospect existe déjà. Choisissez-le, ou modifiez d’abord le site web du prospect.',
  'rule.lead.email_taken':
    'Un contact avec l’e-mail de ce prospect existe déjà. Choisissez-le, ou modifiez d’abord l’e-mail du prospect.',
  'rule.lead.converted_meanwhile': 'Quelqu’un d’autre a converti ce prospect entre-temps.',
  'rule.lead.not_converted': 'Ce prospect n’a pas été converti dans Sextant : il n’y a rien à annuler.',
  'rule.lead.changed_since':
    'Quelqu’un a modifié ce prospect depuis sa conversion : la conversion est conservée.',
  'rule.lead.converted_elsewhere': 'Ce prospect a été converti ailleurs et n’a pas de client ici.',
} satisfies Translated<typeof en, 'fr'>
