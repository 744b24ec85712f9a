import { likeness, noughts, twoLetters, unsaid } from './folding.rules'
import { beforeNumber, notDialled } from './phone.rules'

const written = (text: string) => `'${text.replaceAll("'", "''")}'`

const [from, to] = [
  [
    ...likeness.flatMap(([, all]) => [...all]),
    ...[...noughts].flatMap(nought =>
      Array.from({ length: 10 }, (_, n) => String.fromCodePoint(nought.codePointAt(0)! + n)),
    ),
  ].join(''),
  [...likeness.map(([as, all]) => as.repeat([...all].length)), '0123456789'.repeat(noughts.length)].join(''),
]

const twoed = twoLetters.reduce(
  (sql, [as, one]) => `replace(${sql}, ${written(one)}, ${written(as)})`,
  `translate(
      regexp_replace(
        lower(normalize(regexp_replace($1, ${written(unsaid.before)}, '', 'g'), NFKD) collate "pg_c_utf8"),
        ${written(unsaid.after)}, '', 'g'),
      ${written(from)}, ${written(to)})`,
)

/** What is left of text without letters beyond ASCII, which is most of it. */
const ascii = `translate(lower($1 collate "pg_c_utf8"), E'\\t\\n\\v\\f\\r''\`', '     ')`

/**
 * `folded(text)` and `plain_phone(text)` of Postgres: what `folded` and `plainPhone` do in memory, made from the same lists and held equal by a property
 * test. They are made anew by each migration. Each is one expression and not declared strict, so that Postgres puts it in the place of its call.
 */
export const foldingFunctions = `
  create or replace function folded(text) returns text language sql immutable parallel safe as $folded$
    select case when octet_length($1) = char_length($1) then ${ascii} else ${twoed} end $folded$;
  create or replace function plain_phone(text) returns text language sql immutable parallel safe as $phone$
    select replace(regexp_replace(regexp_replace(folded($1), '${notDialled}', '', 'g'), '${beforeNumber}', '\\1 '), '+', '') $phone$;`
