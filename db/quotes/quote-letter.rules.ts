import { type Letter, letter } from '../deliveries/letter.rules'
import type { QuoteDocument, QuoteLanguage } from './quote-document.model'

interface Given {
  recipient: string
  seller: string
  number: string
  title: string
  until: string
  link: string
  /** What the sender adds, in their own words. */
  message: string | null
}

const words: Readonly<Record<QuoteLanguage, (given: Given) => Letter>> = {
  en: ({ recipient, seller, number, title, until, link, message }) => ({
    subject: `Quote ${number} from ${seller}: ${title}`,
    lines: [
      `Hello ${recipient},`,
      ...(message ? [message] : []),
      `here is our quote ${number}. It is valid until ${until}, and attached as a PDF.`,
    ],
    act: { label: 'See and answer the quote', href: link },
  }),
  fr: ({ recipient, seller, number, title, until, link, message }) => ({
    subject: `Devis ${number} de ${seller} : ${title}`,
    lines: [
      `Bonjour ${recipient},`,
      ...(message ? [message] : []),
      `voici notre devis ${number}. Il est valable jusqu’au ${until}, et joint en PDF.`,
    ],
    act: { label: 'Voir le devis et y répondre', href: link },
  }),
  ar: ({ recipient, seller, number, title, until, link, message }) => ({
    subject: `عرض السعر ${number} من ${seller}: ${title}`,
    lines: [
      `مرحبًا ${recipient}،`,
      ...(message ? [message] : []),
      `إليك عرض السعر ${number}. وهو صالح حتى ${until}، ومرفق بصيغة PDF.`,
    ],
    act: { label: 'عرض السعر والرد عليه', href: link },
  }),
}

/** What a customer is written with a quote, in its language. */
export function quoteLetter(
  { language, number, title, seller, validUntil }: QuoteDocument,
  { recipient, link, message }: Pick<Given, 'recipient' | 'link' | 'message'>,
): { subject: string; text: string; html: string } {
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(validUntil),
  )
  return letter(
    language,
    words[language]({ recipient, seller: seller.name, number, title, until, link, message }),
  )
}
