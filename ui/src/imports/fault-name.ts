import type { Import } from '@sextant/db/imports/import.model'
import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { addressesIn } from '@sextant/db/reading/values.rules'
import { explainRule } from '../app/explain'
import { entityName, fieldName, optionName } from '../parts/mapping/names'
import { word } from '../parts/mapping/words.text'
import type en from './faults.en'
import { faultText } from './faults.text'

type FaultWord = keyof typeof en

/** What is wrong with a cell, and how to fix it; where the file has no such column, with the field that it is about. */
export function faultName(fault: ImportFault): string {
  const text = sentenceOf(fault)
  const { field } = fault.params
  return fault.column === null && typeof field === 'string'
    ? faultText('of_field', { field: fieldName(field), text })
    : text
}

function sentenceOf({ code, value, message, params }: ImportFault): string {
  if (params.withheld === true) return faultText('withheld')
  // Isolated: a Latin value in an Arabic sentence, or the other way round, keeps both in order.
  const cell = value === null ? '' : `\u2068${value}\u2069`
  if (code === 'not_an_email' && addressesIn(value ?? '').length > 1)
    return faultText('not_an_email_several', { value: cell })
  if (code === 'not_an_email' && (value ?? '').split('@').length > 2)
    return faultText('not_an_email_twice', { value: cell })
  const meant = suggestionOf({ code, params })
  if (meant !== undefined) {
    const near = faultText(
      `${code}.near` as FaultWord,
      { value: cell, meant: `\u2068${meant}\u2069` } as never,
    )
    if (near !== `${code}.near`) return near
  }
  if (code === 'rule') return explainRule(String(params.rule)) ?? message
  if (code === 'invalid' && !cell) return message
  const text = faultText(code as FaultWord, { value: cell, message } as never)
  return text === code ? message : text
}

/** The value that was most likely meant, as a reader sees it. */
export function suggestionOf({ code, params }: Pick<ImportFault, 'code' | 'params'>): string | undefined {
  if (typeof params.suggestion !== 'string') return undefined
  return code === 'not_an_option' ? optionName(params.suggestion) : params.suggestion
}

/** What keeps a draft from being checked, in one sentence each; two columns for one field are said beside the column instead. */
export function problemNames(draft: Import): string[] {
  const twice = draft.problems.filter(problem => problem.code === 'field_twice').length
  return [
    ...draft.problems.flatMap(({ code, message, params }) => {
      if (code === 'field_twice') return []
      if (code === 'nothing_mapped') return [faultText('problem.nothing_mapped')]
      if (code === 'required')
        return [
          faultText('problem.required', {
            entity: entityName(draft.entity),
            field: fieldName(String(params?.field)),
          }),
        ]
      if (code === 'no_match_field')
        return [
          faultText('problem.no_match_field', {
            fields: draft.settings.matchBy.map(field => fieldName(field)).join(word('comma')),
          }),
        ]
      return [faultText('problem.other', { message })]
    }),
    ...(twice ? [faultText('problem.field_twice.foot', { n: twice })] : []),
  ]
}
