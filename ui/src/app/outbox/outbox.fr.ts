import type { Translated } from '../dictionary.rules'
import type en from './outbox.en'

export default {
  title: 'Modifications en attente',
  why: 'Elles sont gardées dans ce navigateur et seront envoyées dans cet ordre dès que le serveur répondra, même si la page a été fermée.',
  none: 'Plus rien n’est en attente.',
  when: 'faite {ago}',
  open: 'Ouvrir',
  again: 'Reprendre la saisie',
  drop: 'Ne pas envoyer',
  keep: 'Garder la mienne',
  take: 'Prendre la leur',
  sent: 'Ce qui attendait est envoyé',
  conflict: '{name} a été modifié entre-temps',
  who: '{name} a modifié {fields} {ago}.',
  mine: 'Vous aviez écrit {what}.',
  refused: '{name} : {what} n’a pas pu être fait',
  'leave.title': {
    one: '{n} modification n’est pas encore envoyée',
    many: '{n} de modifications ne sont pas encore envoyées',
    other: '{n} modifications ne sont pas encore envoyées',
  },
  'leave.why': 'Si vous vous déconnectez maintenant, elles seront oubliées.',
  'leave.go': 'Oublier et se déconnecter',
  'leave.stay': 'Rester connecté',
} satisfies Translated<typeof en, 'fr'>
