import { currencyIn } from '../reading/currency.rules'
import { type ImportEntity, importEntities } from './import-entities.model'
import { importables } from './importables.rules'
import { headerKey, synonymsOf } from './synonyms.rules'

/** The field of an entity that a header speaks of: as it stands, else without what a program puts around its words. */
export function fieldNamed(
  entity: ImportEntity,
  header: string,
): { field: string; certainty: number } | undefined {
  const words = synonymsOf(entity)
  const whole = words.get(headerKey(header))
  if (whole) return whole
  for (const { text, only } of barely(entity, header)) {
    const found = words.get(headerKey(text))
    if (found && (!only || only.has(found.field)))
      return { field: found.field, certainty: Math.max(70, found.certainty - 6) }
  }
  return undefined
}

/** Fields that mean the same with a word before them that says whose or which: “Business Phone”, “Company owner”. */
const plainOnly = new Set([
  'email',
  'phone',
  'city',
  'country',
  'website',
  'domain',
  'ownerId',
  'status',
  'source',
  'note',
  'externalId',
  'lastActivityAt',
  'receivedOn',
  'openedOn',
])
const which =
  'main|primary|principal|business|work|office|company|general|billing|mailing|headquarters?|hq|geschäftlich|prof\\.?'

/** `Deal - Title` → `Title`, `E-mail 1 - Value` → `E-mail`, `Address 1: City` → `City`, `Business Phone` → `Phone`, `Country/Region` → `Country`. */
function barely(entity: ImportEntity, header: string): { text: string; only?: ReadonlySet<string> }[] {
  const { whose } = importables[entity]
  const told = header
    .trim()
    .replace(new RegExp(`^(${whose})\\s*[-–:./]\\s*`, 'i'), '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(/\s+(in\s+|en\s+)?[A-Z]{3}$/, code => (currencyIn(`x${code}`, '') ? '' : code))
    .replace(/\s*-\s*(work|office|business|primary)$/i, '')
    .replace(/^(address|adresse|dirección)\s*1?\s*[-:]\s*/i, '')
    .replace(/\s*1?\s*-\s*value$/i, '')
  const short = told.replace(/\/(region|province|account)$/i, '')
  const own = short.replace(new RegExp(`^(${whose})\\s+`, 'i'), '')
  const one = short.replace(new RegExp(`^(${which})\\s+`, 'i'), '')
  return [{ text: told }, { text: short }, { text: own, only: plainOnly }, { text: one, only: plainOnly }]
}

/** Words that column names are made of, whatever the rows are. */
export function isKnownHeader(cell: string): boolean {
  known ??= new Set(importEntities.flatMap(entity => [...synonymsOf(entity).keys()]))
  const key = headerKey(cell)
  return known.has(key) || firstNames.has(key) || lastNames.has(key)
}
let known: Set<string> | undefined

const keysOf = (words: string) => new Set(words.split(' ').map(headerKey))
const firstNames = keysOf(
  'firstname givenname forename vorname prenom nombre primernombre nombredepila imie nome voornaam الاسمالاول',
)
const lastNames = keysOf(
  'lastname surname familyname nachname familienname nomdefamille apellidos apellido primerapellido cognome nazwisko achternaam اسمالعائلة اللقب الاسمالاخير',
)
/** Beside a first name, these are the last. */
const namesBeside = new Set(['name', 'nom'])

/** The columns of a person's first and last name, where a file keeps them apart. */
export function nameParts(headers: readonly string[]): { first: number; last: number } | undefined {
  const keys = headers.map(header => headerKey(header.replace(/^(person|contact|lead)\s*[-:]\s*/i, '')))
  const first = keys.findIndex(key => firstNames.has(key))
  if (first === -1) return undefined
  const sure = keys.findIndex(key => lastNames.has(key))
  const isSurely = keys[first] !== 'nombre' && keys[first] !== 'nome'
  const last = sure === -1 && isSurely ? keys.findIndex(key => namesBeside.has(key)) : sure
  return last === -1 ? undefined : { first, last }
}
