/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Products',
  noun: 'Product',
  plural: 'Products',
  why: 'What is sold, with prices',
  refers: 'Product by name or code',
  import: 'Import products',
  create: 'Create a product',
  made: { one: 'new product', other: 'new products' },
  see: { one: 'See the new product', other: 'See the {n} new products' },
  go: 'Go to products',
} as const
