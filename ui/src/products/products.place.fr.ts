import type { Translated } from '../app/dictionary.rules'
import type en from './products.place.en'

export default {
  place: 'Produits',
  noun: 'Produit',
  plural: 'Produits',
  why: 'Ce qui se vend, avec les prix',
  refers: 'Produit par nom ou code',
  import: 'Importer des produits',
  create: 'Créer un produit',
  made: { one: 'nouveau produit', many: 'nouveaux produits', other: 'nouveaux produits' },
  see: {
    one: 'Voir le nouveau produit',
    many: 'Voir les {n} de nouveaux produits',
    other: 'Voir les {n} nouveaux produits',
  },
  go: 'Aller aux produits',
} satisfies Translated<typeof en, 'fr'>
