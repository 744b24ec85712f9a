/** A letter of ours: what it says in a few lines, and where one goes from it. */
export interface Letter {
  subject: string
  lines: readonly string[]
  act?: { label: string; href: string }
  /** In small letters, below. */
  foot?: string
}

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, one => `&#${one.codePointAt(0)};`)

/** A letter as plain text and as HTML that every reader shows, in the direction of its language. What stands in it is text, whoever wrote it. */
export function letter(
  locale: string,
  { subject, lines, act, foot }: Letter,
): { subject: string; text: string; html: string } {
  const dir = locale === 'ar' ? 'rtl' : 'ltr'
  const text = [...lines, ...(act ? [`${act.label}:\n${act.href}`] : []), ...(foot ? [foot] : [])].join(
    '\n\n',
  )
  const paragraphs = lines.map(line => `<p style="margin:0 0 16px">${escaped(line)}</p>`).join('')
  const button =
    act &&
    `<p style="margin:24px 0"><a href="${escaped(act.href)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#17558f;color:#ffffff;text-decoration:none">${escaped(act.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#5a6673;word-break:break-all" dir="ltr">${escaped(act.href)}</p>`
  const html = `<!doctype html>
<html lang="${escaped(locale)}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f2f5f8">
<div dir="${dir}" style="max-width:560px;margin:0 auto;padding:28px;border-radius:12px;background:#ffffff;color:#1b2530;font:15px/1.55 system-ui,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic',sans-serif">
<h1 style="margin:0 0 20px;font-size:20px;line-height:1.3">${escaped(subject)}</h1>
${paragraphs}${button ?? ''}${foot ? `<p style="margin:24px 0 0;font-size:13px;color:#5a6673">${escaped(foot)}</p>` : ''}
</div></body></html>`
  return { subject, text, html }
}
