export default {
  'rule.conversation.no_sender': 'Nobody’s address stands in this conversation.',
  'rule.conversation.not_private': 'Everybody sees this conversation already.',
  'rule.conversation.sleep': 'Say until when it is to sleep: a moment that is to come.',
  'rule.conversation.itself': 'A conversation cannot go into itself.',
  'rule.conversation.private_apart': 'One of the two is private: share it first.',
  'rule.conversation.first_message': 'All of it would go: choose a later message.',
  'rule.conversation.send_at': 'Choose a moment that is to come.',
  'rule.conversation.mention_unseen': '{name} may not see this conversation.',
  'rule.conversation.update': 'This conversation is somebody else’s.',
  'rule.conversation.answered':
    '{name} has answered meanwhile. Read it, then send again if you still want to.',
} as const
