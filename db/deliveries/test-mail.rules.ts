const words = {
  en: {
    subject: 'A test of outgoing mail',
    text: 'This mail was sent from the mail settings of your workspace, to see whether mail goes out. It did.',
  },
  fr: {
    subject: 'Un essai de l’envoi du courrier',
    text: 'Ce message a été envoyé depuis les réglages du courrier de votre espace, pour vérifier que le courrier part. C’est le cas.',
  },
  ar: {
    subject: 'تجربة البريد الصادر',
    text: 'أُرسلت هذه الرسالة من إعدادات البريد في مساحة عملك للتحقق من خروج البريد. وقد خرج.',
  },
} as const

/** What the mail says by which one sees whether mails go out. */
export const testMailWords = (locale: string): { subject: string; text: string } =>
  words[locale as keyof typeof words] ?? words.en
