/** Columns of a SELECT, times as ISO 8601 text: what postgres.js would make a Date of, JSON and the shapes of this area say as text. */
export const selected = (columns: readonly string[]): string =>
  columns
    .map(column => (column.endsWith('_at') ? `to_json(${column}) #>> '{}' as ${column}` : column))
    .join(', ')

/** The same columns of an alias as one JSON object with the names of our shapes; null when the row is missing. */
export const asJson = (columns: readonly string[], alias: string): string =>
  `case when ${alias}.id is null then null else json_build_object(${columns
    .map(column => `'${camel(column)}', ${alias}.${column}`)
    .join(', ')}) end`

const camel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
