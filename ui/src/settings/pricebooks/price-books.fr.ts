import type { Translated } from '../../app/dictionary.rules'
import type en from './price-books.en'

export default {
  failed: 'Les tarifs n’ont pas pu être chargés',
  title: 'Tarifs',
  none: 'Il n’y a pas encore de tarif',
  'none.why':
    'Un tarif dit ce que coûtent les produits dans une devise, selon la quantité, et jusqu’où chaque rôle fait une remise de lui-même.',
  name: 'Nom',
  'name.missing': 'Saisissez un nom.',
  currency: 'Devise',
  from: 'Valable du',
  until: 'Valable jusqu’au',
  always: 'Toujours',
  products: 'Produits',
  limits: 'Limites de remise',
  'limit.of': 'Jusqu’à combien de pour cent : {role}',
  'limit.none': 'Personne',
  'limits.why': 'Au-delà de sa limite, une ligne attend quelqu’un qui peut accorder autant. Vide : rien.',
  entries: 'Prix',
  'entries.hint':
    'Un produit par ligne, puis son prix à partir de chaque quantité : Gateway | 1 = 1180 | 100 = 1096.40',
  'entries.cost':
    'Un produit par ligne, puis son prix à partir de chaque quantité, et ce qu’une pièce coûte à l’entreprise : Gateway | 1 = 1180 | 100 = 1096.40 | cost = 820',
  'entry.unknown': 'Ligne {n} : il n’y a pas de produit « {name} ».',
  'entry.malformed':
    'Ligne {n} : saisissez le produit, puis « quantité = prix » pour chaque palier, séparés par des |.',
  add: 'Ajouter un tarif',
  change: 'Modifier {name}',
  remove: 'Mettre {name} hors service',
  save: 'Enregistrer le tarif',
  removed: 'Le tarif est hors service. Les lignes gardent leurs prix.',
  'remove.failed': 'Le tarif reste en service',
} satisfies Translated<typeof en, 'fr'>
