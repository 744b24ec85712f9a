/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Customers',
  noun: 'Customer',
  plural: 'Customers',
  why: 'Companies',
  refers: 'Company by name',
  import: 'Import customers',
  create: 'Create a customer',
  made: { one: 'new customer', other: 'new customers' },
  see: { one: 'See the new customer', other: 'See the {n} new customers' },
  go: 'Go to customers',
} as const
