import type { QuoteLanguage } from './quote-document.model'

/** What a quote's page and its PDF call its parts, alike. */
interface QuoteWords {
  quote: string
  version: (n: number) => string
  from: string
  for: string
  attention: (name: string) => string
  issuedOn: string
  validUntil: string
  payment: string
  lines: string
  item: string
  quantity: string
  price: string
  discount: string
  tax: string
  net: string
  netSum: string
  taxOn: (percent: string, amount: string) => string
  total: string
  /** Of a line that comes again. */
  each: (period: 'month' | 'year', span: string) => string
  recurring: (month: string, year: string) => string
  taxIncluded: string
  terms: string
  taxId: string
  page: (n: string, of: string) => string
  accepted: string
  acceptedBy: string
  acceptedAt: string
  signature: string
  typed: string
  fingerprint: string
  agreed: (number: string, version: number, total: string) => string
}

/** In each language. */
export const quoteWords: Record<QuoteLanguage, QuoteWords> = {
  en: {
    quote: 'Quote',
    version: n => `Version ${n}`,
    from: 'From',
    for: 'For',
    attention: name => `For the attention of ${name}`,
    issuedOn: 'Issued on',
    validUntil: 'Valid until',
    payment: 'Payment',
    lines: 'Items',
    item: 'Item',
    quantity: 'Quantity',
    price: 'Price',
    discount: 'Discount',
    tax: 'Tax',
    net: 'Net',
    netSum: 'Net total',
    taxOn: (percent, amount) => `Tax ${percent} on ${amount}`,
    total: 'Total',
    each: (period, span) => `Each ${period === 'month' ? 'month' : 'year'}, for ${span}`,
    recurring: (month, year) => `Of this recurs, without tax: ${month} a month, ${year} a year.`,
    taxIncluded: 'Prices include tax. Net amounts are without it.',
    terms: 'Terms',
    taxId: 'Tax number',
    page: (n, of) => `Page ${n} of ${of}`,
    accepted: 'Acceptance',
    acceptedBy: 'Accepted by',
    acceptedAt: 'Accepted on',
    signature: 'Signature',
    typed: 'Signed by typing the name.',
    fingerprint: 'Fingerprint of the quote (SHA-256)',
    agreed: (number, version, total) =>
      `I accept quote ${number}, version ${version}, of ${total} in total, with its items and terms.`,
  },
  fr: {
    quote: 'Devis',
    version: n => `Version ${n}`,
    from: 'De',
    for: 'Pour',
    attention: name => `À l’attention de ${name}`,
    issuedOn: 'Établi le',
    validUntil: 'Valable jusqu’au',
    payment: 'Paiement',
    lines: 'Prestations',
    item: 'Désignation',
    quantity: 'Quantité',
    price: 'Prix unitaire',
    discount: 'Remise',
    tax: 'Taxe',
    net: 'Montant HT',
    netSum: 'Total HT',
    taxOn: (percent, amount) => `Taxe de ${percent} sur ${amount}`,
    total: 'Total TTC',
    each: (period, span) => `Par ${period === 'month' ? 'mois' : 'an'}, pendant ${span}`,
    recurring: (month, year) => `Dont récurrent, hors taxes\u00a0: ${month} par mois, ${year} par an.`,
    taxIncluded: 'Les prix unitaires sont TTC. Les montants HT sont sans taxe.',
    terms: 'Conditions',
    taxId: 'N° fiscal',
    page: (n, of) => `Page ${n} sur ${of}`,
    accepted: 'Acceptation',
    acceptedBy: 'Accepté par',
    acceptedAt: 'Accepté le',
    signature: 'Signature',
    typed: 'Signé par la saisie du nom.',
    fingerprint: 'Empreinte du devis (SHA-256)',
    agreed: (number, version, total) =>
      `J’accepte le devis ${number}, version ${version}, d’un total de ${total}, avec ses prestations et conditions.`,
  },
  ar: {
    quote: 'عرض سعر',
    version: n => `النسخة ${n}`,
    from: 'من',
    for: 'إلى',
    attention: name => `عناية: ${name}`,
    issuedOn: 'تاريخ الإصدار',
    validUntil: 'صالح حتى',
    payment: 'الدفع',
    lines: 'البنود',
    item: 'البند',
    quantity: 'الكمية',
    price: 'السعر',
    discount: 'الخصم',
    tax: 'الضريبة',
    net: 'الصافي',
    netSum: 'الإجمالي قبل الضريبة',
    taxOn: (percent, amount) => `ضريبة ${percent} على ${amount}`,
    total: 'الإجمالي',
    each: (period, span) => `${period === 'month' ? 'كل شهر' : 'كل سنة'}، لمدة ${span}`,
    recurring: (month, year) => `منه متكرر، دون الضريبة: ${month} شهريًا، ${year} سنويًا.`,
    taxIncluded: 'الأسعار شاملة الضريبة، والمبالغ الصافية من دونها.',
    terms: 'الشروط',
    taxId: 'الرقم الضريبي',
    page: (n, of) => `الصفحة ${n} من ${of}`,
    accepted: 'القبول',
    acceptedBy: 'قبله',
    acceptedAt: 'تاريخ القبول',
    signature: 'التوقيع',
    typed: 'وُقّع بكتابة الاسم.',
    fingerprint: 'بصمة العرض (SHA-256)',
    agreed: (number, version, total) =>
      `أقبل عرض السعر ${number}، النسخة ${version}، بإجمالي ${total}، ببنوده وشروطه.`,
  },
}
