import EmailReplyParser from 'email-reply-parser'

/** The line before what is quoted, as Arabic mail programs write it: “في … كتب …:”, with any marks of direction. */
const arabicIntro =
  /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\s]*(في|بتاريخ|يوم|كتب|من:)[^\n]{2,200}(كتب|كتبت|كَتَب)?[^\n]{0,200}[:：]\s*$/mu

/** Longer than people write; the parser's patterns take their time. */
const longest = 200_000

/** What somebody wrote, and what is quoted of others below it. A text that is all quoted stays whole. */
export function splitQuoted(text: string): { text: string; quoted: string | null } {
  const whole = text.replace(/\r\n?/g, '\n').trim()
  if (whole.length > longest) return { text: whole, quoted: null }
  const intro = introAt(whole)
  const head = intro === undefined ? whole : whole.slice(0, intro)
  const visible = new EmailReplyParser().read(head).getVisibleText().trim()
  if (!visible || visible === whole) return { text: whole, quoted: null }
  // What is visible stands first in all mails but those with answers between the lines: these stay whole.
  const at = whole.startsWith(visible) ? visible.length : undefined
  return at === undefined
    ? { text: whole, quoted: null }
    : { text: visible, quoted: whole.slice(at).trim() || null }
}

/** Where an Arabic introduction begins, if what follows it is quoted. */
function introAt(text: string): number | undefined {
  const found = arabicIntro.exec(text)
  if (!found || !/كتب|من:/.test(found[0])) return undefined
  const after = text.slice(found.index + found[0].length).trimStart()
  return after === '' || after.startsWith('>') || /^(من|إلى|الموضوع|تاريخ)/.test(after)
    ? found.index
    : undefined
}
