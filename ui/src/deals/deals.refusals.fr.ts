import type { Translated } from '../app/dictionary.rules'
import type en from './deals.refusals.en'

export default {
  'rule.deal.read.amount': 'Votre rôle ne permet pas de lire les montants des affaires.',
  'rule.deal.read.split': 'Votre rôle ne permet pas de lire le partage des affaires.',
  'rule.deal.update.amount': 'Votre rôle ne permet pas de modifier les montants des affaires.',
  'rule.deal.amount_of_lines':
    'Cette affaire a des lignes : son montant est leur somme. Modifiez les lignes.',
  'rule.price_book.other_currency': 'Le tarif est en {book}, les lignes en {currency}.',
  'rule.price_book.not_valid': 'Le tarif {name} n’est pas valable aujourd’hui.',
  'rule.price_book.ends_before': 'Le tarif finit avant de commencer.',
  'rule.price_book.limit': 'Une limite de remise est un pourcentage de 0 à 100.',
  'rule.price_book.product_twice': 'Entrée {entry} : ce produit y est deux fois.',
  'rule.price_book.no_tier': 'Entrée {entry} : un produit a au moins un prix.',
  'rule.price_book.tier_quantity':
    'Entrée {entry}, palier {tier} : un palier commence à une quantité inférieure à 1 000 000 000.',
  'rule.price_book.cost': 'Entrée {entry} : un coût est un nombre simple, zéro ou plus.',
  'rule.price_book.tier_price': 'Entrée {entry}, palier {tier} : un prix est un nombre simple, zéro ou plus.',
  'rule.price_book.tier_gap':
    'Entrée {entry} : sous le premier palier il n’y a pas de prix. Il commence à 0 ou 1.',
  'rule.price_book.tier_order':
    'Entrée {entry}, palier {tier} : chaque palier commence au-dessus du précédent.',
  'rule.split.sum': 'Les parts font {sum} % en tout. Elles doivent faire 100 %.',
  'rule.split.share': 'La part de {name} dépasse 0 % et atteint 100 % au plus.',
  'rule.split.twice': '{name} y figure deux fois.',
  'rule.split.left': '{name} a quitté l’équipe : on ne lui attribue plus de part.',
  'rule.line.none_waits': 'Aucune remise de ces lignes n’attend.',
  'rule.line.offer': 'Ligne {line} : une offre est un pourcentage inférieur à celui demandé.',
  'rule.line.own_discount': 'Ligne {line} : personne n’approuve sa propre remise.',
  'rule.line.beyond_yours': 'Ligne {line} : c’est plus que vous ne pouvez accorder.',
  'rule.line.quantity':
    'Ligne {line} : une quantité est supérieure à zéro et inférieure à 1 000 000 000, avec 6 décimales au plus.',
  'rule.line.unit_price':
    'Ligne {line} : un prix est un nombre simple, zéro ou plus, avec 6 décimales au plus.',
  'rule.line.discount': 'Ligne {line} : une remise est un pourcentage de 0 à 100.',
  'rule.line.terms': 'Ligne {line} : ce qui vient une fois n’a pas de durée.',
  'rule.line.what': 'La ligne {line} ne dit pas ce qu’elle est : nommez un produit ou saisissez un texte.',
  'rule.line.too_large': 'La ligne {line} dépasse ce qui se compte exactement.',
  'rule.line.no_country': 'La ligne {line} est taxée : dites de quel pays.',
  'rule.line.no_tax': 'Ligne {line} : il n’y a pas de taxe de {country} pour la classe « {taxClass} ».',
  'rule.tax.too_high': 'Une taxe est de 100 % au plus.',
  'rule.stage.probability': 'Une probabilité se situe entre 0 et 100 %.',
  'rule.stage.has_deals': 'Cette étape contient des affaires. Déplacez-les d’abord.',
  'rule.stage.moves_pipeline': 'Une étape reste dans son pipeline.',
  'rule.pipeline.has_deals': 'Ce pipeline contient des affaires. Déplacez-les d’abord.',
  'rule.deal.reason_needed': 'Indiquez le motif de la perte.',
  'rule.deal.no_pipeline': 'Aucun pipeline n’a encore d’étape ouverte. Créez-en un d’abord.',
  'rule.deal.still_open':
    'Une affaire ouverte n’a encore ni date de clôture ni motif. Déplacez-la d’abord vers une étape de clôture.',
  'rule.deal.stage_in_bin': 'Son étape ou son pipeline est dans la corbeille. Restaurez-le d’abord.',
  'rule.deal.not_made_here':
    'Une affaire ne commence pas à l’étape {stage}. Choisissez une étape antérieure.',
  'rule.deal.stage_back': 'Ce pipeline n’admet pas de retour, et {stage} est derrière l’affaire.',
  'rule.deal.stage_skipped': '{next} vient avant {stage}. Passez d’abord par là.',
  'rule.deal.mover': 'D’autres personnes font passer les affaires à {stage}. Adressez-vous à l’une d’elles.',
  'rule.deal.stage_needs': '{stage} demande d’abord : {fields}.',
  'rule.deal.stage_condition': 'L’affaire ne remplit pas la condition de {stage}. {says}',
  'rule.deal.approval_needed': '{stage} demande une approbation. Demandez-la depuis l’affaire.',
  'rule.deal.loss_reason': '« {reason} » ne figure pas parmi les motifs de perte de ce pipeline.',
  'rule.deal.loss_note': 'Dans ce pipeline, une perte demande une note.',
  'rule.deal.stage_discount':
    'Une remise de cette affaire attend ou a été refusée, et {stage} n’en admet pas. Faites-la décider ou changez la ligne.',
  'rule.deal.loss_competitor': 'Dans ce pipeline, une perte dit quel concurrent l’a emportée.',
  'rule.deal.not_lost': 'Seule une affaire perdue a été emportée par un concurrent.',
  'rule.deal.competitor_twice': 'Ce concurrent est déjà sur cette affaire.',
  'rule.approval.not_needed': 'L’affaire peut y passer sans approbation.',
  'rule.approval.asked': 'Une approbation pour {stage} est déjà demandée.',
  'rule.approval.over': 'La décision est déjà prise.',
  'rule.approval.not_yours': 'La décision revient à quelqu’un d’autre.',
} satisfies Translated<typeof en, 'fr'>
