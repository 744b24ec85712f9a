import type { Translated } from '../app/dictionary.rules'
import type en from './splits.en'

export default {
  section: 'Partage',
  failed: 'Le partage n’a pas pu être chargé',
  none: 'Non partagée : tout revient à son responsable.',
  edit: 'Modifier le partage',
  'edit.title': 'Partage de {name}',
  save: 'Enregistrer le partage',
  saved: {
    one: 'Partage enregistré : {n} personne',
    many: 'Partage enregistré : {n} de personnes',
    other: 'Partage enregistré : {n} personnes',
  },
  'saved.none': 'L’affaire n’est plus partagée',
  person: 'Personne',
  share: 'Part, %',
  role: 'Rôle',
  'role.hint': 'Par exemple appui',
  part: 'Montant',
  left: 'a quitté l’équipe',
  'row.name': '{field}, personne {n}',
  add: 'Ajouter une personne',
  evenly: 'Partager à parts égales',
  remove: 'Retirer {name}',
  'remove.unnamed': 'Retirer la personne {n}',
  'rest.none': 'En tout 100 %',
  'rest.open': 'Il reste {percent} % à attribuer',
  'rest.over': '{percent} % de trop',
  'wrong.person': 'Choisissez à qui revient cette part.',
  'wrong.twice': 'Cette personne y est déjà.',
  'wrong.share': 'Plus de 0 et 100 au plus, avec 2 décimales au plus.',
} satisfies Translated<typeof en, 'fr'>
