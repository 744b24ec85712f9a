import type { Translated } from '../../app/dictionary.rules'
import type en from './tasks.en'

export default {
  actor: 'Sextant : {task}',
  'task.exchange_rates': 'taux de change',
  'why.exchange_rates': 'Va chercher les taux de change du jour à l’adresse indiquée.',
  'task.first_response': 'première réponse',
  'why.first_response': 'Tient le délai de réponse de chaque prospect et signale les retards.',
  'task.due': 'agenda et rappels',
  'why.due': 'Note que ce qui était prévu a commencé et le rappelle à la personne concernée.',
  'task.watchers': 'suivi des fiches',
  'why.watchers': 'Dit à qui suit une fiche ce qui lui arrive, dans la limite de ce que chacun peut lire.',
  'task.approvals': 'approbations',
  'why.approvals': 'Rappelle les approbations qui attendent depuis trop longtemps à qui peut les donner.',
  'task.deal_sums': 'sommes des affaires',
  'why.deal_sums': 'Additionne les sommes conservées des affaires. Il ne voit aucune affaire.',
  'task.territories': 'territoires',
  'why.territories': 'Replace toutes les fiches quand les règles des territoires ont changé.',
  'task.scoring': 'évaluation',
  'why.scoring':
    'Réévalue les fiches dont quelque chose a changé, et toutes celles qui sont ouvertes deux fois par jour.',
  'task.training': 'entraînement',
  'why.training': 'Entraîne la version d’un modèle que quelqu’un a demandée et évalue avec elle.',
  'task.quote_expiry': 'expiration des devis',
  'why.quote_expiry': 'Met fin aux devis que personne n’a acceptés à temps.',
  'task.quote_pdf': 'PDF des devis',
  'why.quote_pdf': 'Produit le PDF d’un devis envoyé ou accepté.',
  'task.quote_link': 'liens vers les devis',
  'why.quote_link':
    'Ce que peut faire un client qui a le lien d’un devis : le voir, répondre et, en l’acceptant, faire avancer son affaire.',
  'task.files': 'fichiers',
  'why.files': 'Fait analyser les fichiers, en fait les vignettes et vide la corbeille après 30 jours.',
  'task.filter_indexes': 'index des filtres',
  'why.filter_indexes': 'Construit les index des champs par lesquels on filtre.',
  'task.audit': 'journal d’audit',
  'why.audit': 'Reporte dans le journal d’audit ce qui touche aux droits et le scelle.',
  'task.import_failures': 'importations interrompues',
  'why.import_failures':
    'Signale qu’une importation ne peut continuer. L’importation elle-même a les droits de qui l’a demandée.',
  'task.bulk_failures': 'modifications en masse interrompues',
  'why.bulk_failures':
    'Signale qu’une modification en masse ne peut continuer. La modification elle-même a les droits de qui l’a demandée.',
} satisfies Translated<typeof en, 'fr'>
