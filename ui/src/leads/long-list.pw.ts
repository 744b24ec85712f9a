import { expect, type Page, test } from '@playwright/test'
import { demoPage, newcomer, open } from '../app/browser-test'
import { createLead } from './journey'

const rowPx = 36
const headPx = 32
const list = (page: Page) => page.locator('.grid-scroll')
const rows = (page: Page) => page.locator('tbody tr[data-row]')
const awaited = (page: Page) => page.locator('tbody tr.unknown')
const places = (page: Page) =>
  rows(page).evaluateAll(found => found.map(row => Number(row.getAttribute('aria-rowindex')) - 2))

test('a long list has its height from the start, and any place is jumped to', async ({ browser }) => {
  const page = await demoPage(browser, '/leads?view=all&sort=name')
  await expect(rows(page).first()).toBeVisible()
  const { total } = await (await page.request.get('/crm/leads?limit=1&fields=id&count=exact')).json()
  expect(total.value).toBeGreaterThan(1000)
  const heightPx = total.value * rowPx + headPx
  // What is counted up to 10,000 only is counted to the end right after.
  await expect.poll(() => list(page).evaluate(box => box.scrollHeight)).toBe(heightPx)
  // The thumb is let go in the middle.
  const middle = Math.floor(total.value / 2)
  await list(page).evaluate((box, top) => box.scrollTo({ top }), middle * rowPx)
  await expect(page.locator(`[data-cell="${middle}:0"]`)).toBeVisible()
  await expect(awaited(page)).toHaveCount(0)
  const asked = `/crm/anchors?area=leads&sort=name`
  const { every, anchors } = await (await page.request.get(asked)).json()
  const at = Math.floor(middle / every)
  const query = `sort=name&fields=name&limit=${every}&after=${encodeURIComponent(anchors[at - 1])}`
  const there = (await (await page.request.get(`/crm/leads?${query}`)).json()).results[middle % every]
  await expect(page.locator(`[data-cell="${middle}:0"]`)).toHaveText(there.name)
  // What was passed over is read when one goes up into it, and each place is there once.
  await list(page).evaluate(box => box.scrollBy({ top: -2000 }))
  await expect(page.locator(`[data-cell="${middle - 50}:0"]`)).toBeVisible()
  await expect(awaited(page)).toHaveCount(0)
  const shown = await places(page)
  expect(shown).toEqual(shown.map((_, n) => shown[0]! + n))
  expect(shown.length).toBeLessThan(80)
  // The last of all and the first by a key, with the focus.
  await page.locator(`[data-cell="${middle - 50}:0"]`).focus()
  await page.keyboard.press('Control+End')
  await expect(page.locator(`[data-cell="${total.value - 1}:0"]`)).toBeFocused()
  await page.keyboard.press('Control+Home')
  await expect(page.locator('[data-cell="0:0"]')).toBeFocused()
  expect(await list(page).evaluate(box => box.scrollHeight)).toBe(heightPx)
})

const arabic = 'شركة البحر الأحمر للنقل والتخزين المبرد والخدمات اللوجستية المتكاملة'
const latin = 'Nordsee Kühllogistik und Hafenumschlag Gesellschaft mit beschränkter Haftung'

for (const locale of ['en', 'ar'] as const)
  test(`what is cut is cut at its own end, heads stand over their values, no status is cut (${locale})`, async ({
    browser,
  }) => {
    const { page } = await newcomer(browser, '/leads', { locale })
    for (const [n, company] of [arabic, latin].entries())
      await createLead(page, { name: company, company, status: n ? 'disqualified' : 'qualified' })
    await page.setViewportSize({ width: 1100, height: 700 })
    await open(page, '/leads?view=all&sort=name')
    await expect(rows(page)).toHaveCount(2)
    // The first letter of a text is where its cell is: what is left out is at the end.
    const cut = await page.locator('tbody tr :is([data-cell$=":0"], [data-cell$=":1"])').evaluateAll(cells =>
      cells.map(cell => {
        const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode() as Text
        const range = document.createRange()
        range.setStart(text, 0)
        range.setEnd(text, 1)
        const [first, box] = [range.getBoundingClientRect(), cell.getBoundingClientRect()]
        range.setEnd(text, text.length)
        const isCut = range.getBoundingClientRect().width > box.width
        return { isCut, begins: first.left >= box.left - 1 && first.right <= box.right + 1 }
      }),
    )
    expect(cut).toEqual(cut.map(() => ({ isCut: true, begins: true })))
    const chips = await page.locator('tbody .chip').evaluateAll(found =>
      found.map(chip => {
        const [own, cell] = [chip.getBoundingClientRect(), chip.closest('td')!.getBoundingClientRect()]
        return own.left >= cell.left && own.right <= cell.right && chip.scrollWidth <= chip.clientWidth
      }),
    )
    expect(chips).toEqual([true, true])
    // Figures stand at the right in every language, everything else where a line begins.
    const apart = await page.locator('thead [data-head]:not([data-head="-1"])').evaluateAll(heads =>
      heads.map(head => {
        const edge = (of: Element) => {
          const range = document.createRange()
          range.selectNodeContents(of)
          const box = range.getBoundingClientRect()
          const atRight = of.closest('.num') || document.dir === 'rtl'
          return atRight ? box.right : box.left
        }
        const cell = document.querySelector(`[data-cell="0:${head.getAttribute('data-head')}"]`)!
        const isFilled = cell.textContent !== '' && !cell.querySelector('[data-tip-cut]')
        return isFilled ? Math.round(Math.abs(edge(head.querySelector('.cut') ?? head) - edge(cell))) : 0
      }),
    )
    expect(apart).toEqual(apart.map(() => 0))
    // At 400 % of 1280 × 1024 the rows have the window to themselves.
    await page.setViewportSize({ width: 320, height: 256 })
    await list(page).scrollIntoViewIfNeeded()
    await expect(page.locator('.phone-row')).toHaveCount(2)
    const inSight = await page.locator('.phone-row').evaluateAll(found =>
      found.filter(row => {
        const { top, bottom, left } = row.getBoundingClientRect()
        return document.elementFromPoint(left + 30, top + 4) && bottom <= innerHeight - 48
      }),
    )
    expect(inSight).toHaveLength(2)
  })
