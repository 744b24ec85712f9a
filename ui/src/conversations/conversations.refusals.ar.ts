export default {
  'rule.conversation.no_sender': 'لا يوجد عنوان لأحد في هذه المحادثة.',
  'rule.conversation.not_private': 'يرى الجميع هذه المحادثة من قبل.',
  'rule.conversation.sleep': 'حدد إلى متى تنام المحادثة: وقتًا لم يأت بعد.',
  'rule.conversation.itself': 'لا يمكن دمج المحادثة في نفسها.',
  'rule.conversation.private_apart': 'إحداهما خاصة: شاركها أولًا.',
  'rule.conversation.first_message': 'ستنتقل كلها: اختر رسالة لاحقة.',
  'rule.conversation.send_at': 'اختر وقتًا لم يأت بعد.',
  'rule.conversation.mention_unseen': 'لا يحق لـ{name} رؤية هذه المحادثة.',
  'rule.conversation.update': 'هذه المحادثة تخص شخصًا آخر.',
  'rule.conversation.answered': 'أجاب {name} في هذه الأثناء. اقرأ جوابه ثم أرسل مجددًا إن أردت.',
} as const
