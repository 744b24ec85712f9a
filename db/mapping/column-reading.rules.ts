import { currencyExponent } from '../core/currencies.rules'
import type { FieldKind } from '../core/field.model'
import { currencyColumn, currencyIn } from '../reading/currency.rules'
import { isEitherOrder, orderOf, readDay } from '../reading/dates.rules'
import { type DecimalMark, decimalIn, decimalOf } from '../reading/decimal-mark.rules'
import type { Reading } from '../reading/values.rules'
import { customsOf } from './customs-of-place.rules'
import type { ColumnFound, ColumnMapping } from './mapping.model'

/** How the file as a whole is read, before its columns have a say. */
export interface FileReading extends Reading {
  /** The decimal mark that its cells show; undefined where none does. */
  ofFile: DecimalMark | undefined
}

const isDay = (kind: FieldKind): boolean => kind === 'date' || kind === 'instant'
const areFigures = (kind: FieldKind): boolean => ['number', 'integer', 'money'].includes(kind)
/** A number or an amount, with a sign or a code of its currency at most. */
const isFigure = /^[^\p{L}]*(\p{Sc}|\p{Lu}{3})?[^\p{L}]*$/u

/** How the days and figures of a file and of each of its columns are read. `isOwn` says that the file is an export of ours, which has one way of writing. */
export function columnReadings(
  headers: readonly string[],
  values: readonly (readonly string[])[],
  place: { currency: string; timeZone: string },
  isOwn: boolean,
) {
  const customs = customsOf(place)
  const all = values.flat()
  const order = orderOf(all)
  const dateOrder = order ?? customs.dateOrder
  const ofFile = isOwn
    ? '.'
    : decimalOf(all.filter(value => isFigure.test(value) && readDay(value, dateOrder) === undefined))
  const told = currencyColumn(headers, values)
  const toldCodes = told === undefined ? [] : values[told]!.map(code => code.toUpperCase())
  const hasOneExponent = new Set(toldCodes.map(currencyExponent)).size === 1
  const currencyNamed = (column: number) => currencyIn(headers[column]!, place.currency) ?? place.currency
  const currencyOf = (column: number) =>
    told === undefined ? currencyNamed(column) : hasOneExponent ? toldCodes[0] : undefined
  const figures = (column: number, kind: FieldKind) =>
    isOwn
      ? ({ mark: '.', ask: false } as const)
      : decimalIn(values[column]!, { kind, currency: currencyOf(column), ofFile })
  const isOpenDay = (column: number) =>
    isEitherOrder(values[column]!) &&
    (orderOf(values[column]!) !== undefined || order === undefined || isEitherOrder(all))

  /** What nobody can tell from the cells of a column that becomes such a field. */
  const asksOf = (column: number, kind: FieldKind): ColumnFound['asks'] => {
    if (isDay(kind) && isOpenDay(column)) return 'dateOrder'
    return areFigures(kind) && figures(column, kind).ask ? 'decimal' : undefined
  }
  /** What is decided about a column is written down with it; what is not is the file's, until somebody says. */
  const readAs = (column: number, kind: FieldKind): ColumnMapping['readAs'] => {
    const own = orderOf(values[column]!)
    const asked = asksOf(column, kind)
    const { mark } = figures(column, kind)
    return {
      kind: kind as ColumnMapping['readAs']['kind'],
      ...(isDay(kind) && own && !asked ? { dateOrder: own } : {}),
      ...(areFigures(kind) && mark && !asked ? { decimal: mark } : {}),
      ...(kind === 'money' ? { currency: currencyNamed(column) } : {}),
      ...(kind === 'money' && told !== undefined ? { currencyColumn: told } : {}),
    }
  }
  const reading: FileReading = {
    dateOrder,
    decimal: ofFile ?? '.',
    currency: place.currency,
    timeZone: place.timeZone,
    ofFile,
  }
  return { reading, told, asksOf, readAs, customs }
}
