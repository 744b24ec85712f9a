import { foldPassword } from './passwords.rules'

/** What the list, which is of Latin keyboards, does not know, and the name of this house. */
const alsoBroken =
  'sextant azerty motdepasse passwort hallo contraseña пароль йцукен привет любовь كلمةالسر كلمةالمرور مرحبا 密码 我爱你 パスワード 비밀번호'

/** Keys and letters in their order, of which a run is no password in either direction. */
const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'йцукенгшщзхъфывапролджэячсмитьбю',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلاىةوزظ',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
]
const runs = rows.flatMap(row => [row, [...row].reverse().join('')]).map(foldPassword)

let kept: Promise<ReadonlySet<string>> | undefined

/** The 49,000 commonest of broken passwords (`@zxcvbn-ts/language-common`, MIT). Read at the first new password: most processes never see one. */
const brokenOnes = (): Promise<ReadonlySet<string>> => {
  kept ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set([...dictionary['passwords-common'], ...alsoBroken.split(' ')].map(word => foldPassword(word))),
  )
  return kept
}

/**
 * Whether a new password is among those that are tried first everywhere: one of the broken ones, also with letters written as digits, said twice, or with a few digits and marks after
 * it (`Password123!`), or a run along the keyboard.
 */
export async function isBroken(password: string): Promise<boolean> {
  const folded = foldPassword(password)
  if (runs.some(run => run.includes(folded))) return true
  const broken = await brokenOnes()
  const bare = folded.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  const once = /^(.{3,}?)\1+$/su.exec(folded)?.[1] ?? folded
  return [folded, bare, once, withoutTail(folded)].some(
    word => broken.has(word) || broken.has(asLetters(word)),
  )
}

/** What is left without `123456`, a year, or another few that are no letters. */
const withoutTail = (word: string): string =>
  word.replace(/(?:0?123456?7?8?9?0?|[^\p{L}]{1,4})[^\p{L}\p{N}]?$/u, '')

const letters: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '0': 'o', $: 's', '5': 's' }

/** The digits and signs that are written for letters: inside the word, and not at its end, where they count. */
const asLetters = (word: string): string => word.replace(/[@43105$](?=.*\p{L})/gu, sign => letters[sign]!)
