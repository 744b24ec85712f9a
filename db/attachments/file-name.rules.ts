const mostCharacters = 255

/** Control characters, and marks that are not seen and turn the direction of what follows: `invoice‮gpj.exe` would read as a picture. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu

/** What a file is called, without the folders it came from and without what cannot be seen; undefined where nothing is left. A long one keeps its ending. */
export function fileNameOf(given: string): string | undefined {
  const last = given.replaceAll(unseen, '').normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const name = last.replaceAll(/\s+/g, ' ').trim()
  if (/^\.*$/.test(name)) return undefined
  const letters = [...name]
  if (letters.length <= mostCharacters) return name
  const ending = [...extensionOf(name)].slice(0, 20)
  return `${letters
    .slice(0, mostCharacters - ending.length)
    .join('')
    .trim()}${ending.join('')}`
}

/** `.pdf`, in small letters; empty where there is none. */
export const extensionOf = (name: string): string =>
  /[^.](\.[^.\s]{1,19})$/.exec(name)?.[1]?.toLowerCase() ?? ''
