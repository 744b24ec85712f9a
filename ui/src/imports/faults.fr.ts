import type { Translated } from '../app/dictionary.rules'
import type en from './faults.en'

export default {
  of_field: '{field} : {text}',
  withheld: 'Cette cellule est inutilisable. Votre rôle ne permet pas d’en lire le contenu.',
  required: 'Vide, mais obligatoire. Écrivez une valeur.',
  max_length: '« {value} » est trop long. Raccourcissez.',
  not_an_option: '« {value} » ne fait pas partie des choix. Associez-le à l’étape 3.',
  'not_an_option.near': '« {value} » ne fait pas partie des choix. Vouliez-vous dire {meant} ?',
  not_a_number: '« {value} » n’est pas un nombre. Écrivez 1200.5.',
  not_a_whole_number: '« {value} » n’est pas un nombre entier. Écrivez 12000.',
  not_a_day: '« {value} » n’est pas un jour. Écrivez 2026-11-18.',
  not_an_instant: '« {value} » n’est pas une heure. Écrivez 2026-11-18 09:30.',
  not_yes_or_no: '« {value} » n’est ni oui ni non.',
  not_an_amount: '« {value} » n’est pas un montant. Écrivez 12000.',
  too_many_decimals:
    '« {value} » a plus de décimales que sa devise. Écrivez 12000.50, ou choisissez le séparateur décimal à l’étape 3.',
  not_a_currency: '« {value} » n’est pas une devise. Écrivez son code, par exemple EUR.',
  not_an_email: '« {value} » n’est pas une adresse e-mail. Écrivez nom@societe.com.',
  not_an_email_several: '« {value} » contient plusieurs adresses. Gardez-en une.',
  not_an_email_twice: '« {value} » : retirez un @.',
  not_a_phone: '« {value} » n’est pas un numéro de téléphone. Écrivez +48 22 123 45 67.',
  not_a_domain: '« {value} » n’est pas un site web. Écrivez societe.com.',
  not_a_country: '« {value} » n’est pas un pays connu. Écrivez son code, par exemple PL.',
  'not_a_country.near': '« {value} » n’est pas un pays connu. Vouliez-vous dire {meant} ?',
  not_a_language: '« {value} » n’est pas une langue connue. Écrivez son code, par exemple fr.',
  'not_a_language.near': '« {value} » n’est pas une langue connue. Vouliez-vous dire {meant} ?',
  not_an_address: '« {value} » n’est pas une adresse web. Commencez par https://.',
  invalid: '« {value} » ne peut pas être gardé dans ce champ.',
  nul_character: 'Un caractère qui ne peut pas être gardé (NUL). Retirez-le.',
  encoding: 'Des caractères illisibles. Choisissez un autre encodage à l’étape 2.',
  too_many_cells:
    'Plus de cellules que de colonnes. Cherchez un séparateur dans une valeur et mettez-la entre guillemets.',
  not_a_record:
    '« {value} » est un total ou une note sous le tableau, pas une fiche. Rien n’en est fait ; laissez ou supprimez cette ligne.',
  cell_too_long: 'Une cellule est trop longue. Raccourcissez-la.',
  quote_unclosed: 'Un guillemet s’ouvre sans se fermer. Ajoutez le guillemet fermant.',
  quote_misplaced: 'Un guillemet se trouve au milieu d’une cellule. Doublez-le ou retirez-le.',
  reference_missing:
    '« {value} » n’existe pas encore ici. Importez-le d’abord ou faites-le créer à l’étape 2.',
  reference_ambiguous: 'Plusieurs fiches s’appellent « {value} ». Utilisez l’identifiant externe.',
  reference_left_empty: '« {value} » n’existe pas ici : le champ reste vide.',
  ambiguous_match: 'Correspond à plusieurs fiches. Ajoutez une colonne qui les distingue.',
  duplicate: 'Identique à une autre fiche ou ligne. Retirez-la ou laissez-la mettre à jour.',
  rule: '« {value} » : {message}',
  leave_empty: 'Laisser vide',
  leave_empty_of: 'Laisser vide : « {value} »',
  'problem.field_twice.foot': {
    one: '{n} champ est rempli deux fois',
    many: '{n} de champs sont remplis deux fois',
    other: '{n} champs sont remplis deux fois',
  },
  'problem.nothing_mapped': 'Choisissez un champ pour au moins une colonne.',
  'problem.required':
    '{entity} : aucune colonne ne devient « {field} », obligatoire pour chaque nouvelle fiche. Associez-en une ou écrivez un modèle dans les réglages.',
  'problem.no_match_field':
    'Pour mettre à jour, associez une colonne qui dit de quelle fiche il s’agit : {fields}.',
  'problem.other': 'Un réglage ne peut pas servir : {message}',
} satisfies Translated<typeof en, 'fr'>
