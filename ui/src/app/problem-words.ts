import type en from './problems.en'

type Said<Group extends string> = keyof typeof en extends infer K
  ? K extends `${Group}.${infer Name}`
    ? Name
    : never
  : never
export type RuleWord = Said<'rule'>
export type ValueWord = Said<'value'>

/** Rules that are said in the words of another. */
export const rulesSaidAs: Readonly<Record<string, RuleWord>> = {
  idempotency_mismatch: 'repeated',
  idempotency_running: 'repeated',
  idempotency_answer_lost: 'repeated',
  idempotency_answer_secret: 'repeated',
}

/** Codes of `errors[].code` that are said in the words of another. */
export const codesSaidAs: Readonly<Record<string, ValueWord>> = {
  safe_integer: 'whole',
  integer: 'whole',
  not_finite: 'finite',
  wrong_value: 'wrong_type',
  regex: 'form',
  uuid: 'reference_missing',
  slug: 'form',
  digits: 'form',
  email: 'rfc_email',
  invalid: 'check',
  partial_check: 'check',
  mail_key: 'check',
  raw_check: 'check',
  check_items: 'check',
  every_item: 'check',
  unkeepable_text: 'bad_text',
  max_entries: 'too_many',
  too_large: 'max_length',
  too_long: 'max_length',
  not_a_filter: 'filter',
  not_filterable: 'filter',
  not_sortable: 'filter',
  operator: 'filter',
  one_filter: 'filter',
  repeated: 'filter',
  empty_list: 'filter',
  unknown_key: 'filter',
  unknown_operator: 'filter',
  cursor: 'request',
  idempotency_key: 'request',
  time_zone: 'request',
  malformed_json: 'request',
  not_found: 'reference_missing',
}

/** Codes whose own English sentence says more than their word here. */
export const vagueCodes: readonly string[] = [
  'form',
  'check',
  'filter',
  'too_many',
  'max_length',
  'min_length',
]
