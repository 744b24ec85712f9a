import type { Translated } from '../app/dictionary.rules'
import type en from './quotes.refusals.en'

export default {
  'rule.quote.link_without_email': 'Ce lien a été créé sans adresse e-mail.',
  'rule.quote.read.document': 'Votre rôle ne permet pas de lire tout ce que dit un devis.',
  'rule.quote.deal_fixed': 'Un devis reste attaché à son affaire.',
  'rule.quote.frozen': 'Ce qui a été envoyé reste tel quel. Commencez une nouvelle version.',
  'rule.quote.accepted': 'Le devis a été accepté : plus rien n’y change.',
  'rule.quote.with_customer': 'Le client a le devis {number}. Retirez-le d’abord.',
  'rule.quote.not_with_customer': 'Aucune version de ce devis n’est chez le client.',
  'rule.quote.deal_in_bin': 'Son affaire est dans la corbeille. Restaurez-la d’abord.',
  'rule.quote.deal_closed': 'L’affaire {deal} est close. Rouvrez-la d’abord.',
  'rule.quote.no_lines': 'L’affaire n’a pas encore de lignes. Ajoutez ce qui est proposé.',
  'rule.quote.discount_waits': {
    one: 'Possible dès que la remise de la ligne {lines} sera approuvée.',
    many: 'Possible dès que les remises des lignes {lines} seront approuvées.',
    other: 'Possible dès que les remises des lignes {lines} seront approuvées.',
  },
  'rule.quote.discount_declined': {
    one: 'La remise de la ligne {lines} a été refusée. Modifiez la ligne.',
    many: 'Les remises des lignes {lines} ont été refusées. Modifiez-les.',
    other: 'Les remises des lignes {lines} ont été refusées. Modifiez-les.',
  },
  'rule.quote.no_customer': 'Aucun destinataire n’est indiqué. Choisissez un client ou un contact.',
  'rule.quote.no_validity': 'Indiquez jusqu’à quand il est valable.',
  'rule.quote.validity_past': 'Sa validité est passée. Choisissez un jour plus tardif.',
  'rule.quote.nothing_to_send':
    'Aucune version n’est en préparation : elle a déjà été envoyée, ou aucune n’a été commencée.',
  'rule.quote.being_written': 'La version {version} est déjà en préparation.',
  'rule.quote.first_version': 'Il n’y a pas de version avant celle-ci. Archivez plutôt le devis.',
  'rule.quote.number_taken':
    'Il existe déjà un devis {number}. Un administrateur peut changer l’écriture des numéros.',
  'rule.quote.series_begun':
    'Des numéros de cette série ont été attribués : le prochain est {next}, pour qu’il n’y ait pas de trou.',
  'rule.quote.many_links': 'Une version a au plus {most} liens.',
  'rule.quote.accepted_already': 'Ce devis a déjà été accepté.',
  'rule.quote.expired': 'Ce devis a expiré entre-temps. Rien n’a été modifié.',
  'rule.quote.replaced': 'Une version plus récente a remplacé celle-ci entre-temps. Rien n’a été modifié.',
  'rule.quote.withdrawn': 'Ce devis a été retiré entre-temps. Rien n’a été modifié.',
  'rule.quote.declined': 'Ce devis a été refusé. Son expéditeur peut le renvoyer.',
  'rule.quote.pdf_not_ready': 'Le PDF est en préparation. Réessayez dans un instant.',
  'rule.quote.pdf_failed':
    'Le PDF n’a pas pu être créé. Le devis lui-même est intact : sa page peut être imprimée.',
} satisfies Translated<typeof en, 'fr'>
