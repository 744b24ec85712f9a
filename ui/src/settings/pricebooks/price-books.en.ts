/** The price books and the form of one. */
export default {
  failed: 'The price books could not be loaded',
  title: 'Price books',
  none: 'There are no price books yet',
  'none.why':
    'A book says what products cost in a currency, by quantity, and up to how much each role takes off by itself.',
  name: 'Name',
  'name.missing': 'Write a name.',
  currency: 'Currency',
  from: 'Valid from',
  until: 'Valid until',
  always: 'Always',
  products: 'Products',
  limits: 'Discount limits',
  'limit.of': 'Up to how many percent: {role}',
  'limit.none': 'Nobody',
  'limits.why': 'Beyond its limit a line waits for somebody who may give as much. Empty: nothing.',
  entries: 'Prices',
  'entries.hint':
    'A product on each line, then its price from each quantity on: Gateway | 1 = 1180 | 100 = 1096.40',
  'entries.cost':
    'A product on each line, then its price from each quantity on, and what one costs the company: Gateway | 1 = 1180 | 100 = 1096.40 | cost = 820',
  'entry.unknown': 'Line {n}: there is no product “{name}”.',
  'entry.malformed':
    'Line {n}: write the product, then “quantity = price” for each tier, with | between them.',
  add: 'Add price book',
  change: 'Change {name}',
  remove: 'Put {name} out of use',
  save: 'Save price book',
  removed: 'Price book is out of use. Lines keep their prices.',
  'remove.failed': 'The price book stays in use',
} as const
