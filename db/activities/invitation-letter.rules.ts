import { type Letter, letter } from '../deliveries/letter.rules'

interface Given {
  name: string
  organizer: string
  when: string
  place: string | null
}

const words: Readonly<Record<string, (given: Given) => Letter>> = {
  en: ({ name, organizer, when, place }) => ({
    subject: `Invitation: ${name}`,
    lines: [`${organizer} invites you: ${name}.`, `When: ${when}`, ...(place ? [`Where: ${place}`] : [])],
    foot: 'Your calendar takes the invitation from this mail.',
  }),
  fr: ({ name, organizer, when, place }) => ({
    subject: `Invitation à : ${name}`,
    lines: [`${organizer} vous invite : ${name}.`, `Quand : ${when}`, ...(place ? [`Où : ${place}`] : [])],
    foot: 'Votre agenda reprend l’invitation de ce message.',
  }),
  ar: ({ name, organizer, when, place }) => ({
    subject: `دعوة: ${name}`,
    lines: [`يدعوك ${organizer}: ${name}.`, `الموعد: ${when}`, ...(place ? [`المكان: ${place}`] : [])],
    foot: 'يأخذ تقويمك الدعوة من هذه الرسالة.',
  }),
}

/** What one is written who is invited to a meeting. */
export const invitationLetter = (
  locale: string,
  given: Given,
): { subject: string; text: string; html: string } =>
  letter(locale in words ? locale : 'en', (words[locale] ?? words.en!)(given))
