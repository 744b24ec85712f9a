import type { Translated } from '../app/dictionary.rules'
import type en from './activities.refusals.en'

export default {
  'rule.activity.duration': 'Une durée n’est pas négative.',
  'rule.activity.end_needs_start': 'Une fin demande un début : indiquez quand cela commence.',
  'rule.activity.ends_before_start': 'Cela finirait avant d’avoir commencé. Déplacez la fin ou le début.',
  'rule.activity.too_long': 'Cela durerait plus de {days} jours.',
  'rule.activity.invitees_of_meeting': 'On n’invite des personnes qu’à des réunions.',
  'rule.activity.invitee_whom':
    'Indiquez qui est la personne {person} : un membre, un contact ou une adresse e-mail.',
  'rule.activity.no_time': 'Aucune heure n’est encore prévue, rien ne peut figurer dans un agenda.',
  'rule.calendar_feed.person': 'Seule une personne connectée a une adresse d’agenda.',
  'rule.activity.repeat_needs_task':
    'Seules les tâches se répètent ainsi. Une réunion se répète selon « Répétition » dans son formulaire.',
  'rule.activity.series_of_meeting': 'Seules les réunions se répètent ainsi.',
  'rule.activity.series_needs_start': 'Indiquez d’abord quand la réunion commence.',
  'rule.activity.in_series': 'Cette réunion se répète déjà. Modifiez sa série.',
  'rule.activity.no_series': 'Cette réunion ne se répète pas.',
  'rule.activity.series_over':
    'Ce qui a eu lieu reste tel quel : modifiez-la seule, ou choisissez une réunion à venir.',
  'rule.activity.series_day':
    'La réunion a lieu un jour où elle ne se répéterait pas. Ajoutez son jour, ou choisissez une fin plus tardive.',
  'rule.activity.series_far': 'Une réunion qui se répète commence entre les années 1970 et 2199.',
  'rule.activity.series_shift':
    'Toutes les réunions ne peuvent être décalées d’autant de jours. Modifiez la réunion et choisissez à nouveau ses jours.',
  'rule.activity.repeat_needs_due': 'Ce qui se répète a besoin d’une échéance.',
  'rule.activity.remind_past': 'Choisissez un rappel à venir.',
  'rule.activity.mention_unseen':
    '{name} ne peut pas voir ce dont il s’agit, une mention ne servirait à rien. Partagez d’abord la fiche, ou écrivez le nom sans @.',
} satisfies Translated<typeof en, 'fr'>
