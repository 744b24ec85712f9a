import type { Translated } from '../../app/dictionary.rules'
import type en from './feed.en'

export default {
  title: 'Votre agenda dans un autre logiciel',
  why: 'Tout logiciel d’agenda peut afficher ce qui est à vous et ce à quoi vous êtes invité, grâce à une adresse secrète. Quiconque a l’adresse le voit aussi.',
  once: 'Copiez l’adresse maintenant : elle n’est affichée qu’une fois.',
  copy: 'Copier',
  copied: 'Copié',
  'copy.failed': 'La copie a échoué',
  'copy.failed.why': 'Le navigateur ne le permet pas ici. Sélectionnez le texte et copiez-le.',
  make: 'Créer une adresse',
  'make.failed': 'Aucune adresse n’a été créée',
  since: 'Une adresse existe depuis le {date}.',
  read: 'Dernière lecture : {date}.',
  'read.never': 'Personne ne l’a encore lue.',
  renew: 'Créer une nouvelle adresse',
  'renew.why': 'Avec une nouvelle adresse, la précédente n’affiche plus rien.',
  revoke: 'La retirer',
  'revoke.failed': 'L’adresse fonctionne toujours',
  revoked: 'L’adresse n’affiche plus rien',
  failed: 'Impossible de savoir si une adresse existe',
} satisfies Translated<typeof en, 'fr'>
