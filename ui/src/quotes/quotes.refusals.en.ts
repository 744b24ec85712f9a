/** What the rules of this area say, read once something was refused. */
export default {
  'rule.quote.link_without_email': 'This link was made without an e-mail address.',
  'rule.quote.read.document': 'Your role may not read all that is in a quote.',
  'rule.quote.deal_fixed': 'A quote stays with its deal.',
  'rule.quote.frozen': 'What was sent stays as it is. Begin a new version.',
  'rule.quote.accepted': 'The quote was accepted: nothing of it changes any more.',
  'rule.quote.with_customer': 'The customer has quote {number}. Withdraw it first.',
  'rule.quote.not_with_customer': 'No version of this quote is with the customer.',
  'rule.quote.deal_in_bin': 'Its deal is in the recycle bin. Bring that back first.',
  'rule.quote.deal_closed': 'The deal {deal} is closed. Open it again first.',
  'rule.quote.no_lines': 'The deal has no lines yet. Add what is offered.',
  'rule.quote.discount_waits': {
    one: 'Opens when the discount of line {lines} is approved.',
    other: 'Opens when the discounts of lines {lines} are approved.',
  },
  'rule.quote.discount_declined': {
    one: 'The discount of line {lines} was declined. Change the line.',
    other: 'The discounts of lines {lines} were declined. Change them.',
  },
  'rule.quote.no_customer': 'Nobody is named to whom it goes. Choose a customer or a contact.',
  'rule.quote.no_validity': 'Say until when it is valid.',
  'rule.quote.validity_past': 'Its validity is over. Choose a later day.',
  'rule.quote.nothing_to_send': 'No version is being written: it was sent already, or none was begun.',
  'rule.quote.being_written': 'Version {version} is being written already.',
  'rule.quote.first_version': 'There is no version before this one. Archive the quote instead.',
  'rule.quote.number_taken':
    'There is a quote {number} already. An administrator can change how numbers are written.',
  'rule.quote.series_begun':
    'Numbers of this range have been given: the next one is {next}, so that there is no gap.',
  'rule.quote.many_links': 'A version has at most {most} links.',
  'rule.quote.accepted_already': 'This quote has been accepted already.',
  'rule.quote.expired': 'This quote has expired meanwhile. Nothing was changed.',
  'rule.quote.replaced': 'A newer version has replaced this one meanwhile. Nothing was changed.',
  'rule.quote.withdrawn': 'This quote was withdrawn meanwhile. Nothing was changed.',
  'rule.quote.declined': 'This quote was declined. Whoever sent it can send it again.',
  'rule.quote.pdf_not_ready': 'The PDF is being made. Try again in a moment.',
  'rule.quote.pdf_failed': 'The PDF could not be made. The quote itself is safe: its page can be printed.',
} as const
