export default {
  'rule.conversation.no_sender': 'Aucune adresse ne figure dans cette conversation.',
  'rule.conversation.not_private': 'Tout le monde voit déjà cette conversation.',
  'rule.conversation.sleep': 'Indiquez jusqu’à quand elle doit dormir : un moment à venir.',
  'rule.conversation.itself': 'Une conversation ne peut pas être fusionnée avec elle-même.',
  'rule.conversation.private_apart': 'L’une des deux est privée : partagez-la d’abord.',
  'rule.conversation.first_message': 'Tout partirait : choisissez un message plus récent.',
  'rule.conversation.send_at': 'Choisissez un moment à venir.',
  'rule.conversation.mention_unseen': '{name} ne peut pas voir cette conversation.',
  'rule.conversation.update': 'Cette conversation appartient à quelqu’un d’autre.',
  'rule.conversation.answered':
    '{name} a répondu entre-temps. Lisez sa réponse, puis renvoyez la vôtre si vous le souhaitez.',
} as const
