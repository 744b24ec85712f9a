import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, newcomer, open } from '../app/browser-test'

const createLeads = async (page: Page, names: readonly string[], values: Record<string, unknown> = {}) => {
  const { origin } = new URL(page.url())
  for (const name of names) {
    const data = { name, value: { minor: 100_000, currency: 'EUR' }, ...values }
    const answer = await page.request.post('/crm/leads', { data, headers: { origin } })
    expect(answer.status(), await answer.text()).toBe(201)
  }
}
const cell = (page: Page, row: number, column: number) => page.locator(`[data-cell="${row}:${column}"]`)
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('data-cell') ?? activeElement?.tagName.toLowerCase() ?? ''
  })
const names = Array.from({ length: 15 }, (_, n) => `Lead ${String.fromCharCode(65 + n)}`)

for (const locale of ['en', 'ar'] as const) {
  test(`fifteen leads are worked by keyboard alone, without a reload (${locale})`, async ({ browser }) => {
    test.slow()
    const { page } = await newcomer(browser, '/leads', { locale })
    await createLeads(page, names)
    let loads = 0
    page.on('load', () => loads++)
    await open(page, '/leads?sort=name')
    await expect(page.getByRole('rowheader')).toHaveCount(15)
    loads = 0
    // From nowhere into the list, and down it by J.
    await page.keyboard.press('j')
    await expect(cell(page, 0, 0)).toBeFocused()
    for (let row = 0; row < names.length; row++) {
      await expect(cell(page, row, 0)).toBeFocused()
      // Opened, logged, and on; the record follows who walks on.
      await page.keyboard.press('Enter')
      await expect(page.locator('.drawer h2')).toHaveText(names[row]!)
      await page.keyboard.press('c')
      const dialog = page.getByRole('dialog')
      await expect(dialog.locator('textarea, input').first()).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(dialog).toHaveCount(0)
      await expect(cell(page, row, 0)).toBeFocused()
      if (row + 1 < names.length) await page.keyboard.press('j')
    }
    // The value of the last, edited in place.
    for (let column = 0; column < 4; column++)
      await page.keyboard.press(locale === 'ar' ? 'ArrowLeft' : 'ArrowRight')
    await expect(cell(page, 14, 4)).toBeFocused()
    await page.keyboard.type('777')
    await page.keyboard.press('Enter')
    await expect(page.locator('.cell-editor')).toHaveCount(0)
    await expect(cell(page, 14, 4)).toContainText('777')
    expect(loads).toBe(0)
  })
}

test('on the name of a row every key works and none kills the list', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  await createLeads(page, ['Ada', 'Bo', 'Cy'])
  await open(page, '/leads?sort=name')
  await cell(page, 0, 0).focus()
  for (const key of ['q', 'z', '7', 'Delete', 'Home']) await page.keyboard.press(key)
  await expect(page.locator('.cell-editor')).toHaveCount(0)
  await page.keyboard.press('j')
  await expect(cell(page, 1, 0)).toBeFocused()
  await page.keyboard.press('k')
  await expect(cell(page, 0, 0)).toBeFocused()
  // F2 edits the name where it stands, Esc leaves it as it was.
  await page.keyboard.press('F2')
  await expect(cell(page, 0, 0).locator('.cell-editor')).toHaveValue('Ada')
  await page.keyboard.press('Escape')
  await expect(cell(page, 0, 0)).toBeFocused()
  await page.keyboard.press('e')
  await cell(page, 0, 0).locator('.cell-editor').fill('Ada L.')
  await page.keyboard.press('Enter')
  await expect(cell(page, 0, 0)).toHaveText('Ada L.')
  await expect(cell(page, 1, 0)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('.drawer h2')).toHaveText('Bo')
})

test('an editor whose row leaves the list leaves the keys to the list', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  await createLeads(page, ['Ada', 'Bo', 'Cy'])
  await open(page, '/leads?sort=name')
  await cell(page, 2, 4).focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.cell-editor')).toBeFocused()
  await page.getByPlaceholder('Search this list').evaluate((input: HTMLInputElement) => {
    input.value = 'Bo'
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  await expect(page.getByRole('rowheader')).toHaveCount(1)
  await page.keyboard.press('j')
  await expect(cell(page, 0, 4)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(page.locator('.drawer h2')).toHaveText('Bo')
})

test('a list is reached with few Tabs, from the search with ↓, and its heads are one stop', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLeads(page, ['Ada', 'Bo'])
  await open(page, '/leads?sort=name&filter=status:in:new;country:unknown')
  await expect(page.locator('fieldset.filter')).toHaveCount(2)
  // “Skip to content” is the first stop of the page, and moves the focus.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
  let tabs = 0
  for (; tabs < 20 && !(await focused(page)).includes(':'); tabs++) await page.keyboard.press('Tab')
  expect(tabs).toBeLessThanOrEqual(8)
  // Up into the heads, along them, wider by Alt, and down again.
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('[data-head="1"]')).toBeFocused()
  const width = () =>
    page
      .locator('thead th')
      .nth(2)
      .evaluate(head => head.clientWidth)
  const before = await width()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(width).toBeGreaterThan(before)
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 0, 1)).toBeFocused()
  // On the name “/” is a command; in a cell that takes text it would be text.
  await page.keyboard.press('Home')
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 0, 0)).toBeFocused()
  await expect(page.getByRole('columnheader', { name: 'Company', exact: true })).toBeVisible()
  await expectAccessible(page)
})

test('what is opened has the focus on its first field, and gives it back when it closes', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLeads(page, ['Ada', 'Bo'])
  await open(page, '/leads?sort=name')
  await cell(page, 1, 0).focus()
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog').getByLabel('Name *')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(cell(page, 1, 0)).toBeFocused()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox').last()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(cell(page, 1, 0)).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cell(page, 1, 0)).toBeFocused()
  for (const name of ['Your account', 'Columns', 'Add a filter']) {
    const button = page.getByRole('button', { name, exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('.menu, .popover')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('.menu, .popover')).toHaveCount(0)
    await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
  }
  // What a menu leads to gives the focus back to the menu's button.
  await cell(page, 0, 0).focus()
  await page.keyboard.press('Enter')
  await page.locator('.drawer').getByRole('button', { name: 'More actions' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Write a note' }).press('Enter')
  await expect(page.getByRole('dialog').locator('textarea, input').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.locator('.drawer').getByRole('button', { name: 'More actions' })).toBeFocused()
})

test('a double click edits and opens nothing; a single click opens the record', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  await createLeads(page, ['Ada'])
  await open(page, '/leads')
  await cell(page, 0, 4).dblclick()
  await expect(page.locator('.cell-editor')).toBeFocused()
  await page.keyboard.type('450')
  await page.keyboard.press('Enter')
  await expect(cell(page, 0, 4)).toContainText('450')
  await expect(page.locator('.drawer')).toHaveCount(0)
  await cell(page, 0, 4).click()
  await expect(page.locator('.drawer h2')).toHaveText('Ada')
  await page.keyboard.press('Escape')
  await expect(page.locator('.drawer')).toHaveCount(0)
})
